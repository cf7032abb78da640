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
-- Of texts and tags the planner is told no statistics inside the walls, so the way in is chosen here, by what the counts
-- and a sample tell; conditions that are not the way in are written so that no index answers them.
CREATE FUNCTION search_domains(
  needle text, wanted_partner uuid, tlds text[], accounts uuid[], lifecycles text[], locks text[], renewals text[],
  flag_mask integer, tag text, renew_from date, renew_to date, most integer
) RETURNS TABLE (id uuid, name text, renew_sort date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  nobody CONSTANT uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  bound text := current_setting('app.partner', true);
  partner uuid := CASE WHEN bound = '*' THEN wanted_partner ELSE nullif(bound, '')::uuid END;
  side uuid := coalesce(partner, '00000000-0000-0000-0000-000000000000');
  is_text boolean := length(needle) >= 3;
  pattern text := '%' || replace(replace(replace(needle, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  keys bigint[];
  total float8; -- names on this side of the wall, and how many of them have the facets, tag, days and text
  named float8;
  tagged float8;
  dated float8;
  texted float8;
  expected float8;
  way text := CASE WHEN is_text THEN 'text' WHEN needle <> '' THEN 'name' ELSE 'tag' END;
  query text;
BEGIN
  IF bound IS NULL OR bound = '' THEN
    RETURN;
  END IF;
  SELECT t.names INTO total FROM domain_tag_counts t WHERE t.partner_id = side AND t.tag = '' AND t.names > 0;
  IF coalesce(tlds, lifecycles, locks, renewals) IS NOT NULL OR accounts IS NOT NULL OR flag_mask IS NOT NULL THEN
    SELECT array_agg(f.facet_key), coalesce(sum(f.names), 0) INTO keys, named FROM domain_facets f
    WHERE f.partner_id = side AND f.names > 0
      AND (tlds IS NULL OR f.tld = ANY (tlds)) AND (accounts IS NULL OR f.account_id = ANY (accounts))
      AND (lifecycles IS NULL OR f.lifecycle = ANY (lifecycles)) AND (locks IS NULL OR f.lock_state = ANY (locks))
      AND (renewals IS NULL OR f.auto_renew = ANY (renewals))
      AND (flag_mask IS NULL OR f.flags & flag_mask <> 0);
  END IF;
  IF tag IS NOT NULL THEN
    SELECT coalesce(max(t.names), 0) INTO tagged FROM domain_tag_counts t
    WHERE t.partner_id = side AND t.tag = search_domains.tag;
  END IF;
  IF total IS NULL OR named = 0 OR tagged = 0 THEN
    RETURN;
  END IF;
  IF renew_from IS NOT NULL OR renew_to IS NOT NULL THEN
    SELECT coalesce(sum(r.names), 0) INTO dated FROM domain_renewals r
    WHERE r.partner_id = side AND r.renew_on >= coalesce(renew_from, '-infinity')
      AND r.renew_on <= coalesce(renew_to, 'infinity');
    -- Names without a day are not counted by day, and have the last of all.
    IF renew_to IS NULL THEN dated := total; END IF;
  END IF;

  IF coalesce(named, tagged, dated) IS NOT NULL THEN
    IF is_text THEN
      SELECT greatest(count(*), 0.3) / 2000 * total INTO texted
      FROM (SELECT search_text FROM domains ORDER BY facet_key LIMIT 2000) AS sample WHERE search_text LIKE pattern;
    END IF;
    expected := greatest(1, coalesce(named / total, 1) * coalesce(tagged / total, 1) * coalesce(dated / total, 1)
      * coalesce(texted / total, 1) * total);
    -- Microseconds for an entry of a bitmap, and for a name looked at: in an index that has all, or in the table.
    SELECT w.way INTO way FROM (VALUES
      ('text', texted, 0.15, 1.2),
      ('name', CASE WHEN needle <> '' AND NOT is_text THEN total / 20 END, 0, CASE WHEN tag IS NULL THEN 0.2 ELSE 1.2 END),
      ('facet', named, 0, CASE WHEN tag IS NULL THEN 0.3 ELSE 1.2 END),
      ('tag', tagged, 0.1, 1.2),
      ('days', dated, 0, 1.2)
    ) AS w(way, names, entry_cost, name_cost)
    WHERE w.names IS NOT NULL
    ORDER BY w.names * entry_cost + w.names * least(1, most / expected) * name_cost LIMIT 1;
  END IF;

  -- The search text begins with the name; the one or the other is what an index carries.
  query := CASE way WHEN 'name' THEN 'SELECT id, name::text, renew_sort'
    ELSE 'SELECT id, split_part(search_text, '' '', 1), renew_sort' END || ' FROM domains WHERE true';
  IF partner = nobody THEN query := query || ' AND partner_id IS NULL';
  ELSIF partner IS NOT NULL THEN query := query || ' AND partner_id = $2';
  END IF;
  IF is_text THEN
    query := query || CASE way WHEN 'text' THEN ' AND search_text' ELSE ' AND (search_text || '''')' END
      || ' LIKE ' || quote_literal(pattern);
  ELSIF needle <> '' THEN
    query := query || replace(' AND X >= $1 AND X < $1 || chr(1114111)', 'X',
      CASE way WHEN 'name' THEN 'name' ELSE '(search_text COLLATE "C")' END);
  END IF;
  IF keys IS NOT NULL THEN
    query := query || CASE way WHEN 'facet' THEN ' AND facet_key' ELSE ' AND (facet_key + 0)' END || ' = ANY ($3)';
  END IF;
  IF tag IS NOT NULL THEN
    query := query || CASE way WHEN 'tag' THEN ' AND tags' ELSE ' AND array_cat(tags, NULL)' END || ' @> ARRAY[$4]';
  END IF;
  IF renew_from IS NOT NULL THEN
    query := query || CASE way WHEN 'days' THEN ' AND renew_sort' ELSE ' AND (renew_sort + 0)' END || ' >= $5';
  END IF;
  IF renew_to IS NOT NULL THEN
    query := query || CASE way WHEN 'days' THEN ' AND renew_sort' ELSE ' AND (renew_sort + 0)' END || ' <= $6';
  END IF;
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
