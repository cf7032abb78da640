import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { priceBooks, priceTargets } from "@/db/schema/prices";
import type { RegistrarFailure } from "../../registrars/gateway";

/** How long an asking process may be silent before another may take its account over. */
const LEASE_SECONDS = 60;
/** What was told, or failed, so recently is not asked again unless it is forced. */
const FRESH_HOURS = 12;
const RETRY_HOURS = 1;
/** Names due within so many days are asked for their own price, so that one that became premium is noticed in time. */
const DUE_DAYS = 60;
const DUE_NAMES = 50;

export type Account = typeof registrarAccounts.$inferSelect;
export type Target = Pick<typeof priceTargets.$inferSelect, "tld" | "name" | "isPremium">;

/** Accounts that may be asked, by name. Those kept by hand have nobody to ask. */
export async function accountsToAsk(
  tx: Transaction,
  { accountId, registrar }: { accountId?: string | undefined; registrar?: string | undefined },
): Promise<Account[]> {
  return tx
    .select()
    .from(registrarAccounts)
    .where(
      and(
        isNull(registrarAccounts.removedAt),
        sql`${registrarAccounts.registrar} <> 'manual'`,
        accountId === undefined ? undefined : eq(registrarAccounts.id, accountId),
        registrar === undefined ? undefined : eq(registrarAccounts.registrar, registrar),
      ),
    )
    .orderBy(registrarAccounts.name);
}

const until = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;

/** Takes the lease of an account's prices. @returns false while somebody else holds it */
export async function takeLease(
  tx: Transaction,
  accountId: string,
  token: string,
): Promise<boolean> {
  const taken = await tx
    .insert(priceBooks)
    .values({ accountId, leaseToken: token, leaseUntil: until as never })
    .onConflictDoUpdate({
      target: priceBooks.accountId,
      set: { leaseToken: token, leaseUntil: until },
      setWhere: sql`${priceBooks.leaseUntil} is null or ${priceBooks.leaseUntil} < now()`,
    })
    .returning({ accountId: priceBooks.accountId });
  return taken.length > 0;
}

/** Holds on to a lease. @returns false when it ran out and may be somebody else's: write nothing more */
export async function holdLease(
  tx: Transaction,
  accountId: string,
  token: string,
): Promise<boolean> {
  const held = await tx
    .update(priceBooks)
    .set({ leaseUntil: until })
    .where(and(eq(priceBooks.accountId, accountId), eq(priceBooks.leaseToken, token)))
    .returning({ accountId: priceBooks.accountId });
  return held.length > 0;
}

/** Gives a lease back. Only a reading that told something is a good one. */
export async function endLease(
  tx: Transaction,
  accountId: string,
  token: string,
  isGood: boolean,
): Promise<void> {
  await tx
    .update(priceBooks)
    .set({
      leaseToken: null,
      leaseUntil: null,
      ...(isGood ? { lastGoodAt: sql`now()` } : {}),
    })
    .where(and(eq(priceBooks.accountId, accountId), eq(priceBooks.leaseToken, token)));
}

/**
 * Brings the list of what to ask up to date: every ending in use, and some of the names that are due soon. Names that
 * left, or are not due any more and have no price of their own, are asked no longer; their history stays.
 */
export async function refreshTargets(tx: Transaction, accountId: string): Promise<void> {
  await tx.execute(sql`
    insert into price_targets (account_id, tld)
    select distinct account_id, substr(name, strpos(name, '.') + 1) from domains where account_id = ${accountId}
    on conflict do nothing`);
  await tx.execute(sql`
    delete from price_targets t where t.account_id = ${accountId} and t.name <> '' and t.is_premium is not true
      and not t.is_wanted and not exists (
        select 1 from domains d where d.name = t.name and d.account_id = t.account_id
          and d.renew_by < current_date + ${DUE_DAYS}::int)`);
  await tx.execute(sql`
    insert into price_targets (account_id, tld, name)
    select account_id, substr(name, strpos(name, '.') + 1), name from domains
    where account_id = ${accountId} and renew_by between current_date - 30 and current_date + ${DUE_DAYS}::int
    order by renew_by, name limit ${DUE_NAMES}
    on conflict do nothing`);
}

/** `since`: when the run began; null: it begins now. */
type Asking = { readonly since: string | null; readonly isForced: boolean };

/** What is to be asked: not asked since `since`, still of use, never asked first and then the longest ago. */
const toAsk = (accountId: string, { since, isForced }: Asking) => sql`
  from price_targets t where t.account_id = ${accountId}
    and (t.asked_at is null or (t.asked_at < coalesce(${since}::timestamptz, now())
      and (${isForced} or t.asked_at < coalesce(${since}::timestamptz, now())
        - make_interval(hours => case when t.failure is null then ${FRESH_HOURS}::int else ${RETRY_HOURS}::int end))))
    and (t.is_wanted or t.name <> '' or exists (
      select 1 from domains d where d.account_id = t.account_id
        and substr(d.name, strpos(d.name, '.') + 1) = t.tld))
    and (t.name = '' or t.is_wanted or exists (
      select 1 from domains d where d.account_id = t.account_id and d.name = t.name))`;

