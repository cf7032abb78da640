ALTER TABLE "price_rules" ALTER COLUMN "threshold_percent" DROP NOT NULL;--> statement-breakpoint
UPDATE "price_rules" SET "threshold_percent" = null WHERE "name" = 'Every price';
