CREATE TABLE "conflicts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"domain_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"rule" text COLLATE "C" NOT NULL,
	"told" jsonb,
	"kept" jsonb,
	"told_key" text NOT NULL,
	"via" text COLLATE "C" NOT NULL,
	"run_id" uuid,
	"reason" text NOT NULL,
	"suggestion" text COLLATE "C" NOT NULL,
	"why" text NOT NULL,
	"state" text COLLATE "C" DEFAULT 'open' NOT NULL,
	"outcome" text COLLATE "C",
	"decided_by_id" text,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"undo" jsonb,
	"plan_id" uuid,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "conflicts_state_known" CHECK ("conflicts"."state" in ('open', 'settled', 'closed')),
	CONSTRAINT "conflicts_open_is_undecided" CHECK ("conflicts"."state" <> 'open' or ("conflicts"."outcome" is null and "conflicts"."decided_at" is null))
);
--> statement-breakpoint
CREATE TABLE "field_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"partner_id" uuid,
	"field" text COLLATE "C" NOT NULL,
	"authority" text COLLATE "C" NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by_name" text NOT NULL,
	CONSTRAINT "field_rules_one" UNIQUE NULLS NOT DISTINCT("account_id","partner_id","field"),
	CONSTRAINT "field_rules_known" CHECK ("field_rules"."authority" in ('registrar', 'ask', 'ours'))
);
--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_of_domain" FOREIGN KEY ("domain_id","partner_id") REFERENCES "public"."domains"("id","partner_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_domain" FOREIGN KEY ("domain_id") REFERENCES "public"."domains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_rules" ADD CONSTRAINT "field_rules_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_rules" ADD CONSTRAINT "field_rules_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "conflicts_one_live" ON "conflicts" USING btree ("domain_id","field") WHERE "conflicts"."state" <> 'closed';--> statement-breakpoint
CREATE INDEX "conflicts_open" ON "conflicts" USING btree ("first_seen_at","id") WHERE "conflicts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conflicts_open_partner" ON "conflicts" USING btree ("partner_id","first_seen_at","id") WHERE "conflicts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conflicts_open_alike" ON "conflicts" USING btree ("account_id","field","rule","first_seen_at","id") WHERE "conflicts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conflicts_open_field" ON "conflicts" USING btree ("field","first_seen_at","id") WHERE "conflicts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "conflicts_decided" ON "conflicts" USING btree ("decided_at","id") WHERE "conflicts"."decided_at" is not null;--> statement-breakpoint
CREATE INDEX "conflicts_decided_partner" ON "conflicts" USING btree ("partner_id","decided_at","id") WHERE "conflicts"."decided_at" is not null;--> statement-breakpoint
CREATE INDEX "conflicts_domain_seen" ON "conflicts" USING btree ("domain_id","first_seen_at");--> statement-breakpoint
CREATE INDEX "conflicts_pushed" ON "conflicts" USING btree ("plan_id") WHERE "conflicts"."state" = 'settled' and "conflicts"."plan_id" is not null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON conflicts, field_rules TO namekeep_app;
--> statement-breakpoint
ALTER TABLE conflicts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE conflicts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_isolation ON conflicts
USING (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
)
WITH CHECK (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
);
--> statement-breakpoint
ALTER TABLE field_rules ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE field_rules FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A partner's reading follows the rules of the account as well as its own; only the house writes any.
CREATE POLICY tenant_isolation ON field_rules
USING (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
  OR (partner_id IS NULL AND (SELECT nullif(current_setting('app.partner', true), '')) IS NOT NULL)
)
WITH CHECK ((SELECT current_setting('app.partner', true)) = '*');
