-- The application acts as namekeep_app: it owns nothing, may not log in by itself, and row level security binds it.
-- namekeep_definer owns the few functions that must look across the walls; nobody logs in as it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'namekeep_app') THEN
    CREATE ROLE namekeep_app NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'namekeep_definer') THEN
    CREATE ROLE namekeep_definer NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
--> statement-breakpoint
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'namekeep_app', 'SET') THEN
    EXECUTE format('GRANT namekeep_app TO %I', current_user);
  END IF;
  IF NOT pg_has_role(current_user, 'namekeep_definer', 'SET') THEN
    EXECUTE format('GRANT namekeep_definer TO %I', current_user);
  END IF;
EXCEPTION WHEN invalid_parameter_value THEN
  -- PostgreSQL 15 knows no SET option: membership alone is what counts there.
  EXECUTE format('GRANT namekeep_app, namekeep_definer TO %I', current_user);
END
$$;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;
