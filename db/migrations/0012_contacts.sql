CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid,
	"kind" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"organisation" text,
	"email" text NOT NULL,
	"phone" text COLLATE "C" NOT NULL,
	"street" text NOT NULL,
	"city" text NOT NULL,
	"postal_code" text,
	"state" text,
	"country_code" text COLLATE "C" NOT NULL,
	"registration_number" text,
	"fiscal_code" text,
	"fiscal_code_hint" text COLLATE "C",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "contacts_kind_known" CHECK ("contacts"."kind" in ('person', 'company', 'association', 'public_body')),
	CONSTRAINT "contacts_hint_of_a_code" CHECK (("contacts"."fiscal_code" is null) = ("contacts"."fiscal_code_hint" is null))
);
--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contacts_by_name" ON "contacts" USING btree (lower("name"),"id");--> statement-breakpoint
CREATE INDEX "contacts_of_partner" ON "contacts" USING btree ("partner_id",lower("name"),"id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON contacts TO namekeep_app;
--> statement-breakpoint
ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE contacts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_isolation ON contacts
USING (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
)
WITH CHECK (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
);
