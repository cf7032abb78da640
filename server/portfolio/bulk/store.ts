import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Filter } from "../filter";
import { all, list, nameConditions } from "../store";

/** More than any tenant has: a search for a choice is not cut short as one for a page is. */
const UNCUT = 10_000_000;

function chosen(filter: Filter): SQL {
  const own = all(nameConditions(filter));
  if (filter.q === "") return sql`from domains d where ${own}`;
  return sql`from search_domains(${filter.q}, ${filter.partnerId}::uuid, null, null, null, null, null, null,
    null, null, null, ${UNCUT}) as hit join domains d on d.id = hit.id where ${own}`;
}

/** How many names match a filter, counted to the last. */
export async function countExactly(tx: Transaction, filter: Filter): Promise<number> {
  const [row] = await tx.execute<{ names: number }>(
    sql`select count(*)::int as names ${chosen(filter)}`,
  );
  return row?.names ?? 0;
}

/** Ids of the names that match a filter, in the order in which every writer takes them; at most `most`. */
export async function idsMatching(
  tx: Transaction,
  filter: Filter,
  most: number,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(
    sql`select d.id ${chosen(filter)} order by d.id limit ${most}`,
  );
  return rows.map(({ id }) => id);
}

const ids = (values: readonly string[]): SQL => sql`${list(values)}::uuid[]`;

/** How many of some ids are names that the caller sees. */
export async function countIds(tx: Transaction, wanted: readonly string[]): Promise<number> {
  const [row] = await tx.execute<{ names: number }>(
    sql`select count(*)::int as names from domains where id = any (${ids(wanted)})`,
  );
  return row?.names ?? 0;
}

export type HeldName = {
  id: string;
  name: string;
  partner_id: string | null;
  tags: string[];
  flags: number;
};

/** Takes names for writing, in order of their ids so that two writers never wait for each other in a circle. */
export async function hold(tx: Transaction, wanted: readonly string[]): Promise<HeldName[]> {
  if (wanted.length === 0) return [];
  return [
    ...(await tx.execute<HeldName>(sql`
      select id, name, partner_id, tags, flags from domains
      where id = any (${ids(wanted)}) order by id for no key update`)),
  ];
}

const touched = sql.raw("version = version + 1, updated_at = now()");

/** Gives names the tags beside them. */
export async function setTags(
  tx: Transaction,
  changes: readonly { readonly id: string; readonly tags: readonly string[] }[],
): Promise<void> {
  const payload = JSON.stringify(changes);
  await tx.execute(sql`
    update domains d set tags = c.tags, ${touched}
    from jsonb_to_recordset(${payload}::jsonb) as c(id uuid, tags text[]) where d.id = c.id`);
}

/** Takes bits out of the flags of names. */
export async function clearFlags(
  tx: Transaction,
  wanted: readonly string[],
  mask: number,
): Promise<void> {
  await tx.execute(sql`
    update domains set flags = flags & ~${mask}::int, ${touched} where id = any (${ids(wanted)})`);
}

/** Gives names to a partner; null to none. */
export async function setPartner(
  tx: Transaction,
  wanted: readonly string[],
  partnerId: string | null,
): Promise<void> {
  await tx.execute(sql`
    update domains set partner_id = ${partnerId}::uuid, ${touched} where id = any (${ids(wanted)})`);
}

/** What partners are called, archived ones left out where `forUse`. */
export async function partnerNames(
  tx: Transaction,
  wanted: readonly string[],
): Promise<Map<string, { name: string; isArchived: boolean }>> {
  if (wanted.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; name: string; is_archived: boolean }>(sql`
    select id, name, archived_at is not null as is_archived from partners where id = any (${ids(wanted)})`);
  return new Map(rows.map(({ id, name, is_archived }) => [id, { name, isArchived: is_archived }]));
}
