ALTER TABLE "sync_runs" DROP CONSTRAINT "sync_runs_state_known";--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "info_digest" text;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "next_check_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "check_reason" text COLLATE "C" DEFAULT 'never_read' NOT NULL;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "restlessness" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "failures" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "claim_token" uuid;--> statement-breakpoint
ALTER TABLE "domain_sync" ADD COLUMN "claimed_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "scope" text COLLATE "C" DEFAULT 'account' NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "mode" text COLLATE "C" DEFAULT 'full' NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "is_forced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "selection" jsonb;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "skipped" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "api_budget" integer;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "unreached" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "unreached_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "cancel_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD COLUMN "cancel_asked_by" text;--> statement-breakpoint
CREATE INDEX "domain_sync_due" ON "domain_sync" USING btree ("account_id","next_check_at");--> statement-breakpoint
CREATE INDEX "sync_runs_batch" ON "sync_runs" USING btree ("batch_id") WHERE "sync_runs"."batch_id" is not null;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_scope_known" CHECK ("sync_runs"."scope" in ('account', 'selection', 'name'));--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_mode_known" CHECK ("sync_runs"."mode" in ('status', 'full'));--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_state_known" CHECK ("sync_runs"."state" in ('running', 'paused', 'completed', 'partial', 'failed', 'cancelled'));--> statement-breakpoint
SELECT set_config('app.partner', '*', true);
--> statement-breakpoint
UPDATE "sync_runs" SET "scope" = 'name' WHERE "domain_id" IS NOT NULL;
--> statement-breakpoint
UPDATE "domain_sync" SET "next_check_at" = "details_at" + interval '7 days', "check_reason" = 'ordinary' WHERE "details_at" IS NOT NULL;
--> statement-breakpoint
SELECT set_config('app.partner', '', true);
--> statement-breakpoint
-- Readings that find nothing rewrite a row without touching an index, where its page has room.
ALTER TABLE "domain_sync" SET (fillfactor = 80);
