CREATE TABLE "domain_contacts" (
	"domain_id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid,
	"account_id" uuid NOT NULL,
	"salt" text NOT NULL,
	"digests" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "contacts_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "domain_contacts" ADD CONSTRAINT "domain_contacts_domain_id_domains_id_fk" FOREIGN KEY ("domain_id") REFERENCES "public"."domains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_contacts" ADD CONSTRAINT "domain_contacts_of_domain" FOREIGN KEY ("domain_id","partner_id") REFERENCES "public"."domains"("id","partner_id") ON DELETE cascade ON UPDATE cascade;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON domain_contacts TO namekeep_app;
--> statement-breakpoint
ALTER TABLE domain_contacts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE domain_contacts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_isolation ON domain_contacts
USING (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
)
WITH CHECK (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
);
--> statement-breakpoint
CREATE POLICY definer_functions ON domain_contacts TO namekeep_definer USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE (partner_id) ON domain_contacts TO namekeep_definer;
--> statement-breakpoint
-- A foreign key does not cascade from "no partner": the row beside a name follows it here.
CREATE FUNCTION contacts_follow_partner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE domain_contacts SET partner_id = NEW.partner_id WHERE domain_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER contacts_follow_partner AFTER UPDATE OF partner_id ON domains
FOR EACH ROW WHEN (OLD.partner_id IS DISTINCT FROM NEW.partner_id) EXECUTE FUNCTION contacts_follow_partner();
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION contacts_follow_partner() OWNER TO namekeep_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM namekeep_definer;
