-- Lists are read by walking an index in the list's order. What is walked over carries what decides whether a name
-- belongs to the list (partner, facets, tags), so that only the rows of the page are fetched: see docs/decisions/004.
-- One index for each order and side of the wall then serves every filter; those made for one filter each go.
CREATE FUNCTION tag_bits(tags text[]) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(bit_or(1::bigint << (hashtextextended(tag, 0) & 63)::integer), 0) FROM unnest(tags) AS tag);
--> statement-breakpoint
DROP INDEX "domains_renew", "domains_partner_renew", "domains_partner_name", "domains_tld_renew", "domains_tld_name",
  "domains_account_renew", "domains_account_name", "domains_inactive_renew", "domains_inactive_name",
  "domains_unlocked_renew", "domains_unlocked_name", "domains_flagged_renew", "domains_flagged_name", "domains_facet";
--> statement-breakpoint
ALTER TABLE "domains"
  DROP CONSTRAINT "domains_name_unique",
  ADD COLUMN "tag_bits" bigint GENERATED ALWAYS AS (case when tags = '{}' then 0 else tag_bits(tags) end) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "domains"
  ADD CONSTRAINT "domains_name_unique" UNIQUE ("name") INCLUDE ("id", "partner_id", "facet_key", "tag_bits", "renew_sort");
