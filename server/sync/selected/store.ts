import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Named } from "../checks/store";
import type { SyncRules } from "../rules";
import type { SyncMode, SyncSelection } from "./schemas";

/** What is meant, and what of it is left out. */
export type Choice = {
  readonly selection: SyncSelection;
  readonly mode: SyncMode;
  readonly isForced: boolean;
  readonly rules: SyncRules;
};

const FROM = sql`from domain_sync s join domains d on d.id = s.domain_id
  join registrar_accounts a on a.id = d.account_id and a.removed_at is null and a.registrar <> 'manual'`;

/** When a name was last read as far as the mode asks. */
const lastRead = (mode: SyncMode): SQL =>
  mode === "full" ? sql`s.details_at` : sql`greatest(s.checked_at, s.details_at, s.listed_at)`;

const isMeant = (selection: SyncSelection): SQL => {
  if ("names" in selection) return sql`d.name = any (${sql.param([...selection.names])}::text[])`;
  const { accountId, partnerId, registrar, withinDays } = selection;
  return sql.join(
    [
      sql`true`,
      ...(accountId ? [sql`d.account_id = ${accountId}::uuid`] : []),
      ...(partnerId ? [sql`d.partner_id = ${partnerId}::uuid`] : []),
      ...(registrar ? [sql`a.registrar = ${registrar}`] : []),
      ...(withinDays === undefined
        ? []
        : [sql`d.expires_at <= now() + make_interval(days => ${withinDays}::int)`]),
    ],
    sql` and `,
  );
};

/** Not read a moment ago, and not waiting after a failure. */
const isRipe = ({ mode, isForced, rules }: Choice): SQL =>
  isForced
    ? sql`true`
    : sql`(${lastRead(mode)} is null or ${lastRead(mode)} < now() - make_interval(hours => ${rules.freshHours}::int))
        and (s.failures = 0 or s.next_check_at <= now())`;

/** Not tried since an instant: whoever tried it, it is not done twice. Of a row `s` of domain_sync. */
export const isUntried = (mode: SyncMode, since: string): SQL =>
  sql`(${mode === "full" ? sql`s.details_at` : sql`s.checked_at`} is null
    or ${mode === "full" ? sql`s.details_at` : sql`s.checked_at`} < ${since}::timestamptz)
    and (s.failed_at is null or s.failed_at < ${since}::timestamptz)`;

/** The most urgent first: expiring soon, then later, never read, longest ago. A failed try counts as one. */
const byUrgency = (mode: SyncMode, { priorityDays }: SyncRules): SQL => sql`
  case when d.expires_at <= now() + make_interval(days => ${priorityDays}::int) then 1
    when d.expires_at <= now() + make_interval(days => 2 * ${priorityDays}::int) then 2
    when ${lastRead(mode)} is null then 3 else 4 end,
  greatest(${lastRead(mode)}, s.failed_at) nulls first, d.id`;

/** Names of one account, still to be read in one run. */
export type Target = {
  readonly mode: SyncMode;
  readonly rules: SyncRules;
  /** Of rows `d` of domains and `s` of domain_sync. */
  readonly isWanted: SQL;
};

/** What a run of chosen names of an account goes through. */
export const targetOf = (choice: Choice, accountId: string): Target => ({
  mode: choice.mode,
  rules: choice.rules,
  isWanted: sql`d.account_id = ${accountId}::uuid and ${isMeant(choice.selection)} and ${isRipe(choice)}`,
});

/** What a run of a whole account goes through behind its list: the names whose time has come. */
export const dueTarget = (accountId: string, mode: SyncMode, rules: SyncRules): Target => ({
  mode,
  rules,
  isWanted: sql`s.account_id = ${accountId}::uuid and s.next_check_at <= now()`,
});

/** The next names of a run that began at `since`, the most urgent first. Names that others have come later. */
export const nextNames = (
  tx: Transaction,
  { mode, rules, isWanted }: Target,
  since: string,
  most: number,
): Promise<Named[]> =>
  tx.execute<Named>(sql`
    select d.id, d.name ${FROM} where ${isWanted} and ${isUntried(mode, since)}
      and (s.claimed_until is null or s.claimed_until < now())
    order by ${byUrgency(mode, rules)} limit ${most}::int`);

/** How many names a run that began at `since` has not tried, and the first of them. */
export async function untried(
  tx: Transaction,
  { mode, rules, isWanted }: Target,
  since: string,
  most: number,
): Promise<{ count: number; names: string[] }> {
  const where = sql`${isWanted} and ${isUntried(mode, since)}`;
  const [counted] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count ${FROM} where ${where}`,
  );
  const rows = await tx.execute<{ name: string }>(sql`
    select d.name ${FROM} where ${where} order by ${byUrgency(mode, rules)} limit ${most}::int`);
  return { count: counted?.count ?? 0, names: rows.map(({ name }) => name) };
}

export type Share = {
  readonly accountId: string;
  readonly names: number;
  /** All names of the account, as far as its list would have to be read for these. */
  readonly known: number;
};

/** When a transaction began. */
export async function instantOf(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ at: string }>(sql`select now()::text as at`);
  return row?.at ?? "";
}

/** How the most urgent names of a choice fall to accounts, and how many that are meant are left out. */
export async function shares(
  tx: Transaction,
  choice: Choice,
  most: number,
): Promise<{ shares: Share[]; skipped: number }> {
  const { mode, selection, rules } = choice;
  const rows = await tx.execute<Share>(sql`
    select c.account_id as "accountId", count(*)::int as names,
      (select count(*)::int from domain_sync k where k.account_id = c.account_id) as known
    from (select d.account_id ${FROM} where ${isMeant(selection)} and ${isRipe(choice)}
      order by ${byUrgency(mode, rules)} limit ${most}::int) c
    group by c.account_id order by names desc, c.account_id`);
  const [left] = await tx.execute<{ skipped: number }>(sql`
    select count(*)::int as skipped ${FROM} where ${isMeant(selection)} and not (${isRipe(choice)})`);
  return { shares: [...rows], skipped: left?.skipped ?? 0 };
}

/** Names of a choice that are not on record, or belong to accounts nobody can be asked about. */
export async function unknownNames(tx: Transaction, names: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select n.name from unnest(${sql.param([...names])}::text[]) as n(name)
    where not exists (select ${FROM} where d.name = n.name)`);
  return rows.map(({ name }) => name);
}

/** How many names that are meant are left out of an account's share. */
export async function skippedOf(
  tx: Transaction,
  choice: Choice,
  accountId: string,
): Promise<number> {
  const [row] = await tx.execute<{ skipped: number }>(sql`
    select count(*)::int as skipped ${FROM} where d.account_id = ${accountId}::uuid
      and ${isMeant(choice.selection)} and not (${isRipe(choice)})`);
  return row?.skipped ?? 0;
}

/** A name by what it is called. */
export async function findOne(
  tx: Transaction,
  name: string,
): Promise<{ id: string; partnerId: string | null } | null> {
  const [row] = await tx.execute<{ id: string; partnerId: string | null }>(
    sql`select d.id, d.partner_id as "partnerId" ${FROM} where d.name = ${name}`,
  );
  return row ?? null;
}

/** The names of an account's share, the most urgent first. */
export const namesOf = (
  tx: Transaction,
  { mode, rules, isWanted }: Target,
  most: number,
): Promise<Named[]> =>
  tx.execute<Named>(sql`
    select d.id, d.name ${FROM} where ${isWanted} order by ${byUrgency(mode, rules)} limit ${most}::int`);
