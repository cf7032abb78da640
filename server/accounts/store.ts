import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domainFacets, domains } from "@/db/schema/domains";
import { imports } from "@/db/schema/imports";
import { circuitBreakers } from "@/db/schema/outbound";
import { partners } from "@/db/schema/partners";
import { rateLimits } from "@/db/schema/people";
import { webhookSecrets } from "@/db/schema/webhooks";
import { notFound } from "../kernel/errors";
import type { AccountKind } from "../registrars/gateway";
import type { AccountMode, BreakerDto, CapabilityTestDto, Endpoint } from "./schemas";

type Row = typeof registrarAccounts.$inferSelect;
export type Account = Row & { readonly registrar: AccountKind; readonly endpoint: Endpoint };

/** Only verbs of this house write rows, and they check both words: the narrowing below holds. */
const narrowed = (row: Row): Account => row as Account;

/** The key under which `domain_facets` counts every partner's names together. */
const ALL_PARTNERS = "00000000-0000-0000-0000-000000000000";

const names = sql<number>`coalesce((
  select sum(${domainFacets.names})::int from ${domainFacets}
  where ${domainFacets.partnerId} = ${ALL_PARTNERS} and ${domainFacets.accountId} = ${registrarAccounts.id}
), 0)`;

const isSyncing = sql<boolean>`coalesce(${registrarAccounts.leaseUntil} > now(), false)`;

const isTestedToday = sql<boolean>`coalesce(${registrarAccounts.testedAt} > now() - interval '1 day', false)`;

const breakers = sql<BreakerDto[]>`coalesce((
  select json_agg(json_build_object('endpoint', endpoint, 'state', state,
    'until', coalesce(opened_until, probe_until), 'lastFailure', last_failure) order by endpoint)
  from ${circuitBreakers} where ${circuitBreakers.accountId} = ${registrarAccounts.id} and ${circuitBreakers.state} <> 'closed'
), '[]')`;

const secrets = sql<number>`(
  select count(*)::int from ${webhookSecrets} where ${webhookSecrets.accountId} = ${registrarAccounts.id}
    and (${webhookSecrets.endsAt} is null or ${webhookSecrets.endsAt} > now())
)`;

const broughtInAt = sql<string | null>`(
  select max(${imports.finishedAt}) from ${imports} where ${imports.accountId} = ${registrarAccounts.id}
    and ${imports.state} = 'applied'
)`;

export type AccountRow = {
  readonly account: Account;
  readonly partnerName: string | null;
  readonly names: number;
  readonly isSyncing: boolean;
  readonly breakers: readonly BreakerDto[];
  readonly secrets: number;
  readonly broughtInAt: string | null;
};

/** The accounts in use by name, or the one of that id. */
export async function listAccounts(tx: Transaction, accountId?: string): Promise<AccountRow[]> {
  const rows = await tx
    .select({
      account: registrarAccounts,
      partnerName: partners.name,
      names,
      isSyncing,
      breakers,
      secrets,
      broughtInAt,
    })
    .from(registrarAccounts)
    .leftJoin(partners, eq(partners.id, registrarAccounts.defaultPartnerId))
    .where(
      and(
        isNull(registrarAccounts.removedAt),
        accountId ? eq(registrarAccounts.id, accountId) : undefined,
      ),
    )
    .orderBy(asc(sql`lower(${registrarAccounts.name})`));
  return rows.map((row) => ({ ...row, account: narrowed(row.account) }));
}

const inUse = (id: string) =>
  and(eq(registrarAccounts.id, id), isNull(registrarAccounts.removedAt));

/** @throws AppError `not_found`, also for a removed one */
export async function findAccount(tx: Transaction, id: string): Promise<Account> {
  const [account] = await tx.select().from(registrarAccounts).where(inUse(id));
  if (!account) throw notFound("This registrar account");
  return narrowed(account);
}

/** An account in use, locked until the transaction ends, whether somebody reads it now, and whether it was tested within a day. @throws AppError `not_found` */
export async function lockAccount(
  tx: Transaction,
  id: string,
): Promise<{ account: Account; isSyncing: boolean; isTestedToday: boolean }> {
  const [row] = await tx
    .select({ account: registrarAccounts, isSyncing, isTestedToday })
    .from(registrarAccounts)
    .where(inUse(id))
    .for("update");
  if (!row) throw notFound("This registrar account");
  return { ...row, account: narrowed(row.account) };
}