--> statement-breakpoint
CREATE INDEX "domains_renew" ON "domains" ("renew_sort", "id") INCLUDE ("partner_id", "facet_key", "tag_bits");
--> statement-breakpoint
CREATE INDEX "domains_partner_renew" ON "domains" ("partner_id", "renew_sort", "id") INCLUDE ("facet_key", "tag_bits");
--> statement-breakpoint
CREATE INDEX "domains_partner_name" ON "domains" ("partner_id", "name")
INCLUDE ("id", "facet_key", "tag_bits", "renew_sort");
--> statement-breakpoint
-- Names that are not active lie together in time, so an order by day meets them late or all at once.
CREATE INDEX "domains_inactive_renew" ON "domains" ("renew_sort", "id")
INCLUDE ("partner_id", "facet_key", "tag_bits") WHERE "lifecycle" <> 'active';
--> statement-breakpoint
CREATE INDEX "domains_partner_inactive_renew" ON "domains" ("partner_id", "renew_sort", "id")
INCLUDE ("facet_key", "tag_bits") WHERE "lifecycle" <> 'active';
--> statement-breakpoint
-- "No partner" is no value an index could be walked under.
CREATE INDEX "domains_unassigned_renew" ON "domains" ("renew_sort", "id")
INCLUDE ("partner_id", "facet_key", "tag_bits") WHERE "partner_id" IS NULL;
--> statement-breakpoint
CREATE INDEX "domains_unassigned_name" ON "domains" ("name")
INCLUDE ("id", "partner_id", "facet_key", "tag_bits", "renew_sort") WHERE "partner_id" IS NULL;
--> statement-breakpoint
-- Counting and searching under facets reads here alone.
CREATE INDEX "domains_facet" ON "domains" ("facet_key", "partner_id") 
INCLUDE ("id", "renew_sort", "tag_bits", "search_text");
--> statement-breakpoint
DROP FUNCTION search_domains(text, uuid, text[], uuid[], text[], text[], text[], integer, text, date, date, integer);
--> statement-breakpoint
-- As in 0002, but it tells what lists are sorted by as well, so that only the rows of a page are fetched; and facets
-- are looked up in the counts first: none is an answer, and their one number can be compared inside an index.
-- The all-ones uuid asks for names without a partner.
-- No statistics of texts and tags are told inside the walls, so the way in is chosen here: a condition that must not
-- be the way in is written so that no index answers it.
CREATE FUNCTION search_domains(
  needle text, wanted_partner uuid, tlds text[], accounts uuid[], lifecycles text[], locks text[], renewals text[],
  flag_mask integer, tag text, renew_from date, renew_to date, most integer
) RETURNS TABLE (id uuid, name text, renew_sort date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  nobody CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  everyone CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  few CONSTANT integer := 3000;
  bound text := current_setting('app.partner', true);
  partner uuid := CASE WHEN bound = '*' THEN wanted_partner ELSE nullif(bound, '')::uuid END;
  pattern text := quote_literal('%' || replace(replace(replace(needle, '\', '\\'), '%', '\%'), '_', '\_') || '%');
  own text := '';
  keys bigint[];
  named bigint;
  tagged bigint;
  hits bigint;
  way text := CASE WHEN length(needle) >= 3 THEN 'text' WHEN needle <> '' THEN 'name' ELSE 'tag' END;
  query text;
BEGIN
  IF bound IS NULL OR bound = '' THEN
    RETURN;
  END IF;
  IF coalesce(tlds, lifecycles, locks, renewals) IS NOT NULL OR accounts IS NOT NULL OR flag_mask IS NOT NULL THEN
    SELECT array_agg(f.facet_key), sum(f.names) INTO keys, named FROM domain_facets f
    WHERE f.partner_id = coalesce(partner, everyone) AND f.names > 0
      AND (tlds IS NULL OR f.tld = ANY (tlds)) AND (accounts IS NULL OR f.account_id = ANY (accounts))
      AND (lifecycles IS NULL OR f.lifecycle = ANY (lifecycles)) AND (locks IS NULL OR f.lock_state = ANY (locks))
      AND (renewals IS NULL OR f.auto_renew = ANY (renewals))
      AND (flag_mask IS NULL OR f.flags & flag_mask <> 0);
    IF keys IS NULL THEN
      RETURN;
    END IF;
  END IF;
  IF tag IS NOT NULL THEN
    SELECT t.names INTO tagged FROM domain_tag_counts t
    WHERE t.partner_id = coalesce(partner, everyone) AND t.tag = search_domains.tag AND t.names > 0;
    IF tagged IS NULL THEN
      RETURN;
    END IF;
  END IF;
  IF partner = nobody THEN own := ' AND partner_id IS NULL';
  ELSIF partner IS NOT NULL THEN own := ' AND partner_id = $2';
  END IF;

  IF named <= few THEN way := 'facet';
  ELSIF tagged <= 3 * few THEN way := 'tag';
  ELSIF way = 'tag' AND named < tagged THEN way := 'facet';
  ELSIF way = 'text' AND keys IS NOT NULL THEN
    -- Of a rare text its own index knows all; a common one is met soon among the names with these facets.
    EXECUTE 'SELECT count(*) FROM (SELECT search_text FROM domains WHERE facet_key = ANY ($3)' || own
      || ' LIMIT 2000) AS sample WHERE search_text LIKE ' || pattern
    INTO hits USING needle, partner, keys;
    IF hits >= 10 AND (hits >= 60 OR named <= 20 * few) THEN way := 'facet'; END IF;
  END IF;

  -- The search text begins with the name, and is what an index carries.
  query := CASE WHEN length(needle) >= 3 THEN 'SELECT id, split_part(search_text, '' '', 1), renew_sort'
    ELSE 'SELECT id, name::text, renew_sort' END || ' FROM domains WHERE true' || own;
  IF length(needle) >= 3 THEN
    query := query || CASE way WHEN 'text' THEN ' AND search_text' ELSE ' AND (search_text || '''')' END
      || ' LIKE ' || pattern;
  ELSIF needle <> '' THEN
    query := query || ' AND name >= $1 AND name < $1 || chr(1114111)';
  END IF;
  IF keys IS NOT NULL THEN
    query := query || CASE way WHEN 'facet' THEN ' AND facet_key' ELSE ' AND (facet_key + 0)' END || ' = ANY ($3)';
  END IF;
  IF tag IS NOT NULL THEN
    query := query || CASE way WHEN 'tag' THEN ' AND tags' ELSE ' AND array_cat(tags, NULL)' END || ' @> ARRAY[$4]';
  END IF;
  IF renew_from IS NOT NULL THEN query := query || ' AND renew_sort >= $5'; END IF;
  IF renew_to IS NOT NULL THEN query := query || ' AND renew_sort <= $6'; END IF;
  RETURN QUERY EXECUTE query || ' LIMIT ' || most USING needle, partner, keys, tag, renew_from, renew_to;
END
$$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO namekeep_definer;
--> statement-breakpoint
ALTER FUNCTION search_domains(text, uuid, text[], uuid[], text[], text[], text[], integer, text, date, date, integer)
OWNER TO namekeep_definer;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM namekeep_definer;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION
  search_domains(text, uuid, text[], uuid[], text[], text[], text[], integer, text, date, date, integer)
FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION
  search_domains(text, uuid, text[], uuid[], text[], text[], text[], integer, text, date, date, integer)
TO namekeep_app;
