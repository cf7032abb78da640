ALTER TABLE "registrar_accounts" ADD COLUMN "proxy_url" text;--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD COLUMN "proxy_username" text;--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD COLUMN "proxy_password" text;--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD COLUMN "calls_per_minute" integer;--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD CONSTRAINT "registrar_accounts_proxy_is_whole" CHECK ("registrar_accounts"."proxy_url" is not null or ("registrar_accounts"."proxy_username" is null and "registrar_accounts"."proxy_password" is null));--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD CONSTRAINT "registrar_accounts_calls" CHECK ("registrar_accounts"."calls_per_minute" is null or "registrar_accounts"."calls_per_minute" between 1 and 1000000);