CREATE TABLE "registrar_accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"registrar" text COLLATE "C" NOT NULL,
	"endpoint" text COLLATE "C" DEFAULT 'production' NOT NULL,
	"credential" text NOT NULL,
	"credential_hint" text NOT NULL,
	"credential_changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"default_partner_id" uuid,
	"test_results" jsonb,
	"tested_at" timestamp with time zone,
	"last_good_call_at" timestamp with time zone,
	"last_failure" jsonb,
	"sync_interval_minutes" integer DEFAULT 360 NOT NULL,
	"next_sync_at" timestamp with time zone,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "registrar_accounts_name_unique" UNIQUE("name"),
	CONSTRAINT "registrar_accounts_interval" CHECK ("registrar_accounts"."sync_interval_minutes" between 5 and 10080)
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"partner_id" uuid,
	"actor_kind" text COLLATE "C" NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"object_kind" text COLLATE "C" NOT NULL,
	"object_id" text NOT NULL,
	"object_name" text NOT NULL,
	"result" text COLLATE "C" DEFAULT 'ok' NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"request_id" text NOT NULL,
	"run_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"address" text
);
--> statement-breakpoint
CREATE TABLE "domain_facets" (
	"partner_id" uuid NOT NULL,
	"facet_key" bigint NOT NULL,
	"account_id" uuid NOT NULL,
	"tld" text COLLATE "C" NOT NULL,
	"lifecycle" text COLLATE "C" NOT NULL,
	"lock_state" text COLLATE "C" NOT NULL,
	"auto_renew" text COLLATE "C" NOT NULL,
	"flags" integer NOT NULL,
	"names" integer NOT NULL,
	CONSTRAINT "domain_facets_partner_id_facet_key_pk" PRIMARY KEY("partner_id","facet_key")
);
--> statement-breakpoint
CREATE TABLE "domain_observations" (
	"domain_id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid,
	"observed" jsonb NOT NULL,
	"disbelieved" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "domain_renewals" (
	"partner_id" uuid NOT NULL,
	"renew_on" date NOT NULL,
	"names" integer NOT NULL,
	CONSTRAINT "domain_renewals_partner_id_renew_on_pk" PRIMARY KEY("partner_id","renew_on")
);
--> statement-breakpoint
CREATE TABLE "domain_sync" (
	"domain_id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid,
	"account_id" uuid NOT NULL,
	"listed_at" timestamp with time zone,
	"listed_run_id" uuid,
	"list_digest" text,
	"details_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"failure" jsonb
);
--> statement-breakpoint
CREATE TABLE "domain_tag_counts" (
	"partner_id" uuid NOT NULL,
	"tag" text COLLATE "C" NOT NULL,
	"names" integer NOT NULL,
	CONSTRAINT "domain_tag_counts_partner_id_tag_pk" PRIMARY KEY("partner_id","tag")
);
--> statement-breakpoint
CREATE TABLE "domains" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"name_unicode" text NOT NULL,
	"tld" text COLLATE "C" NOT NULL,
	"partner_id" uuid,
	"account_id" uuid NOT NULL,
	"registrar_ref" text,
	"lifecycle" text COLLATE "C" DEFAULT 'unknown' NOT NULL,
	"lifecycle_changes_at" timestamp with time zone,
	"statuses" text[] DEFAULT '{}' NOT NULL,
	"unknown_statuses" text[] DEFAULT '{}' NOT NULL,
	"registered_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"registry_updated_at" timestamp with time zone,
	"phases" jsonb,
	"renew_by" date,
	"renew_sort" date GENERATED ALWAYS AS (coalesce(renew_by, 'infinity'::date)) STORED NOT NULL,
	"auto_renew_wish" boolean,
	"auto_renew" text COLLATE "C" DEFAULT 'unknown' NOT NULL,
	"lock_state" text COLLATE "C" DEFAULT 'unknown' NOT NULL,
	"nameservers" text[],
	"dnssec" boolean,
	"registrant" text,
	"flags" integer DEFAULT 0 NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"is_critical" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search_text" text GENERATED ALWAYS AS (case when name = name_unicode then name_unicode else name || ' ' || name_unicode end) STORED NOT NULL,
	"facet_key" bigint GENERATED ALWAYS AS (hashtextextended(account_id::text || '|' || tld || '|' || lifecycle || '|' || lock_state || '|' || auto_renew || '|' || flags::text, 0)) STORED NOT NULL,
	CONSTRAINT "domains_name_unique" UNIQUE("name"),
	CONSTRAINT "domains_id_partner" UNIQUE("id","partner_id"),
	CONSTRAINT "domains_name_is_lower" CHECK ("domains"."name" = lower("domains"."name"))
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"partner_id" uuid,
	"name" text NOT NULL,
	"params" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_user_name" UNIQUE("user_id","name")
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "partners_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"arrives_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"address" text,
	"agent" text,
	CONSTRAINT "sessions_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"partner_id" uuid,
	"password_hash" text,
	"disabled_at" timestamp with time zone,
	"last_signed_in_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_role_known" CHECK ("users"."role" in ('admin', 'staff', 'customer')),
	CONSTRAINT "users_customer_has_partner" CHECK (("users"."role" = 'customer') = ("users"."partner_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "sync_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"account_id" uuid NOT NULL,
	"domain_id" uuid,
	"trigger" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"actor_kind" text COLLATE "C" NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"request_id" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"phase" text COLLATE "C" DEFAULT 'list' NOT NULL,
	"cursor" text,
	"expected" integer,
	"pages" integer DEFAULT 0 NOT NULL,
	"checked" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"conflicts" integer DEFAULT 0 NOT NULL,
	"missing" integer DEFAULT 0 NOT NULL,
	"detailed" integer DEFAULT 0 NOT NULL,
	"errors" integer DEFAULT 0 NOT NULL,
	"api_calls" integer DEFAULT 0 NOT NULL,
	"duration_ms" integer DEFAULT 0 NOT NULL,
	"resumed" integer DEFAULT 0 NOT NULL,
	"failure" jsonb,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "sync_runs_state_known" CHECK ("sync_runs"."state" in ('running', 'paused', 'completed', 'partial', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD CONSTRAINT "registrar_accounts_default_partner_id_partners_id_fk" FOREIGN KEY ("default_partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_observations" ADD CONSTRAINT "domain_observations_domain_id_domains_id_fk" FOREIGN KEY ("domain_id") REFERENCES "public"."domains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_observations" ADD CONSTRAINT "domain_observations_of_domain" FOREIGN KEY ("domain_id","partner_id") REFERENCES "public"."domains"("id","partner_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD CONSTRAINT "domain_sync_domain_id_domains_id_fk" FOREIGN KEY ("domain_id") REFERENCES "public"."domains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD CONSTRAINT "domain_sync_of_domain" FOREIGN KEY ("domain_id","partner_id") REFERENCES "public"."domains"("id","partner_id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "domains" ADD CONSTRAINT "domains_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "domains" ADD CONSTRAINT "domains_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_of_domain" FOREIGN KEY ("domain_id","partner_id") REFERENCES "public"."domains"("id","partner_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
CREATE INDEX "registrar_accounts_due" ON "registrar_accounts" USING btree ("next_sync_at") WHERE "registrar_accounts"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_partner_at" ON "audit_entries" USING btree ("partner_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_action_at" ON "audit_entries" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "audit_partner_action_at" ON "audit_entries" USING btree ("partner_id","action","at","id");--> statement-breakpoint
CREATE INDEX "audit_actor_at" ON "audit_entries" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_object_at" ON "audit_entries" USING btree ("object_kind","object_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_object_name_at" ON "audit_entries" USING btree ("object_name","at","id");--> statement-breakpoint
CREATE INDEX "audit_result_at" ON "audit_entries" USING btree ("result","at","id");--> statement-breakpoint
CREATE INDEX "audit_run" ON "audit_entries" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "domain_sync_account" ON "domain_sync" USING btree ("account_id","domain_id");--> statement-breakpoint
CREATE INDEX "domains_renew" ON "domains" USING btree ("renew_sort","id");--> statement-breakpoint
CREATE INDEX "domains_partner_renew" ON "domains" USING btree ("partner_id","renew_sort","id");--> statement-breakpoint
CREATE INDEX "domains_partner_name" ON "domains" USING btree ("partner_id","name");--> statement-breakpoint
CREATE INDEX "domains_tld_renew" ON "domains" USING btree ("tld","renew_sort","id");--> statement-breakpoint
CREATE INDEX "domains_tld_name" ON "domains" USING btree ("tld","name");--> statement-breakpoint
CREATE INDEX "domains_account_renew" ON "domains" USING btree ("account_id","renew_sort","id");--> statement-breakpoint
CREATE INDEX "domains_account_name" ON "domains" USING btree ("account_id","name");--> statement-breakpoint
CREATE INDEX "domains_inactive_renew" ON "domains" USING btree ("renew_sort","id") WHERE "domains"."lifecycle" <> 'active';--> statement-breakpoint
CREATE INDEX "domains_inactive_name" ON "domains" USING btree ("name") WHERE "domains"."lifecycle" <> 'active';--> statement-breakpoint
CREATE INDEX "domains_unlocked_renew" ON "domains" USING btree ("renew_sort","id") WHERE "domains"."lock_state" = 'unlocked';--> statement-breakpoint
CREATE INDEX "domains_unlocked_name" ON "domains" USING btree ("name") WHERE "domains"."lock_state" = 'unlocked';--> statement-breakpoint
CREATE INDEX "domains_flagged_renew" ON "domains" USING btree ("renew_sort","id") WHERE "domains"."flags" <> 0;--> statement-breakpoint
CREATE INDEX "domains_flagged_name" ON "domains" USING btree ("name") WHERE "domains"."flags" <> 0;--> statement-breakpoint
CREATE INDEX "domains_facet" ON "domains" USING btree ("facet_key","partner_id");--> statement-breakpoint
CREATE INDEX "domains_lifecycle_due" ON "domains" USING btree ("lifecycle_changes_at") WHERE "domains"."lifecycle_changes_at" is not null;--> statement-breakpoint
CREATE INDEX "domains_tags" ON "domains" USING gin ("partner_id","tags");--> statement-breakpoint
CREATE INDEX "domains_search" ON "domains" USING gin ("partner_id","search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "sessions_user_created" ON "sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "users_partner_name" ON "users" USING btree ("partner_id","name");--> statement-breakpoint
CREATE INDEX "sync_runs_started" ON "sync_runs" USING btree ("started_at","id");--> statement-breakpoint
CREATE INDEX "sync_runs_partner_started" ON "sync_runs" USING btree ("partner_id","started_at","id");--> statement-breakpoint
CREATE INDEX "sync_runs_account_started" ON "sync_runs" USING btree ("account_id","started_at","id");--> statement-breakpoint
CREATE INDEX "sync_runs_domain_started" ON "sync_runs" USING btree ("domain_id","started_at","id");--> statement-breakpoint
CREATE INDEX "sync_runs_open" ON "sync_runs" USING btree ("account_id") WHERE "sync_runs"."finished_at" is null;