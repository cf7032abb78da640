CREATE TABLE "schedule_runs" (
	"schedule" text COLLATE "C" NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"late_seconds" integer DEFAULT 0 NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"progress" jsonb,
	"checked" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"errors" integer DEFAULT 0 NOT NULL,
	"left" integer DEFAULT 0 NOT NULL,
	"failure" text,
	CONSTRAINT "schedule_runs_schedule_due_at_pk" PRIMARY KEY("schedule","due_at"),
	CONSTRAINT "schedule_runs_state_known" CHECK ("schedule_runs"."state" in ('running', 'paused', 'completed', 'partial', 'failed', 'missed')),
	CONSTRAINT "schedule_runs_ends" CHECK (("schedule_runs"."finished_at" is null) = ("schedule_runs"."state" in ('running', 'paused')))
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"schedule" text COLLATE "C" PRIMARY KEY NOT NULL,
	"plan" text NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_runs_one_open" ON "schedule_runs" USING btree ("schedule") WHERE "schedule_runs"."finished_at" is null;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON schedules, schedule_runs TO namekeep_app;