/** How much is left to be asked since a run began. */
export async function countToAsk(
  tx: Transaction,
  accountId: string,
  asking: Asking,
): Promise<number> {
  const [row] = await tx.execute<{ left: number }>(
    sql`select count(*)::int as left ${toAsk(accountId, asking)}`,
  );
  return row?.left ?? 0;
}

/** The endings that are to be asked since a run began. */
export async function endingsToAsk(
  tx: Transaction,
  accountId: string,
  asking: Asking,
): Promise<string[]> {
  const rows = await tx.execute<{ tld: string }>(
    sql`select t.tld ${toAsk(accountId, asking)} and t.name = '' order by t.tld`,
  );
  return rows.map(({ tld }) => tld);
}

/** Endings that other accounts are asked for. */
export async function endingsElsewhere(tx: Transaction, accountId: string): Promise<string[]> {
  const rows = await tx.execute<{ tld: string }>(sql`
    select distinct tld from price_targets where account_id <> ${accountId} and name = '' order by tld`);
  return rows.map(({ tld }) => tld);
}

/** The next things to ask. */
export async function nextTargets(
  tx: Transaction,
  accountId: string,
  { most, ...asking }: Asking & { readonly most: number },
): Promise<Target[]> {
  const rows = await tx.execute<Target & Record<string, unknown>>(sql`
    select t.tld, t.name, t.is_premium as "isPremium" ${toAsk(accountId, asking)}
    order by t.asked_at nulls first, t.name <> '', t.tld, t.name limit ${most}`);
  return [...rows];
}

type Noted = {
  readonly accountId: string;
  readonly tld: string;
  readonly name: string;
} & (
  | { readonly isPremium: boolean | null; readonly isTold: boolean }
  | { readonly failure: RegistrarFailure }
);

/** Notes that something was asked, and what came of it. A name that turns out premium is asked from now on. */
export async function noteAsked(tx: Transaction, noted: Noted): Promise<void> {
  const { accountId, tld, name } = noted;
  const outcome =
    "failure" in noted
      ? { failure: { code: noted.failure.code, message: noted.failure.message } }
      : {
          failure: null,
          ...(noted.isTold ? { answeredAt: sql`now()` as never } : {}),
          ...(name !== "" && noted.isPremium !== null ? { isPremium: noted.isPremium } : {}),
        };
  await tx
    .insert(priceTargets)
    .values({ accountId, tld, name, askedAt: sql`now()` as never, ...outcome })
    .onConflictDoUpdate({
      target: [priceTargets.accountId, priceTargets.tld, priceTargets.name],
      set: { askedAt: sql`now()`, ...outcome },
    });
}

/** Whether a name was told to have a price of its own; null: nobody told. Held until the transaction ends. */
export async function holdTarget(
  tx: Transaction,
  { accountId, tld, name }: { accountId: string; tld: string; name: string },
): Promise<{ isPremium: boolean | null } | null> {
  const [row] = await tx
    .select({ isPremium: priceTargets.isPremium })
    .from(priceTargets)
    .where(
      and(
        eq(priceTargets.accountId, accountId),
        eq(priceTargets.tld, tld),
        eq(priceTargets.name, name),
      ),
    )
    .for("update");
  return row ?? null;
}

/** Has an ending asked for although no name of ours needs it. */
export async function wantTarget(
  tx: Transaction,
  target: { accountId: string; tld: string; name: string },
): Promise<void> {
  await tx
    .insert(priceTargets)
    .values({ ...target, isWanted: true })
    .onConflictDoUpdate({
      target: [priceTargets.accountId, priceTargets.tld, priceTargets.name],
      set: { isWanted: true },
    });
}

/** Some names of an account under an ending, that are not known to have a price of their own. */
export async function namesUnder(
  tx: Transaction,
  accountId: string,
  tld: string,
  most: number,
): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select d.name from domains d where d.account_id = ${accountId}
      and substr(d.name, strpos(d.name, '.') + 1) = ${tld}
      and not exists (select 1 from price_targets t where t.account_id = d.account_id and t.tld = ${tld}
        and t.name = d.name and t.is_premium)
    order by d.lifecycle <> 'active', d.name limit ${most}`);
  return rows.map(({ name }) => name);
}

/** An account that is still connected, kept by hand or not. */
export async function findAccount(tx: Transaction, id: string): Promise<Account | null> {
  const [account] = await tx
    .select()
    .from(registrarAccounts)
    .where(and(eq(registrarAccounts.id, id), isNull(registrarAccounts.removedAt)));
  return account ?? null;
}
