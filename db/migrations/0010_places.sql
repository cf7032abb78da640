-- May calls leave now, and how many? One round trip answers for breaker and rate, by the database's clock, for all
-- processes. verdict 'go': `places` places are taken, at most as many as wanted; the first may be used after first_ms,
-- each further one interval_ms later (negative: it could have been used before now). 'wait': ask again after first_ms,
-- nothing is taken. 'open': not before first_ms, the breaker is open. A probe token makes the caller the one that tries
-- an open endpoint, and comes with one place.
CREATE FUNCTION admit_calls(
  wanted_account uuid, wanted_endpoint text, rate_key text, interval_ms double precision, burst integer,
  horizon_ms double precision, wanted integer,
  OUT verdict text, OUT first_ms double precision, OUT places integer, OUT probe uuid
) LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  breaker circuit_breakers%ROWTYPE;
  step interval := make_interval(secs => interval_ms / 1000);
  arrives timestamptz;
  asked_at timestamptz;
BEGIN
  -- What is lost in a crash of the database is a fraction of a second of places.
  PERFORM set_config('synchronous_commit', 'off', true);
  places := 0;
  SELECT * INTO breaker FROM circuit_breakers WHERE account_id = wanted_account AND endpoint = wanted_endpoint;
  IF FOUND AND breaker.state <> 'closed' THEN
    UPDATE circuit_breakers SET state = 'half_open', probe_token = gen_random_uuid(),
      probe_until = clock_timestamp() + interval '30 seconds', changed_at = clock_timestamp()
    WHERE account_id = wanted_account AND endpoint = wanted_endpoint
      AND ((state = 'open' AND opened_until <= clock_timestamp())
        OR (state = 'half_open' AND probe_until <= clock_timestamp()))
    RETURNING probe_token INTO probe;
    IF probe IS NULL THEN
      verdict := 'open';
      first_ms := greatest(1000, 1000 * extract(epoch FROM
        CASE breaker.state WHEN 'open' THEN breaker.opened_until ELSE breaker.probe_until END - clock_timestamp()));
      RETURN;
    END IF;
  END IF;

  LOOP
    SELECT arrives_at INTO arrives FROM rate_limits WHERE key = rate_key FOR UPDATE;
    EXIT WHEN FOUND;
    INSERT INTO rate_limits (key, arrives_at) VALUES (rate_key, clock_timestamp()) ON CONFLICT (key) DO NOTHING;
  END LOOP;
  asked_at := clock_timestamp();
  arrives := greatest(arrives, asked_at);
  first_ms := 1000 * extract(epoch FROM arrives - asked_at) - (burst - 1) * interval_ms;
  IF probe IS NOT NULL THEN
    places := 1;
  ELSIF first_ms <= horizon_ms THEN
    places := least(wanted, 1 + floor((horizon_ms - first_ms) / interval_ms));
  END IF;
  IF places = 0 THEN
    verdict := 'wait';
    first_ms := greatest(1, first_ms - horizon_ms);
    RETURN;
  END IF;
  UPDATE rate_limits SET arrives_at = arrives + places * step WHERE key = rate_key;
  verdict := 'go';
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION
  admit_calls(uuid, text, text, double precision, integer, double precision, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION
  admit_calls(uuid, text, text, double precision, integer, double precision, integer) TO namekeep_app;
--> statement-breakpoint
DROP FUNCTION admit_call(uuid, text, text, double precision, integer, double precision);
