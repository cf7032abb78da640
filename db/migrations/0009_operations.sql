CREATE TABLE "lock_leases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"domain_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"relock_plan_id" uuid
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"account_id" uuid NOT NULL,
	"domain_id" uuid,
	"name" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"is_paid" boolean NOT NULL,
	"plan_id" uuid NOT NULL,
	"plan_position" integer NOT NULL,
	"params" jsonb NOT NULL,
	"secrets" text,
	"state" text COLLATE "C" DEFAULT 'pending' NOT NULL,
	"requested_by_kind" text COLLATE "C" NOT NULL,
	"requested_by_id" text NOT NULL,
	"requested_by_name" text NOT NULL,
	"request_id" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dispatched_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"review_at" timestamp with time zone,
	"sends" integer DEFAULT 0 NOT NULL,
	"max_sends" integer NOT NULL,
	"checks" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"registrar_ref" text,
	"error_code" text COLLATE "C",
	"error_message" text,
	"before" jsonb,
	"evidence" jsonb,
	"forced_reason" text,
	CONSTRAINT "operations_one_of_a_row" UNIQUE("plan_id","plan_position"),
	CONSTRAINT "operations_state_known" CHECK ("operations"."state" in ('pending', 'submitted', 'retrying', 'unknown', 'completed', 'failed', 'cancelled', 'superseded')),
	CONSTRAINT "operations_paid_is_sent_once" CHECK (not "operations"."is_paid" or "operations"."sends" <= 1),
	CONSTRAINT "operations_finished" CHECK (("operations"."finished_at" is not null) = ("operations"."state" in ('completed', 'failed', 'cancelled', 'superseded')))
);
--> statement-breakpoint
CREATE TABLE "plan_rows" (
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"partner_id" uuid,
	"domain_id" uuid,
	"account_id" uuid,
	"name" text COLLATE "C" NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"verdict" text COLLATE "C" NOT NULL,
	"rule" text COLLATE "C",
	"detail" text,
	"risks" text[] DEFAULT '{}' NOT NULL,
	"cost_minor" bigint,
	"currency" text COLLATE "C",
	"fingerprint" text COLLATE "C" NOT NULL,
	"is_excluded" boolean DEFAULT false NOT NULL,
	"secrets" text,
	"operation_id" uuid,
	CONSTRAINT "plan_rows_plan_id_position_pk" PRIMARY KEY("plan_id","position"),
	CONSTRAINT "plan_rows_name" UNIQUE("plan_id","name"),
	CONSTRAINT "plan_rows_verdict_known" CHECK ("plan_rows"."verdict" in ('change', 'same', 'skipped', 'impossible'))
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" DEFAULT 'ready' NOT NULL,
	"intent_key" text COLLATE "C" NOT NULL,
	"request_hash" text COLLATE "C" NOT NULL,
	"change" jsonb NOT NULL,
	"selection" jsonb NOT NULL,
	"names" integer NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"gates" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"needs_approval" boolean DEFAULT false NOT NULL,
	"approved_by_id" text,
	"approved_by_name" text,
	"approved_at" timestamp with time zone,
	"refused_at" timestamp with time zone,
	"has_canary" boolean DEFAULT false NOT NULL,
	"stop_after_errors" integer,
	"released_to" integer,
	"pause_reason" text,
	"reason" text,
	"undo_of" uuid,
	"retry_of" uuid,
	"requested_by_kind" text COLLATE "C" NOT NULL,
	"requested_by_id" text NOT NULL,
	"requested_by_name" text NOT NULL,
	"request_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"applied_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "plans_intentKey_unique" UNIQUE("intent_key"),
	CONSTRAINT "plans_state_known" CHECK ("plans"."state" in ('ready', 'applying', 'paused', 'done', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "stepped_up_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lock_leases" ADD CONSTRAINT "lock_leases_domain_id_domains_id_fk" FOREIGN KEY ("domain_id") REFERENCES "public"."domains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lock_leases" ADD CONSTRAINT "lock_leases_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_domain_id_domains_id_fk" FOREIGN KEY ("domain_id") REFERENCES "public"."domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_rows" ADD CONSTRAINT "plan_rows_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_rows" ADD CONSTRAINT "plan_rows_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "lock_leases_one_open" ON "lock_leases" USING btree ("domain_id") WHERE "lock_leases"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "lock_leases_due" ON "lock_leases" USING btree ("until") WHERE "lock_leases"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "lock_leases_domain" ON "lock_leases" USING btree ("domain_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_open_paid" ON "operations" USING btree ("name","kind") WHERE "operations"."is_paid" and "operations"."state" in ('pending', 'submitted', 'retrying', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_renewal_of_a_period" ON "operations" USING btree ("name",(params ->> 'currentExpiresAt')) WHERE "operations"."kind" = 'renew' and "operations"."forced_reason" is null and "operations"."state" not in ('failed', 'cancelled');--> statement-breakpoint
CREATE INDEX "operations_due" ON "operations" USING btree ("account_id","next_attempt_at","plan_position") WHERE "operations"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "operations_open_name" ON "operations" USING btree ("name") WHERE "operations"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "operations_plan" ON "operations" USING btree ("plan_id","state","plan_position");--> statement-breakpoint
CREATE INDEX "operations_requested" ON "operations" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "operations_partner_requested" ON "operations" USING btree ("partner_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "operations_state_requested" ON "operations" USING btree ("state","requested_at","id");--> statement-breakpoint
CREATE INDEX "operations_partner_state_requested" ON "operations" USING btree ("partner_id","state","requested_at","id");--> statement-breakpoint
CREATE INDEX "operations_name_requested" ON "operations" USING btree ("name","requested_at","id");--> statement-breakpoint
CREATE INDEX "operations_review" ON "operations" USING btree ("review_at") WHERE "operations"."review_at" is not null and "operations"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "plan_rows_verdict" ON "plan_rows" USING btree ("plan_id","verdict","position");--> statement-breakpoint
CREATE INDEX "plans_created" ON "plans" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "plans_partner_created" ON "plans" USING btree ("partner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "plans_running" ON "plans" USING btree ("created_at") WHERE "plans"."state" in ('applying', 'paused');--> statement-breakpoint
CREATE INDEX "plans_waiting" ON "plans" USING btree ("created_at") WHERE "plans"."needs_approval" and "plans"."approved_at" is null and "plans"."state" = 'ready';--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON plans, plan_rows, operations, lock_leases TO namekeep_app;
--> statement-breakpoint
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['plans', 'plan_rows', 'operations', 'lock_leases'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format($policy$
      CREATE POLICY tenant_isolation ON %I
      USING (
        (SELECT current_setting('app.partner', true)) = '*'
        OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
      )
      WITH CHECK (
        (SELECT current_setting('app.partner', true)) = '*'
        OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
      )$policy$, tenant_table);
  END LOOP;
END
$$;
--> statement-breakpoint
-- What was asked for stays with the partner a name had then, so no key may follow the name; it is tied when it is written.
CREATE FUNCTION of_the_names_partner() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM written w WHERE w.domain_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM domains d WHERE d.id = w.domain_id AND d.partner_id IS NOT DISTINCT FROM w.partner_id
    )
  ) THEN
    RAISE EXCEPTION '% names a domain of another partner', TG_TABLE_NAME USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER of_the_names_partner AFTER INSERT ON plan_rows
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION of_the_names_partner();
--> statement-breakpoint
CREATE TRIGGER of_the_names_partner AFTER INSERT ON operations
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION of_the_names_partner();
--> statement-breakpoint
CREATE TRIGGER of_the_names_partner AFTER INSERT ON lock_leases
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION of_the_names_partner();
