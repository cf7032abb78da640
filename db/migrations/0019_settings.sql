CREATE TABLE "organisation_settings" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changed_at" timestamp with time zone,
	"changed_by" text,
	CONSTRAINT "organisation_settings_is_only" CHECK ("organisation_settings"."is_only")
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON organisation_settings TO namekeep_app;
--> statement-breakpoint
INSERT INTO organisation_settings DEFAULT VALUES;
