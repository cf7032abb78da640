-- Second wall: every tenant table shows only the rows of the partner the transaction was opened for.
-- app.partner: a partner's id, '*' for the house, anything else (unset, '') nobody. See docs/decisions/003.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO namekeep_app, namekeep_definer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  domains, domain_sync, domain_observations, saved_views, sync_runs,
  registrar_accounts, partners, users, sessions, rate_limits, installation
TO namekeep_app;
--> statement-breakpoint
GRANT SELECT ON domain_facets, domain_tag_counts, domain_renewals TO namekeep_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_entries TO namekeep_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO namekeep_app;
--> statement-breakpoint
DO $$
DECLARE
  tenant_table text;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY[
    'domains', 'domain_sync', 'domain_observations', 'domain_facets', 'domain_tag_counts',
    'domain_renewals', 'saved_views', 'sync_runs', 'audit_entries', 'users'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format($policy$
      CREATE POLICY tenant_isolation ON %I
      USING (
        (SELECT current_setting('app.partner', true)) = '*'
        OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
      )
      WITH CHECK (
        (SELECT current_setting('app.partner', true)) = '*'
        OR partner_id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
      )$policy$, tenant_table);
  END LOOP;
END
$$;
--> statement-breakpoint
ALTER TABLE partners ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE partners FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant_isolation ON partners
USING (
  (SELECT current_setting('app.partner', true)) = '*'
  OR id = (SELECT nullif(nullif(current_setting('app.partner', true), ''), '*')::uuid)
);
--> statement-breakpoint
-- The functions below run as namekeep_definer: these policies are all it may see and touch.
GRANT SELECT ON domains, users, sessions, registrar_accounts TO namekeep_definer;
--> statement-breakpoint
GRANT UPDATE (last_seen_at) ON sessions TO namekeep_definer;
--> statement-breakpoint
GRANT UPDATE (partner_id) ON domain_sync, domain_observations TO namekeep_definer;
--> statement-breakpoint
GRANT SELECT ON domain_sync, domain_observations TO namekeep_definer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON domain_facets, domain_tag_counts, domain_renewals TO namekeep_definer;
--> statement-breakpoint
DO $$
DECLARE
  seen text;
BEGIN
  FOREACH seen IN ARRAY ARRAY[
    'domains', 'users', 'domain_facets', 'domain_tag_counts', 'domain_renewals', 'domain_sync', 'domain_observations'
  ] LOOP
    EXECUTE format('CREATE POLICY definer_functions ON %I TO namekeep_definer USING (true) WITH CHECK (true)', seen);
  END LOOP;
END
$$;
--> statement-breakpoint
-- The caller behind a session token, in one read. Ends idle sessions, and notes the visit at most once a minute.
CREATE FUNCTION session_caller(token_hash text, idle_minutes integer)
RETURNS TABLE (session_id uuid, user_id uuid, email text, name text, role text, partner_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE sessions s SET last_seen_at = now()
  WHERE s.token_hash = session_caller.token_hash AND s.revoked_at IS NULL AND s.expires_at > now()
    AND s.last_seen_at < now() - interval '1 minute'
    AND s.last_seen_at > now() - make_interval(mins => idle_minutes);
  RETURN QUERY
  SELECT s.id, u.id, u.email::text, u.name, u.role::text, u.partner_id
  FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.token_hash = session_caller.token_hash AND s.revoked_at IS NULL AND s.expires_at > now()
    AND s.last_seen_at > now() - make_interval(mins => idle_minutes) AND u.disabled_at IS NULL;
END
$$;
--> statement-breakpoint
-- Keeps the counts beside the names. Statement level: a page of 500 names costs one pass, not 500.
-- Rows are taken in key order, so that two writers meet in the same order.
CREATE FUNCTION count_domains() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  fields CONSTANT text := 'id, partner_id, facet_key, account_id, tld, lifecycle, lock_state, auto_renew, flags, tags, renew_by';
  moved CONSTANT text := 'FROM new_names n JOIN old_names o ON o.id = n.id WHERE n.facet_key <> o.facet_key'
    ' OR n.partner_id IS DISTINCT FROM o.partner_id OR n.tags <> o.tags OR n.renew_by IS DISTINCT FROM o.renew_by';
  delta text;
BEGIN
  delta := CASE TG_OP
    WHEN 'INSERT' THEN format('SELECT 1 AS sign, %s FROM new_names', fields)
    WHEN 'DELETE' THEN format('SELECT -1 AS sign, %s FROM old_names', fields)
    ELSE format(
      'SELECT 1 AS sign, %1$s %3$s UNION ALL SELECT -1 AS sign, %2$s %3$s',
      regexp_replace(fields, '(\w+)', 'n.\1', 'g'), regexp_replace(fields, '(\w+)', 'o.\1', 'g'), moved)
  END;

  EXECUTE format($sql$
    WITH delta AS (%s), side AS (
      SELECT d.*, s.side FROM delta d
      CROSS JOIN LATERAL (VALUES ('00000000-0000-0000-0000-000000000000'::uuid),
        (coalesce(d.partner_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))) AS s(side)
    ), facets AS (
      INSERT INTO domain_facets AS f (partner_id, facet_key, account_id, tld, lifecycle, lock_state, auto_renew, flags, names)
      SELECT side, facet_key, account_id, tld, lifecycle, lock_state, auto_renew, flags, sum(sign) FROM side
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(sign) <> 0 ORDER BY 1, 2
      ON CONFLICT (partner_id, facet_key) DO UPDATE SET names = f.names + excluded.names
    ), tagged AS (
      INSERT INTO domain_tag_counts AS t (partner_id, tag, names)
      SELECT side, tag, sum(sign) FROM side CROSS JOIN LATERAL unnest(tags || ''::text) AS tag
      GROUP BY 1, 2 HAVING sum(sign) <> 0 ORDER BY 1, 2
      ON CONFLICT (partner_id, tag) DO UPDATE SET names = t.names + excluded.names
    )
    INSERT INTO domain_renewals AS r (partner_id, renew_on, names)
    SELECT side, renew_by, sum(sign) FROM side WHERE renew_by IS NOT NULL
    GROUP BY 1, 2 HAVING sum(sign) <> 0 ORDER BY 1, 2
    ON CONFLICT (partner_id, renew_on) DO UPDATE SET names = r.names + excluded.names
  $sql$, delta);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER count_inserted AFTER INSERT ON domains
REFERENCING NEW TABLE AS new_names FOR EACH STATEMENT EXECUTE FUNCTION count_domains();
--> statement-breakpoint
CREATE TRIGGER count_updated AFTER UPDATE ON domains
REFERENCING NEW TABLE AS new_names OLD TABLE AS old_names FOR EACH STATEMENT EXECUTE FUNCTION count_domains();
--> statement-breakpoint
CREATE TRIGGER count_deleted AFTER DELETE ON domains
REFERENCING OLD TABLE AS old_names FOR EACH STATEMENT EXECUTE FUNCTION count_domains();
--> statement-breakpoint
-- A foreign key does not cascade from "no partner": the rows beside a name follow it here.
CREATE FUNCTION follow_partner() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE domain_sync SET partner_id = NEW.partner_id WHERE domain_id = NEW.id;
  UPDATE domain_observations SET partner_id = NEW.partner_id WHERE domain_id = NEW.id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER follow_partner AFTER UPDATE OF partner_id ON domains
FOR EACH ROW WHEN (OLD.partner_id IS DISTINCT FROM NEW.partner_id) EXECUTE FUNCTION follow_partner();
--> statement-breakpoint
-- Substring search that keeps its trigram index under row level security: LIKE is not leakproof, so inside the
-- walls the planner may not use the index. Looks only at the partner the transaction was opened for, whatever
-- `wanted_partner` says. At most `most` names, in no order: the caller sorts what it got. Null means "any".
CREATE FUNCTION search_domains(
  needle text, wanted_partner uuid, tlds text[], accounts uuid[], lifecycles text[], locks text[], renewals text[],
  flag_mask integer, tag text, renew_from date, renew_to date, most integer
) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  bound text := current_setting('app.partner', true);
  partner uuid := CASE WHEN bound = '*' THEN wanted_partner ELSE nullif(bound, '')::uuid END;
  query text := 'SELECT id FROM domains WHERE true';
BEGIN
  IF bound IS NULL OR bound = '' THEN
    RETURN;
  END IF;
  IF partner IS NOT NULL THEN query := query || ' AND partner_id = $2'; END IF;
  IF length(needle) >= 3 THEN
    query := query || format(' AND search_text LIKE %L',
      '%' || replace(replace(replace(needle, '\', '\\'), '%', '\%'), '_', '\_') || '%');
  ELSIF needle <> '' THEN
    query := query || ' AND name >= $1 AND name < $1 || chr(1114111)';
  END IF;
  IF tlds IS NOT NULL THEN query := query || ' AND tld = ANY ($3)'; END IF;
  IF accounts IS NOT NULL THEN query := query || ' AND account_id = ANY ($4)'; END IF;
  IF lifecycles IS NOT NULL THEN query := query || ' AND lifecycle = ANY ($5)'; END IF;
  IF locks IS NOT NULL THEN query := query || ' AND lock_state = ANY ($6)'; END IF;
  IF renewals IS NOT NULL THEN query := query || ' AND auto_renew = ANY ($7)'; END IF;
  IF flag_mask IS NOT NULL THEN query := query || ' AND flags <> 0 AND flags & $8 <> 0'; END IF;
  IF tag IS NOT NULL THEN query := query || ' AND tags @> ARRAY[$9]'; END IF;
  IF renew_from IS NOT NULL THEN query := query || ' AND renew_sort >= $10'; END IF;
  IF renew_to IS NOT NULL THEN query := query || ' AND renew_sort <= $11'; END IF;
  RETURN QUERY EXECUTE query || format(' LIMIT %s', most)
  USING needle, partner, tlds, accounts, lifecycles, locks, renewals, flag_mask, tag, renew_from, renew_to;
END
$$;
--> statement-breakpoint
-- Owners change last: the definer needs CREATE on the schema for that moment only.
GRANT CREATE ON SCHEMA public TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION session_caller(text, integer) OWNER TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION count_domains() OWNER TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION follow_partner() OWNER TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION search_domains(text, uuid, text[], uuid[], text[], text[], text[], integer, text, date, date, integer)
OWNER TO namekeep_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM namekeep_definer;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION session_caller(text, integer), count_domains(), follow_partner(),
  search_domains(text, uuid, text[], uuid[], text[], text[], text[], integer, text, date, date, integer)
FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION session_caller(text, integer),
  search_domains(text, uuid, text[], uuid[], text[], text[], text[], integer, text, date, date, integer)
TO namekeep_app;
