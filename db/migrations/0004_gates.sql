CREATE TABLE "circuit_breakers" (
	"account_id" uuid NOT NULL,
	"endpoint" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" DEFAULT 'closed' NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"window_started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"open_seconds" integer DEFAULT 30 NOT NULL,
	"opened_until" timestamp with time zone,
	"probe_token" uuid,
	"probe_until" timestamp with time zone,
	"last_failure" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "circuit_breakers_account_id_endpoint_pk" PRIMARY KEY("account_id","endpoint")
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON circuit_breakers TO namekeep_app;
--> statement-breakpoint
-- May a call leave now? One round trip answers for breaker and rate, by the database's clock, for all processes.
-- verdict 'go': after wait_ms (the place in the queue is taken); 'wait': ask again after wait_ms (nothing is taken);
-- 'open': not before wait_ms, the breaker is open. A probe token makes the caller the one that tries an open endpoint.
CREATE FUNCTION admit_call(
  wanted_account uuid, wanted_endpoint text, rate_key text, interval_ms double precision, burst integer,
  horizon_ms double precision, OUT verdict text, OUT wait_ms double precision, OUT probe uuid
) LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  breaker circuit_breakers%ROWTYPE;
  step interval := make_interval(secs => interval_ms / 1000);
  allowance interval := make_interval(secs => (burst - 1) * interval_ms / 1000);
  due timestamptz;
BEGIN
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
      wait_ms := greatest(1000, 1000 * extract(epoch FROM
        CASE breaker.state WHEN 'open' THEN breaker.opened_until ELSE breaker.probe_until END - clock_timestamp()));
      RETURN;
    END IF;
  END IF;

  INSERT INTO rate_limits AS r (key, arrives_at) VALUES (rate_key, clock_timestamp() + step)
  ON CONFLICT (key) DO UPDATE SET arrives_at = greatest(r.arrives_at, clock_timestamp()) + step
    WHERE probe IS NOT NULL
      OR greatest(r.arrives_at, clock_timestamp()) - allowance
        <= clock_timestamp() + make_interval(secs => horizon_ms / 1000)
  RETURNING arrives_at INTO due;
  IF due IS NULL THEN
    SELECT arrives_at INTO due FROM rate_limits WHERE key = rate_key;
    verdict := 'wait';
    wait_ms := greatest(1, 1000 * extract(epoch FROM due - allowance - clock_timestamp()) - horizon_ms);
    RETURN;
  END IF;
  verdict := 'go';
  wait_ms := greatest(0, 1000 * extract(epoch FROM due - step - allowance - clock_timestamp()));
END
$$;
--> statement-breakpoint
-- What calls came to. Opens the breaker when, of at least five calls in the window, half failed; a probe decides alone.
CREATE FUNCTION report_calls(
  told_account uuid, told_endpoint text, good integer, bad integer, told_probe uuid, what text
) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  outcome text;
BEGIN
  IF told_probe IS NOT NULL THEN
    UPDATE circuit_breakers SET
      state = CASE WHEN bad = 0 THEN 'closed' ELSE 'open' END,
      calls = 0, failures = 0, window_started_at = clock_timestamp(), probe_token = NULL, probe_until = NULL,
      opened_until = CASE WHEN bad = 0 THEN NULL
        ELSE clock_timestamp() + make_interval(secs => least(600, open_seconds * 2)) END,
      open_seconds = CASE WHEN bad = 0 THEN 30 ELSE least(600, open_seconds * 2) END,
      last_failure = CASE WHEN bad = 0 THEN last_failure ELSE what END, changed_at = clock_timestamp()
    WHERE account_id = told_account AND endpoint = told_endpoint AND probe_token = told_probe
    RETURNING state INTO outcome;
    RETURN outcome;
  END IF;
  INSERT INTO circuit_breakers AS b (account_id, endpoint, calls, failures, last_failure)
  VALUES (told_account, told_endpoint, good + bad, bad, what)
  ON CONFLICT (account_id, endpoint) DO UPDATE SET
    calls = good + bad + CASE WHEN b.calls >= 20 OR b.window_started_at < clock_timestamp() - interval '60 seconds'
      THEN 0 ELSE b.calls END,
    failures = bad + CASE WHEN b.calls >= 20 OR b.window_started_at < clock_timestamp() - interval '60 seconds'
      THEN 0 ELSE b.failures END,
    window_started_at = CASE WHEN b.calls >= 20 OR b.window_started_at < clock_timestamp() - interval '60 seconds'
      THEN clock_timestamp() ELSE b.window_started_at END,
    last_failure = CASE WHEN bad > 0 THEN what ELSE b.last_failure END;
  UPDATE circuit_breakers SET state = 'open', opened_until = clock_timestamp() + make_interval(secs => open_seconds),
    changed_at = clock_timestamp()
  WHERE account_id = told_account AND endpoint = told_endpoint AND state = 'closed' AND calls >= 5
    AND failures * 2 >= calls AND bad > 0
  RETURNING state INTO outcome;
  RETURN coalesce(outcome, 'closed');
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION admit_call(uuid, text, text, double precision, integer, double precision),
  report_calls(uuid, text, integer, integer, uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION admit_call(uuid, text, text, double precision, integer, double precision),
  report_calls(uuid, text, integer, integer, uuid, text) TO namekeep_app;
