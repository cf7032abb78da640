import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { domainSync, domains } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";

export type Listed = {
  readonly domainId: string;
  readonly partnerId: string | null;
  readonly digest: string;
};

/** Notes that names stood on the account's list in this run: new bookkeeping rows, and old ones whose row changed. */
export async function saveListed(
  tx: Transaction,
  accountId: string,
  runId: string,
  rows: readonly Listed[],
): Promise<void> {
  if (rows.length === 0) return;
  const packed = rows.map((row) => ({
    domain_id: row.domainId,
    partner_id: row.partnerId,
    digest: row.digest,
  }));
  await tx.execute(sql`
    insert into domain_sync (domain_id, partner_id, account_id, listed_at, listed_run_id, list_digest)
    select domain_id, partner_id, ${accountId}::uuid, now(), ${runId}::uuid, digest
    from jsonb_to_recordset(${JSON.stringify(packed)}::jsonb) as r(domain_id uuid, partner_id uuid, digest text)
    on conflict (domain_id) do update set account_id = excluded.account_id, listed_at = excluded.listed_at,
      listed_run_id = excluded.listed_run_id, list_digest = excluded.list_digest`);
}

/** Notes that names stood on the list unchanged. */
export async function touchListed(
  tx: Transaction,
  runId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(domainSync)
    .set({ listedAt: sql`now()`, listedRunId: runId })
    .where(inArray(domainSync.domainId, [...ids]));
}

/** Notes detailed readings of names, good or failed. */
export async function saveDetailed(
  tx: Transaction,
  ids: readonly string[],
  failure: { code: string; message: string } | null,
): Promise<void> {
  const set = failure
    ? { failedAt: sql`now()`, failure }
    : { detailsAt: sql`now()`, failedAt: null, failure: null };
  if (ids.length > 0)
    await tx
      .update(domainSync)
      .set(set)
      .where(inArray(domainSync.domainId, [...ids]));
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

export type Due = {
  readonly most: number;
  /** Details older than this are due again; null: only what the list says has changed. */
  readonly afterMinutes: number | null;
};

/**
 * Names whose details are due: never read, or changed at the registry since (its clock tells seconds,
 * so a minute is allowed). The next to be renewed come first; one whose last reading failed waits an
 * hour, so that it holds up nobody.
 */
export async function dueForDetails(
  tx: Transaction,
  accountId: string,
  { most, afterMinutes }: Due,
): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: domains.id, name: domains.name })
    .from(domains)
    .innerJoin(domainSync, eq(domainSync.domainId, domains.id))
    .where(
      and(
        eq(domainSync.accountId, accountId),
        sql`(${domainSync.detailsAt} is null
          or ${domains.registryUpdatedAt} > ${domainSync.detailsAt} - interval '1 minute'
          or ${domainSync.detailsAt} < now() - make_interval(mins => ${afterMinutes}::int))`,
        sql`(${domainSync.failedAt} is null or ${domainSync.failedAt} < now() - interval '1 hour')`,
      ),
    )
    .orderBy(domains.renewSort, domains.id)
    .limit(most);
}
