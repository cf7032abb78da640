import { eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { domainSync, domains } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";
import { DOMAIN_FLAGS } from "../../names/domain-flags";

const MISSING = sql.raw(String(DOMAIN_FLAGS.missing));

type Place = { readonly accountId: string; readonly runId: string };

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/**
 * Holds rows of a list against those of last time, where they lie: names whose row is the same, on a record that
 * nobody changed since, are noted as listed.
 *
 * @param rows name and digest of each
 * @returns the names that are not the same; and how many of the same had been listed in this run already
 */
export async function touchSame(
  tx: Transaction,
  { accountId, runId }: Place,
  rows: readonly (readonly [name: string, digest: string])[],
): Promise<{ others: string[]; again: number }> {
  const [told] = await tx.execute<{ others: string[] | null; again: number }>(sql`
    with told as (
      select * from unnest(${texts(rows.map(([name]) => name))}, ${texts(rows.map(([, digest]) => digest))})
        as t(name, digest)
    ), same as (
      select d.id, t.name, s.listed_run_id is not distinct from ${runId}::uuid as is_again
      from told t join domains d on d.name = t.name join domain_sync s on s.domain_id = d.id
      where s.list_digest = t.digest and s.account_id = ${accountId}::uuid and d.account_id = s.account_id
        and d.flags & ${MISSING} = 0 and d.updated_at <= s.listed_at
    ), touched as (
      update domain_sync k set listed_at = now(), listed_run_id = ${runId}::uuid
      from same where k.domain_id = same.id and not same.is_again
    )
    select (select array_agg(name) from told where not exists (select from same where same.name = told.name)) as others,
      (select count(*)::int from same where is_again) as again`);
  return { others: told?.others ?? [], again: told?.again ?? 0 };
}

export type OnRecord = {
  readonly id: string;
  readonly name: string;
  readonly partnerId: string | null;
  readonly accountId: string;
  readonly flags: number;
  /** Whether this run found it on the list already. */
  readonly isListed: boolean;
};

/** What is known of some names, just enough to see what to do with them. */
export const onRecord = (
  tx: Transaction,
  { accountId, runId }: Place,
  names: readonly string[],
): Promise<OnRecord[]> =>
  tx.execute<OnRecord>(sql`
    select d.id, d.name, d.partner_id as "partnerId", d.account_id as "accountId", d.flags,
      coalesce(s.listed_run_id = ${runId}::uuid and s.account_id = ${accountId}::uuid, false) as "isListed"
    from domains d left join domain_sync s on s.domain_id = d.id where d.name = any (${texts(names)})`);

export type Listed = {
  readonly domainId: string;
  readonly partnerId: string | null;
  /** Empty: whatever the list says next is held against the record. */
  readonly digest: string;
  /** Whether only a call for the name alone can tell what holds. */
  readonly isDoubtful?: boolean;
};

/**
 * Notes that names stood on the account's list in this run: new bookkeeping rows, and old ones whose row changed. What
 * changed at the registry since it was last asked for by name is due (its clock tells seconds, so a minute is allowed).
 */
export async function saveListed(
  tx: Transaction,
  { accountId, runId }: Place,
  rows: readonly Listed[],
): Promise<void> {
  if (rows.length === 0) return;
  const packed = rows.map((row) => ({
    domain_id: row.domainId,
    partner_id: row.partnerId,
    digest: row.digest,
    is_doubtful: row.isDoubtful ?? false,
  }));
  await tx.execute(sql`
    insert into domain_sync as k (domain_id, partner_id, account_id, listed_at, listed_run_id, list_digest)
    select domain_id, partner_id, ${accountId}::uuid, now(), ${runId}::uuid, digest
    from jsonb_to_recordset(${JSON.stringify(packed)}::jsonb) as r(domain_id uuid, partner_id uuid, digest text)
    on conflict (domain_id) do update set account_id = excluded.account_id, listed_at = excluded.listed_at,
      listed_run_id = excluded.listed_run_id, list_digest = excluded.list_digest`);
  await tx.execute(sql`
    update domain_sync k set next_check_at = least(k.next_check_at, now()), check_reason = 'changed_there'
    from jsonb_to_recordset(${JSON.stringify(packed)}::jsonb) as r(domain_id uuid, is_doubtful boolean)
    join domains d on d.id = r.domain_id
    where k.domain_id = r.domain_id and k.details_at is not null
      and (r.is_doubtful or d.registry_updated_at > k.details_at - interval '1 minute')`);
}

/** Names that this run did not find on the account's list, and that were not missing before. */
export const unlistedNames = (
  tx: Transaction,
  { accountId, runId }: Place,
  most: number,
): Promise<{ id: string; name: string }[]> =>
  tx.execute<{ id: string; name: string }>(sql`
    select d.id, d.name from domain_sync s join domains d on d.id = s.domain_id
    where s.account_id = ${accountId}::uuid and s.listed_run_id is distinct from ${runId}::uuid
      and d.flags & ${MISSING} = 0
    order by d.name limit ${most}::int`);

/** Takes names for listed that the list left out, and has them asked for by themselves. */
export async function saveThere(
  tx: Transaction,
  runId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`
    update domain_sync set listed_run_id = ${runId}::uuid, list_digest = '', next_check_at = least(next_check_at, now())
    where domain_id = any (${sql.param([...ids])}::uuid[])`);
}

/**
 * Gives a name to another partner as if it were new: what the one before wrote beside it is gone.
 *
 * @returns what both partners are called, by id
 */
export async function giveAnew(
  tx: Transaction,
  id: string,
  [from, to]: readonly [string | null, string | null],
): Promise<ReadonlyMap<string, string>> {
  await tx
    .update(domains)
    .set({
      partnerId: to,
      tags: [],
      notes: "",
      isCritical: false,
      autoRenewWish: null,
      version: sql`${domains.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(domains.id, id));
  const called = await tx
    .select({ id: partners.id, name: partners.name })
    .from(partners)
    .where(
      inArray(
        partners.id,
        [from, to].flatMap((one) => one ?? []),
      ),
    );
  return new Map(called.map((one) => [one.id, one.name]));
}

/** How many names of an account stood on its list in this run, and how many are on record. */
export async function countListed(
  tx: Transaction,
  accountId: string,
  runId: string,
): Promise<{ listed: number; known: number }> {
  const [row] = await tx
    .select({
      listed: sql<number>`count(*) filter (where ${domainSync.listedRunId} = ${runId})::int`,
      known: sql<number>`count(*)::int`,
    })
    .from(domainSync)
    .where(eq(domainSync.accountId, accountId));
  return row ?? { listed: 0, known: 0 };
}

/** Names that this run did not find on the account's list: how many, and the first of them. */
export async function unlisted(
  tx: Transaction,
  { accountId, runId }: Place,
  most: number,
): Promise<{ count: number; names: string[] }> {
  const { listed, known } = await countListed(tx, accountId, runId);
  const rows = await tx.execute<{ name: string }>(sql`
    select d.name from domain_sync s join domains d on d.id = s.domain_id
    where s.account_id = ${accountId}::uuid and s.listed_run_id is distinct from ${runId}::uuid
    order by d.name limit ${most}::int`);
  return { count: known - listed, names: rows.map(({ name }) => name) };
}
