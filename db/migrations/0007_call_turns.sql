-- Who stands in line lives no longer than the processes that do, so a crash may empty the table.
CREATE UNLOGGED TABLE "call_turns" (
	"ticket" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "call_turns_ticket_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text COLLATE "C" NOT NULL,
	"seen_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "call_turns_line" ON "call_turns" USING btree ("key","ticket");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON call_turns TO namekeep_app;
--> statement-breakpoint
-- Stands at the end of the line of a key, or keeps the place that is had. Places whose process is silent are given
-- away. Tickets of a key are drawn one after the other, so that nobody can come to stand before one who looked already.
CREATE FUNCTION take_turn(wanted_key text, own bigint, lease_seconds integer, OUT ticket bigint, OUT ahead integer)
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
  lease timestamptz := clock_timestamp() + make_interval(secs => lease_seconds);
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('call_turns|' || wanted_key, 0));
  DELETE FROM call_turns t WHERE t.key = wanted_key AND t.seen_until < clock_timestamp()
    AND t.ticket IS DISTINCT FROM own;
  UPDATE call_turns t SET seen_until = lease WHERE t.ticket = own RETURNING t.ticket INTO take_turn.ticket;
  IF take_turn.ticket IS NULL THEN
    INSERT INTO call_turns AS t (key, seen_until) VALUES (wanted_key, lease) RETURNING t.ticket INTO take_turn.ticket;
  END IF;
  SELECT count(*) INTO ahead FROM call_turns t WHERE t.key = wanted_key AND t.ticket < take_turn.ticket;
END
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION take_turn(text, bigint, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION take_turn(text, bigint, integer) TO namekeep_app;
