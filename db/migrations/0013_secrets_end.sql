-- A secret is kept for as long as it may still be needed on its way to a registrar, and no longer: whoever ends an
-- operation or a plan, by whichever way, ends its secrets with it.
CREATE FUNCTION end_secrets_of_operation() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  NEW.secrets := NULL;
  UPDATE plan_rows SET secrets = NULL
  WHERE plan_id = NEW.plan_id AND position = NEW.plan_position AND secrets IS NOT NULL;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER end_secrets BEFORE UPDATE ON operations
FOR EACH ROW WHEN (NEW.finished_at IS NOT NULL AND NEW.secrets IS NOT NULL)
EXECUTE FUNCTION end_secrets_of_operation();
--> statement-breakpoint
CREATE FUNCTION end_secrets_of_plan() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE plan_rows SET secrets = NULL WHERE plan_id = NEW.id AND secrets IS NOT NULL;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER end_secrets AFTER UPDATE ON plans
FOR EACH ROW WHEN (NEW.finished_at IS NOT NULL AND OLD.finished_at IS NULL)
EXECUTE FUNCTION end_secrets_of_plan();
