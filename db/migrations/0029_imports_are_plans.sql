ALTER TABLE "imports" DROP CONSTRAINT "imports_state_known";--> statement-breakpoint
DROP INDEX "imports_open";--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "was" jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "fault" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "plan_id" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "digest" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "rows_hash" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "applied_line" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "applied_names" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "failed_names" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_fault" ON "import_rows" USING btree ("import_id","line") WHERE "import_rows"."fault" is not null;--> statement-breakpoint
CREATE INDEX "imports_plan" ON "imports" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "operations_domain" ON "operations" USING btree ("domain_id") WHERE "operations"."domain_id" is not null;--> statement-breakpoint
CREATE INDEX "imports_open" ON "imports" USING btree ("updated_at") WHERE "imports"."state" in ('checking', 'checked');--> statement-breakpoint
-- What stands in a plan outlives a crash of the database.
ALTER TABLE import_rows SET LOGGED;--> statement-breakpoint
SELECT set_config('app.partner', '*', true);--> statement-breakpoint
-- A file that was brought in, or half of it, gets its plan, by its own id: the log knows it by that.
INSERT INTO plans (id, kind, state, intent_key, request_hash, change, selection, names, sums, hash, pause_reason,
  requested_by_kind, requested_by_id, requested_by_name, request_id, created_at, expires_at, applied_at, finished_at)
SELECT i.id, 'import', CASE i.state WHEN 'applied' THEN 'done' WHEN 'applying' THEN 'applying' ELSE 'paused' END,
  'import ' || i.id, '', jsonb_build_object('kind', 'import', 'importId', i.id, 'accountId', i.account_id,
    'account', a.name, 'file', i.file_name, 'digest', ''), jsonb_build_object('importId', i.id), i.records,
  jsonb_build_object('verdicts', jsonb_build_object(
      'change', n.changing, 'same', n.same, 'skipped', n.skipped, 'impossible', n.impossible),
    'excluded', 0, 'chosen', n.changing, 'costs', '[]'::jsonb, 'risks', '[]'::jsonb, 'dns', '{}'::jsonb),
  '', i.failure, i.ordered_by #>> '{actor,kind}', i.ordered_by #>> '{actor,id}', i.ordered_by #>> '{actor,name}',
  i.request_id, i.created_at, i.updated_at, i.updated_at, i.finished_at
FROM imports i JOIN registrar_accounts a ON a.id = i.account_id
CROSS JOIN LATERAL (
  SELECT coalesce((i.counts ->> 'new')::int, 0) + coalesce((i.counts ->> 'changed')::int, 0) AS changing,
    coalesce((i.counts ->> 'unchanged')::int, 0) AS same, coalesce((i.counts ->> 'conflict')::int, 0) AS skipped,
    coalesce((i.counts ->> 'refused')::int, 0) + coalesce((i.counts ->> 'duplicate')::int, 0) AS impossible
) AS n
WHERE i.state IN ('applied', 'applying') OR (i.state = 'failed' AND i.applied_chunks > 0);--> statement-breakpoint
UPDATE imports i SET plan_id = i.id,
  state = CASE i.state WHEN 'applied' THEN 'applied' ELSE 'checked' END, failure = NULL,
  applied_line = coalesce(CASE WHEN i.state = 'applied' THEN r.last ELSE c.last END, 0), applied_names = coalesce(r.names, 0)
FROM imports j, LATERAL (
  SELECT max(l) AS last FROM import_chunks c, unnest(c.lines) AS l WHERE c.import_id = j.id AND c.n < j.applied_chunks
) AS c, LATERAL (
  SELECT max(line) AS last, count(*) FILTER (
    WHERE verdict IN ('new', 'changed') AND (j.state = 'applied' OR line <= c.last)) AS names
  FROM import_rows r WHERE r.import_id = j.id
) AS r
WHERE j.id = i.id AND EXISTS (SELECT 1 FROM plans p WHERE p.id = i.id);--> statement-breakpoint
-- A file that was only checked is checked again, which makes its plan.
DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE plan_id IS NULL);--> statement-breakpoint
UPDATE imports SET state = 'uploaded', counts = '{}' WHERE state = 'checked' AND plan_id IS NULL;--> statement-breakpoint
SELECT set_config('app.partner', '', true);--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "applied_chunks";--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_state_known" CHECK ("imports"."state" in ('uploaded', 'checking', 'checked', 'applied', 'failed', 'discarded'));