type NewAccount = Pick<
  typeof registrarAccounts.$inferInsert,
  | "id"
  | "name"
  | "registrar"
  | "endpoint"
  | "credential"
  | "credentialHint"
  | "defaultPartnerId"
  | "proxyUrl"
  | "proxyUsername"
  | "proxyPassword"
>;

/** Saves an account that is due for its first sync at once. @returns false when the name is taken */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<boolean> {
  const inserted = await tx
    .insert(registrarAccounts)
    .values({ ...account, nextSyncAt: sql`now()` })
    .onConflictDoNothing({ target: registrarAccounts.name })
    .returning({ id: registrarAccounts.id });
  return inserted.length > 0;
}

type ByHand = Pick<Account, "name" | "registrarLabel" | "panelUrl" | "defaultPartnerId">;

/** Saves an account that is kept by hand. It holds no key and is never due. @returns null when the name is taken */
export async function insertManualAccount(
  tx: Transaction,
  account: ByHand,
): Promise<string | null> {
  const [inserted] = await tx
    .insert(registrarAccounts)
    .values({ ...account, registrar: "manual", credential: "", credentialHint: "" })
    .onConflictDoNothing({ target: registrarAccounts.name })
    .returning({ id: registrarAccounts.id });
  return inserted?.id ?? null;
}

export async function updateManualAccount(
  tx: Transaction,
  id: string,
  account: ByHand,
): Promise<void> {
  await tx.update(registrarAccounts).set(account).where(eq(registrarAccounts.id, id));
}

type Settings = Pick<Account, "name" | "syncIntervalMinutes" | "defaultPartnerId" | "currency">;

/** Saves an account's settings; a shorter interval brings the next sync forward. */
export async function updateSettings(
  tx: Transaction,
  id: string,
  settings: Settings,
): Promise<void> {
  const soonest = sql`now() + make_interval(mins => ${settings.syncIntervalMinutes})`;
  await tx
    .update(registrarAccounts)
    .set({ ...settings, nextSyncAt: sql`least(${registrarAccounts.nextSyncAt}, ${soonest})` })
    .where(eq(registrarAccounts.id, id));
}

/** Puts a new key in the place of the old, which is gone with it; the old key's failure too. */
export async function replaceKey(
  tx: Transaction,
  id: string,
  key: { credential: string; credentialHint: string },
): Promise<void> {
  await tx
    .update(registrarAccounts)
    .set({ ...key, credentialChangedAt: sql`now()`, lastFailure: null, nextSyncAt: sql`now()` })
    .where(eq(registrarAccounts.id, id));
}

/** Takes an account out of use: its key is erased and its name is free again. The row stays for its history. */
export async function removeAccount(tx: Transaction, id: string, leaving: string): Promise<void> {
  await tx
    .update(registrarAccounts)
    .set({
      removedAt: sql`now()`,
      name: leaving,
      credential: "",
      credentialHint: "",
      proxyUrl: null,
      proxyUsername: null,
      proxyPassword: null,
      nextSyncAt: null,
      testResults: null,
      lastFailure: null,
    })
    .where(eq(registrarAccounts.id, id));
}

export async function countNames(tx: Transaction, accountId: string): Promise<number> {
  return tx.$count(domains, eq(domains.accountId, accountId));
}

export async function saveTests(
  tx: Transaction,
  id: string,
  results: readonly CapabilityTestDto[],
): Promise<void> {
  await tx
    .update(registrarAccounts)
    .set({ testResults: results, testedAt: sql`now()` })
    .where(eq(registrarAccounts.id, id));
}

/** Which of these names are here already, whatever account they belong to. */
export async function knownNames(
  tx: Transaction,
  listed: readonly string[],
): Promise<ReadonlySet<string>> {
  if (listed.length === 0) return new Set();
  const rows = await tx
    .select({ name: domains.name })
    .from(domains)
    .where(inArray(domains.name, [...listed]));
  return new Set(rows.map(({ name }) => name));
}

/** Whether at least one of these names belongs to the account. */
export async function hasAnyOf(
  tx: Transaction,
  accountId: string,
  listed: readonly string[],
): Promise<boolean> {
  if (listed.length === 0) return false;
  const [row] = await tx
    .select({ id: domains.id })
    .from(domains)
    .where(and(eq(domains.accountId, accountId), inArray(domains.name, [...listed])))
    .limit(1);
  return row !== undefined;
}

