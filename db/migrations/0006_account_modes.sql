ALTER TABLE "registrar_accounts" ADD COLUMN "mode" text COLLATE "C" DEFAULT 'read_only' NOT NULL;--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD COLUMN "paid_calls_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD CONSTRAINT "registrar_accounts_mode" CHECK ("registrar_accounts"."mode" in ('read_only', 'full'));--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD CONSTRAINT "registrar_accounts_paid_is_full" CHECK ("registrar_accounts"."paid_calls_at" is null or "registrar_accounts"."mode" = 'full');