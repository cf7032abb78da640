CREATE TABLE "nameserver_sets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"name" text NOT NULL,
	"hosts" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nameserver_sets_hosts" CHECK (cardinality("nameserver_sets"."hosts") between 2 and 13)
);
--> statement-breakpoint
ALTER TABLE "plan_rows" ADD COLUMN "dns" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "plan_rows" ADD COLUMN "dns_facts" jsonb;--> statement-breakpoint
ALTER TABLE "plan_rows" ADD COLUMN "dns_next_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plan_rows" ADD COLUMN "parent_next_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plan_rows" ADD COLUMN "parent_seen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "after_plan_id" uuid;--> statement-breakpoint
ALTER TABLE "nameserver_sets" ADD CONSTRAINT "nameserver_sets_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "nameserver_sets_name" ON "nameserver_sets" USING btree (coalesce("partner_id", '00000000-0000-0000-0000-000000000000'::uuid),lower("name"));--> statement-breakpoint
CREATE INDEX "plan_rows_dns_due" ON "plan_rows" USING btree ("dns_next_at") WHERE "plan_rows"."dns_next_at" is not null;--> statement-breakpoint
CREATE INDEX "plan_rows_parent_due" ON "plan_rows" USING btree ("parent_next_at") WHERE "plan_rows"."parent_next_at" is not null;--> statement-breakpoint
ALTER TABLE "plan_rows" ADD CONSTRAINT "plan_rows_dns_known" CHECK ("plan_rows"."dns" in ('checking', 'safe', 'breaks', 'lame', 'unknown'));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON nameserver_sets TO namekeep_app;
--> statement-breakpoint
ALTER TABLE nameserver_sets ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE nameserver_sets FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_isolation ON nameserver_sets
USING (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
)
WITH CHECK (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
);
