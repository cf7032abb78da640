CREATE TABLE "mail_outbox" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dedupe_key" text COLLATE "C" NOT NULL,
	"recipient" text COLLATE "C" NOT NULL,
	"subject" text NOT NULL,
	"text_body" text NOT NULL,
	"html_body" text NOT NULL,
	"state" text COLLATE "C" DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"last_answer" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "mail_outbox_dedupeKey_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "mail_outbox_state_known" CHECK ("mail_outbox"."state" in ('pending', 'sending', 'sent', 'doubtful', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "price_alerts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"dedupe_key" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"account_id" uuid NOT NULL,
	"tld" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" DEFAULT '' NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"years" smallint NOT NULL,
	"price_id" uuid,
	"old_minor" bigint,
	"old_currency" text COLLATE "C",
	"new_minor" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"noticed_at" timestamp with time zone NOT NULL,
	"effective_on" date,
	"names" integer NOT NULL,
	"yearly_minor" bigint,
	"state" text COLLATE "C" DEFAULT 'new' NOT NULL,
	"decision" text COLLATE "C",
	"decided_by_id" text,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "price_alerts_dedupeKey_unique" UNIQUE("dedupe_key"),
	CONSTRAINT "price_alerts_kind_known" CHECK ("price_alerts"."kind" in ('price', 'premium', 'currency')),
	CONSTRAINT "price_alerts_state_known" CHECK ("price_alerts"."state" in ('new', 'seen', 'decided')),
	CONSTRAINT "price_alerts_decided" CHECK (("price_alerts"."state" = 'decided') = ("price_alerts"."decision" is not null))
);
--> statement-breakpoint
CREATE TABLE "price_books" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"last_good_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "price_notices" (
	"alert_id" uuid NOT NULL,
	"recipient" text COLLATE "C" NOT NULL,
	"mail_id" uuid,
	CONSTRAINT "price_notices_alert_id_recipient_pk" PRIMARY KEY("alert_id","recipient")
);
--> statement-breakpoint
CREATE TABLE "price_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"threshold_percent" numeric(7, 2) NOT NULL,
	"threshold_amount" numeric(12, 4) NOT NULL,
	"needs_both" boolean DEFAULT true NOT NULL,
	"tlds" text[] DEFAULT '{}' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"recipients" text[] DEFAULT '{}' NOT NULL,
	"delivery" text COLLATE "C" DEFAULT 'immediate' NOT NULL,
	"is_enabled" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_rules_name_unique" UNIQUE("name"),
	CONSTRAINT "price_rules_delivery_known" CHECK ("price_rules"."delivery" in ('immediate', 'digest')),
	CONSTRAINT "price_rules_percent" CHECK ("price_rules"."threshold_percent" between 0 and 10000),
	CONSTRAINT "price_rules_amount" CHECK ("price_rules"."threshold_amount" >= 0)
);
--> statement-breakpoint
CREATE TABLE "price_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"trigger" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"is_forced" boolean DEFAULT false NOT NULL,
	"actor_kind" text COLLATE "C" NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"request_id" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"expected" integer DEFAULT 0 NOT NULL,
	"asked" integer DEFAULT 0 NOT NULL,
	"told" integer DEFAULT 0 NOT NULL,
	"untold" integer DEFAULT 0 NOT NULL,
	"errors" integer DEFAULT 0 NOT NULL,
	"first" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"alerts" integer DEFAULT 0 NOT NULL,
	"api_calls" integer DEFAULT 0 NOT NULL,
	"duration_ms" integer DEFAULT 0 NOT NULL,
	"resumed" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "price_runs_state_known" CHECK ("price_runs"."state" in ('running', 'paused', 'completed', 'partial', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "price_targets" (
	"account_id" uuid NOT NULL,
	"tld" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" DEFAULT '' NOT NULL,
	"is_wanted" boolean DEFAULT false NOT NULL,
	"asked_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"is_premium" boolean,
	"failure" jsonb,
	CONSTRAINT "price_targets_account_id_tld_name_pk" PRIMARY KEY("account_id","tld","name")
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"tld" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" DEFAULT '' NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"years" smallint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"price_minor" bigint NOT NULL,
	"normal_price_minor" bigint,
	"is_premium" boolean DEFAULT false NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "prices_line" UNIQUE("account_id","tld","name","action","years","valid_from"),
	CONSTRAINT "prices_action_known" CHECK ("prices"."action" in ('register', 'renew', 'transfer', 'restore')),
	CONSTRAINT "prices_years" CHECK ("prices"."years" between 1 and 10),
	CONSTRAINT "prices_not_negative" CHECK ("prices"."price_minor" >= 0),
	CONSTRAINT "prices_currency" CHECK ("prices"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "prices_source_known" CHECK ("prices"."source" in ('registrar', 'file', 'hand'))
);
--> statement-breakpoint
CREATE TABLE "renewal_ceilings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"domain_id" uuid,
	"tag" text COLLATE "C",
	"amount_minor" bigint NOT NULL,
	"currency" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by_name" text NOT NULL,
	CONSTRAINT "renewal_ceilings_domain" UNIQUE("domain_id"),
	CONSTRAINT "renewal_ceilings_tag" UNIQUE NULLS NOT DISTINCT("partner_id","tag"),
	CONSTRAINT "renewal_ceilings_of_one" CHECK (("renewal_ceilings"."domain_id" is null) <> ("renewal_ceilings"."tag" is null)),
	CONSTRAINT "renewal_ceilings_not_negative" CHECK ("renewal_ceilings"."amount_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "price_alerts" ADD CONSTRAINT "price_alerts_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_alerts" ADD CONSTRAINT "price_alerts_price_id_prices_id_fk" FOREIGN KEY ("price_id") REFERENCES "public"."prices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_books" ADD CONSTRAINT "price_books_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_notices" ADD CONSTRAINT "price_notices_alert_id_price_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."price_alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_notices" ADD CONSTRAINT "price_notices_mail_id_mail_outbox_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."mail_outbox"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_runs" ADD CONSTRAINT "price_runs_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_targets" ADD CONSTRAINT "price_targets_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_ceilings" ADD CONSTRAINT "renewal_ceilings_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_ceilings" ADD CONSTRAINT "renewal_ceilings_domain_id_domains_id_fk" FOREIGN KEY ("domain_id") REFERENCES "public"."domains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal_ceilings" ADD CONSTRAINT "renewal_ceilings_of_domain" FOREIGN KEY ("domain_id","partner_id") REFERENCES "public"."domains"("id","partner_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "mail_outbox_due" ON "mail_outbox" USING btree ("next_attempt_at") WHERE "mail_outbox"."state" in ('pending', 'sending');--> statement-breakpoint
CREATE INDEX "mail_outbox_created" ON "mail_outbox" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "price_alerts_noticed" ON "price_alerts" USING btree ("noticed_at","id");--> statement-breakpoint
CREATE INDEX "price_alerts_line" ON "price_alerts" USING btree ("account_id","tld","name","action");--> statement-breakpoint
CREATE INDEX "price_alerts_open" ON "price_alerts" USING btree ("state","noticed_at");--> statement-breakpoint
CREATE INDEX "price_notices_waiting" ON "price_notices" USING btree ("recipient") WHERE "price_notices"."mail_id" is null;--> statement-breakpoint
CREATE INDEX "price_runs_started" ON "price_runs" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "price_runs_account_started" ON "price_runs" USING btree ("account_id","started_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "price_runs_one_open" ON "price_runs" USING btree ("account_id") WHERE "price_runs"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "prices_tld" ON "prices" USING btree ("tld","name","action","years");--> statement-breakpoint
CREATE INDEX "prices_told" ON "prices" USING btree ("told_at","id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  price_books, price_targets, price_runs, price_rules, price_alerts, price_notices, renewal_ceilings, mail_outbox
TO namekeep_app;
--> statement-breakpoint
-- What a price was stays as it was told.
GRANT SELECT, INSERT ON prices TO namekeep_app;
--> statement-breakpoint
ALTER TABLE renewal_ceilings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE renewal_ceilings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_isolation ON renewal_ceilings
USING (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
)
WITH CHECK (
  (SELECT current_setting('app.partner', true)) = '*'
  OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
);
--> statement-breakpoint
-- A ceiling of a name goes with the name: the foreign key does not cascade from "no partner".
CREATE POLICY definer_functions ON renewal_ceilings TO namekeep_definer USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE (partner_id) ON renewal_ceilings TO namekeep_definer;
--> statement-breakpoint
CREATE FUNCTION ceiling_follows_partner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE renewal_ceilings SET partner_id = NEW.partner_id WHERE domain_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER ceiling_follows_partner AFTER UPDATE OF partner_id ON domains
FOR EACH ROW WHEN (OLD.partner_id IS DISTINCT FROM NEW.partner_id) EXECUTE FUNCTION ceiling_follows_partner();
--> statement-breakpoint
CREATE TRIGGER of_the_names_partner AFTER INSERT ON renewal_ceilings
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION of_the_names_partner();
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION ceiling_follows_partner() OWNER TO namekeep_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM namekeep_definer;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION ceiling_follows_partner() FROM PUBLIC;
--> statement-breakpoint
INSERT INTO price_rules (name, threshold_percent, threshold_amount) VALUES ('Every price', 10, 1);