/** Whether arrivals may go to a partner: it exists and is not archived. It stays so until the transaction ends. */
export async function isOpenPartner(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: partners.id })
    .from(partners)
    .where(and(eq(partners.id, id), isNull(partners.archivedAt)))
    .for("key share");
  return row !== undefined;
}

export type PartnerChoice = { readonly id: string; readonly name: string };

/** The partners that arrivals may go to, by name. */
export const openPartners = (tx: Transaction): Promise<PartnerChoice[]> =>
  tx
    .select({ id: partners.id, name: partners.name })
    .from(partners)
    .where(isNull(partners.archivedAt))
    .orderBy(asc(sql`lower(${partners.name})`));

/** Closes every breaker of an account, so that the next call is made. @returns how many were not closed */
export async function closeBreakers(tx: Transaction, accountId: string): Promise<number> {
  const closed = await tx
    .delete(circuitBreakers)
    .where(and(eq(circuitBreakers.accountId, accountId), sql`${circuitBreakers.state} <> 'closed'`))
    .returning({ endpoint: circuitBreakers.endpoint });
  return closed.length;
}

/** Saves what an account may be used for; paid calls keep the time they were first allowed. */
export async function saveUse(
  tx: Transaction,
  id: string,
  mode: AccountMode,
  allowsPaidCalls: boolean,
): Promise<void> {
  const paidCallsAt = allowsPaidCalls
    ? sql`coalesce(${registrarAccounts.paidCallsAt}, now())`
    : null;
  await tx.update(registrarAccounts).set({ mode, paidCallsAt }).where(eq(registrarAccounts.id, id));
}

type Proxy = Pick<Account, "proxyUrl" | "proxyUsername" | "proxyPassword">;

/** Saves the proxy an account's registrar is reached through; what failed on the old way says nothing of the new. */
export async function saveProxy(tx: Transaction, id: string, proxy: Proxy): Promise<void> {
  const { proxyUrl, proxyUsername, proxyPassword } = proxy;
  await tx
    .update(registrarAccounts)
    .set({ proxyUrl, proxyUsername, proxyPassword })
    .where(eq(registrarAccounts.id, id));
}

export async function saveRate(
  tx: Transaction,
  id: string,
  callsPerMinute: number | null,
): Promise<void> {
  await tx.update(registrarAccounts).set({ callsPerMinute }).where(eq(registrarAccounts.id, id));
}

/** How far ahead of now each count of calls is, in milliseconds; those that stand nowhere are left out. */
export async function aheadOf(
  tx: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select({
      key: rateLimits.key,
      aheadMs: sql<number>`(extract(epoch from ${rateLimits.arrivesAt} - clock_timestamp()) * 1000)::float8`,
    })
    .from(rateLimits)
    .where(inArray(rateLimits.key, [...keys]));
  return new Map(rows.map(({ key, aheadMs }) => [key, aheadMs]));
}

export async function forgetLimits(tx: Transaction, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.delete(rateLimits).where(inArray(rateLimits.key, [...keys]));
}

/** The endings of an account's names, from the counts that are kept of them. */
export async function endingsOf(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ tld: domainFacets.tld })
    .from(domainFacets)
    .where(
      and(
        eq(domainFacets.partnerId, ALL_PARTNERS),
        eq(domainFacets.accountId, accountId),
        sql`${domainFacets.names} > 0`,
      ),
    )
    .orderBy(asc(domainFacets.tld));
  return rows.map(({ tld }) => tld);
}

/**
 * Deletes breakers of accounts that are not in use, an hour after they last moved so that one being tried
 * keeps its own meanwhile, and limits that came back in full more than a day ago.
 */
export async function sweepGates(tx: Transaction): Promise<number> {
  const breakers = await tx
    .delete(circuitBreakers)
    .where(
      sql`greatest(${circuitBreakers.changedAt}, ${circuitBreakers.windowStartedAt}) < now() - interval '1 hour'
        and not exists (select 1 from ${registrarAccounts}
          where ${registrarAccounts.id} = ${circuitBreakers.accountId} and ${registrarAccounts.removedAt} is null)`,
    )
    .returning({ endpoint: circuitBreakers.endpoint });
  const limits = await tx
    .delete(rateLimits)
    .where(sql`${rateLimits.arrivesAt} < now() - interval '1 day'`)
    .returning({ key: rateLimits.key });
  return breakers.length + limits.length;
}
