CREATE TABLE "import_chunks" (
	"import_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"lines" integer[] NOT NULL,
	"texts" text[] NOT NULL,
	"faults" text[] NOT NULL,
	CONSTRAINT "import_chunks_import_id_n_pk" PRIMARY KEY("import_id","n")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"chunk" integer NOT NULL,
	"verdict" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"target_id" uuid,
	"version" integer,
	"record" jsonb,
	"before" jsonb,
	"after" jsonb,
	"problems" jsonb,
	CONSTRAINT "import_rows_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"state" text COLLATE "C" DEFAULT 'uploaded' NOT NULL,
	"file_name" text NOT NULL,
	"bytes" integer DEFAULT 0 NOT NULL,
	"delimiter" text COLLATE "C" NOT NULL,
	"columns" text[] NOT NULL,
	"records" integer DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"mapping" jsonb,
	"date_format" text COLLATE "C",
	"checked_chunks" integer DEFAULT 0 NOT NULL,
	"checked_records" integer DEFAULT 0 NOT NULL,
	"applied_chunks" integer DEFAULT 0 NOT NULL,
	"applied_records" integer DEFAULT 0 NOT NULL,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"ordered_by" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"address" text,
	"lease_token" uuid,
	"lease_until" timestamp with time zone,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "imports_state_known" CHECK ("imports"."state" in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'failed', 'discarded'))
);
--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD COLUMN "registrar_label" text;--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD COLUMN "panel_url" text;--> statement-breakpoint
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_registrar_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."registrar_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_verdict" ON "import_rows" USING btree ("import_id","verdict","line");--> statement-breakpoint
CREATE INDEX "import_rows_chunk" ON "import_rows" USING btree ("import_id","chunk");--> statement-breakpoint
CREATE INDEX "imports_account" ON "imports" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "imports_open" ON "imports" USING btree ("updated_at") WHERE "imports"."state" in ('checking', 'applying');--> statement-breakpoint
ALTER TABLE "registrar_accounts" ADD CONSTRAINT "registrar_accounts_manual" CHECK (("registrar_accounts"."registrar" = 'manual') = ("registrar_accounts"."registrar_label" is not null) and ("registrar_accounts"."registrar" <> 'manual'
        or ("registrar_accounts"."next_sync_at" is null and "registrar_accounts"."mode" = 'read_only' and "registrar_accounts"."credential" = '')));--> statement-breakpoint
-- A file may hold names of every partner, so it is an affair of the house: no partner's transaction sees any of it.
GRANT SELECT, INSERT, UPDATE, DELETE ON imports, import_chunks, import_rows TO namekeep_app;
--> statement-breakpoint
DO $$
DECLARE
  house_table text;
BEGIN
  FOREACH house_table IN ARRAY ARRAY['imports', 'import_chunks', 'import_rows'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', house_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', house_table);
    EXECUTE format($policy$
      CREATE POLICY tenant_isolation ON %I
      USING ((SELECT current_setting('app.partner', true)) = '*')
      WITH CHECK ((SELECT current_setting('app.partner', true)) = '*')$policy$, house_table);
  END LOOP;
END
$$;
