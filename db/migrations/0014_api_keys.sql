CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"hint" text NOT NULL,
	"scope" text COLLATE "C" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "api_keys_scope_known" CHECK ("api_keys"."scope" in ('read', 'write', 'pay'))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_user_created" ON "api_keys" USING btree ("user_id","created_at");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON api_keys TO namekeep_app;
--> statement-breakpoint
GRANT SELECT, UPDATE (last_used_at) ON api_keys TO namekeep_definer;
--> statement-breakpoint
-- Whom a key acts for, in one read. Notes its use at most once a minute.
CREATE FUNCTION key_caller(token_hash text)
RETURNS TABLE (key_id uuid, key_name text, scope text, user_id uuid, name text, role text, partner_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE api_keys k SET last_used_at = now()
  WHERE k.token_hash = key_caller.token_hash AND k.revoked_at IS NULL AND k.expires_at > now()
    AND (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute');
  RETURN QUERY
  SELECT k.id, k.name, k.scope::text, u.id, u.name, u.role::text, u.partner_id
  FROM api_keys k JOIN users u ON u.id = k.user_id
  WHERE k.token_hash = key_caller.token_hash AND k.revoked_at IS NULL AND k.expires_at > now()
    AND u.disabled_at IS NULL;
END
$$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION key_caller(text) OWNER TO namekeep_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM namekeep_definer;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION key_caller(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION key_caller(text) TO namekeep_app;
