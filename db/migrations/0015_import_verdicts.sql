DROP INDEX "import_rows_chunk";--> statement-breakpoint
ALTER TABLE "import_rows" DROP COLUMN "chunk";--> statement-breakpoint
-- What was checked can be checked again from the file: it need not go through the log of the database twice.
ALTER TABLE import_rows SET UNLOGGED;
