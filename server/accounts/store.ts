import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domainFacets } from "@/db/schema/domains";
import { imports } from "@/db/schema/imports";
import { circuitBreakers } from "@/db/schema/outbound";
import { partners } from "@/db/schema/partners";
import { webhookSecrets } from "@/db/schema/webhooks";
import { notFound } from "../kernel/errors";
import { EVERYONE } from "../partners/counted-as";
import type { AccountKind } from "../registrars/gateway";
import type { AccountMode, BreakerDto, CapabilityTestDto, Endpoint } from "./schemas";

type Row = typeof registrarAccounts.$inferSelect;
export type Account = Row & { readonly registrar: AccountKind; readonly endpoint: Endpoint };

/** Only verbs of this house write rows, and they check both words: the narrowing below holds. */
const narrowed = (row: Row): Account => row as Account;

const names = sql<number>`coalesce((
  select sum(${domainFacets.names})::int from ${domainFacets}
  where ${domainFacets.partnerId} = ${EVERYONE} and ${domainFacets.accountId} = ${registrarAccounts.id}
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

/** Writes over what is told of an account that is kept by hand. */
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

/** Saves what each capability answered, and when. */
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

/** Saves the rate of an account’s own; null: the one its registrar documents. */
export async function saveRate(
  tx: Transaction,
  id: string,
  callsPerMinute: number | null,
): Promise<void> {
  await tx.update(registrarAccounts).set({ callsPerMinute }).where(eq(registrarAccounts.id, id));
}
