-- What the rows of a plan come to is asked for with every look at it, and changes only while it is previewed and started.
ALTER TABLE "plans" ADD COLUMN "sums" jsonb DEFAULT '{"verdicts":{},"excluded":0,"chosen":0,"costs":[],"risks":[],"dns":{}}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "operations_sent_due" ON "operations" USING btree ("account_id","next_attempt_at","plan_position") WHERE "operations"."finished_at" is null and "operations"."state" in ('submitted', 'unknown');--> statement-breakpoint
CREATE FUNCTION plan_sums(plan uuid) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH all_rows AS MATERIALIZED (
    SELECT verdict, is_excluded, currency, cost_minor, risks, dns, verdict = 'change' AND NOT is_excluded AS is_chosen
    FROM plan_rows WHERE plan_id = plan
  )
  SELECT jsonb_build_object(
    'verdicts', (
      SELECT coalesce(jsonb_object_agg(verdict, names), '{}')
      FROM (SELECT verdict, count(*) AS names FROM all_rows GROUP BY verdict) AS counted
    ),
    'excluded', (SELECT count(*) FROM all_rows WHERE is_excluded),
    'chosen', (SELECT count(*) FROM all_rows WHERE is_chosen),
    'costs', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('currency', currency, 'minor', minor, 'names', names) ORDER BY currency), '[]')
      FROM (
        SELECT currency, sum(cost_minor) AS minor, count(*) AS names
        FROM all_rows WHERE is_chosen AND currency IS NOT NULL GROUP BY currency
      ) AS added
    ),
    'risks', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('risk', risk, 'names', names) ORDER BY names DESC, risk), '[]')
      FROM (
        SELECT risk, count(*) AS names FROM all_rows CROSS JOIN unnest(risks) AS risk WHERE is_chosen GROUP BY risk
      ) AS thought_of
    ),
    'dns', (
      SELECT coalesce(jsonb_object_agg(dns, names), '{}')
      FROM (SELECT dns, count(*) AS names FROM all_rows WHERE is_chosen AND dns IS NOT NULL GROUP BY dns) AS looked_at
    )
  )
$$;
--> statement-breakpoint
CREATE FUNCTION sum_up_plans() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT EXISTS (
      SELECT plan_id, position, verdict, is_excluded, cost_minor, currency, risks, dns FROM written
      EXCEPT SELECT plan_id, position, verdict, is_excluded, cost_minor, currency, risks, dns FROM replaced
    ) THEN
      RETURN NULL;
    END IF;
  END IF;
  UPDATE plans SET sums = plan_sums(id) WHERE id IN (SELECT plan_id FROM written);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER sum_up_inserted AFTER INSERT ON plan_rows
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sum_up_plans();
--> statement-breakpoint
CREATE TRIGGER sum_up_updated AFTER UPDATE ON plan_rows
REFERENCING OLD TABLE AS replaced NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION sum_up_plans();
--> statement-breakpoint
SELECT set_config('app.partner', '*', true);
--> statement-breakpoint
UPDATE plans SET sums = plan_sums(id);
--> statement-breakpoint
SELECT set_config('app.partner', '', true);
