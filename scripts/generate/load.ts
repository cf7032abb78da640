import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import { fillCounts } from "./counts";
import { DOMAIN_COLUMNS, domainRows } from "./domain-rows";
import { type Houses, housesOf } from "./houses";
import { NAMES_AT_MOST } from "./names";
import { randomOf } from "./random";

/** What every generated portfolio here starts from. */
export const SEED = 20_261_120;

export type LoadOrder = {
  /** A superuser's: rows go in beside the triggers and walls. */
  readonly adminUrl: string;
  readonly names: number;
  readonly seed: number;
  /** The day the portfolio is of, as 2027-01-31: expiries lie around it. */
  readonly todayOn: string;
};

const LINES_PER_CHUNK = 500;

/**
 * Fills an empty, migrated database with a portfolio: domains over fifty partners and four accounts,
 * their sync bookkeeping and counts, with statistics. The same seed and day make the same rows.
 *
 * @throws Error when the database holds names already
 */
export async function loadPortfolio(order: LoadOrder): Promise<Houses> {
  if (order.names > NAMES_AT_MOST) throw new Error(`At most ${NAMES_AT_MOST} names can be made.`);
  const houses = housesOf(order.seed);
  const sql = postgres(order.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from domains limit 1`;
    if (found.length > 0) throw new Error("The database holds names already: it is left alone.");
    await quicken(sql);
    await insertHouses(sql, houses);
    const restore = await dropIndexes(sql, ["domains", "domain_sync"]);
    await copyDomains(sql, order, houses);
    await insertSync(sql, order.todayOn);
    await insertConflicts(sql, order.todayOn);
    await restore();
    await fillCounts(sql);
    await sql`vacuum (analyze) domains, domain_sync, conflicts, domain_facets, domain_tag_counts, domain_renewals,
      partners, registrar_accounts`;
    return houses;
  } finally {
    await sql.end();
  }
}

/** Triggers and foreign keys rest for this session; the rows are right by how they are made. */
async function quicken(sql: postgres.Sql): Promise<void> {
  await sql`set session_replication_role = replica`;
  await sql`set synchronous_commit = off`;
  await sql`set maintenance_work_mem = '512MB'`;
  await sql`set work_mem = '256MB'`;
}

async function insertHouses(sql: postgres.Sql, { partners, accounts }: Houses): Promise<void> {
  await sql`insert into partners ${sql(partners)}`;
  const rows = accounts.map(({ id, name }) => ({
    id,
    name,
    registrar: "gandi",
    endpoint: "simulator",
    credential: "none",
    credential_hint: "none",
    next_sync_at: "2100-01-01",
  }));
  await sql`insert into registrar_accounts ${sql(rows)}`;
}

/** Takes away what need not be kept up row by row; the answer puts it back, built in one go. */
async function dropIndexes(sql: postgres.Sql, tables: readonly string[]) {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = any (${[...tables]}::regclass[])
      and not exists (select 1 from pg_constraint where conindid = i.indexrelid)
    order by c.relname`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  return async () => {
    for (const { definition } of indexes) await sql.unsafe(definition);
  };
}

async function copyDomains(sql: postgres.Sql, order: LoadOrder, houses: Houses): Promise<void> {
  const rowOf = domainRows(houses, randomOf(order.seed), order.todayOn);
  const copy = await sql`copy domains (${sql(DOMAIN_COLUMNS)}) from stdin`.writable();
  await pipeline(Readable.from(chunks(order.names, rowOf)), copy);
}

function* chunks(names: number, rowOf: (index: number) => string): Generator<string> {
  let chunk = "";
  for (let index = 0; index < names; index += 1) {
    chunk += rowOf(index);
    if (index % LINES_PER_CHUNK !== LINES_PER_CHUNK - 1) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

/** A flag that something waits for a decision never stands alone. */
async function insertConflicts(sql: postgres.Sql, todayOn: string): Promise<void> {
  await sql`
    insert into conflicts (domain_id, partner_id, account_id, field, rule, told, kept, told_key, via, reason,
      suggestion, why, first_seen_at, last_seen_at)
    select id, partner_id, account_id, field, rule, told, kept, coalesce(told, 'null')::text, 'list', 'It was told so.',
      suggestion, 'Made for measuring.', ${todayOn}::date, ${todayOn}::date
    from domains, lateral (values
      (8, 'expiresAt', 'expiry_range', '"1969-12-31T00:00:00.000Z"'::jsonb, to_jsonb(expires_at), 'ignore'),
      (32, 'arrival', 'arrival', jsonb_build_object('accountId', account_id), null, 'accept'),
      (4, 'departure', 'departure', jsonb_build_object('accountId', account_id), null, 'accept'),
      (1, 'autoRenew', 'wish', to_jsonb(auto_renew), to_jsonb(case when auto_renew = 'on' then 'off' else 'on' end), 'push')
    ) as waits(bit, field, rule, told, kept, suggestion)
    where flags & bit <> 0`;
}

async function insertSync(sql: postgres.Sql, todayOn: string): Promise<void> {
  await sql`
    insert into domain_sync (domain_id, partner_id, account_id, listed_at, details_at, list_digest, next_check_at,
      check_reason)
    select id, partner_id, account_id, ${todayOn}::date - interval '1 hour' * (hashtext(name) & 7),
      ${todayOn}::date - interval '1 day' * (hashtext(name) & 15), encode(sha256(name::bytea), 'hex'),
      ${todayOn}::date + interval '6 hours', 'account_list'
    from domains`;
}
