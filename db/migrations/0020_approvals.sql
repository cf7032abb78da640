CREATE TABLE "approval_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"changes" text[] DEFAULT '{}' NOT NULL,
	"requester" text COLLATE "C" DEFAULT 'anyone' NOT NULL,
	"of_partner_id" uuid,
	"from_minor" bigint,
	"currency" text COLLATE "C",
	"from_names" integer,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"only_critical" boolean DEFAULT false NOT NULL,
	"approver" text COLLATE "C" NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_rules_requester" CHECK ("approval_rules"."requester" in ('anyone', 'customers', 'house')),
	CONSTRAINT "approval_rules_approver" CHECK ("approval_rules"."approver" in ('house', 'admin', 'peer', 'nobody')),
	CONSTRAINT "approval_rules_sum" CHECK (("approval_rules"."from_minor" is null) = ("approval_rules"."currency" is null) and coalesce("approval_rules"."from_minor", 0) >= 0),
	CONSTRAINT "approval_rules_names" CHECK (coalesce("approval_rules"."from_names", 1) >= 1)
);
--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD COLUMN "currency" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "approval_rule" jsonb;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "refused_by_id" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "refused_by_name" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "approval_comment" text;--> statement-breakpoint
ALTER TABLE "approval_rules" ADD CONSTRAINT "approval_rules_of_partner_id_partners_id_fk" FOREIGN KEY ("of_partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_rules_position" ON "approval_rules" USING btree ("position");--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD CONSTRAINT "registrar_accounts_currency" CHECK ("registrar_accounts"."currency" ~ '^[A-Z]{3}$');--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON approval_rules TO namekeep_app;
--> statement-breakpoint
INSERT INTO approval_rules (position, name, changes, requester, approver)
VALUES (1, 'Customers’ purchases', '{register,renew,transfer_in}', 'customers', 'house');
