ALTER TABLE "nameserver_sets" ADD COLUMN "is_shared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "nameserver_sets" ADD CONSTRAINT "nameserver_sets_shared" CHECK (not "nameserver_sets"."is_shared" or "nameserver_sets"."partner_id" is null);
--> statement-breakpoint
CREATE POLICY shared_reading ON nameserver_sets FOR SELECT
USING (
  is_shared AND (SELECT coalesce(current_setting('app.partner', true), '')) <> ''
);
