import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domains } from "@/db/schema/domains";
import { operations, planRows, plans } from "@/db/schema/operations";
import { partners } from "@/db/schema/partners";
import type { NewRow } from "../plans/store";

const KIND = "transfer_in";

export type AccountRow = typeof registrarAccounts.$inferSelect;

/** Accounts that are connected; for a partner those that hold its names or are to get them. */
export const accountsFor = (tx: Transaction, partnerId: string | null): Promise<AccountRow[]> =>
  tx
    .select()
    .from(registrarAccounts)
    .where(
      and(
        isNull(registrarAccounts.removedAt),
        partnerId === null
          ? undefined
          : sql`(${registrarAccounts.defaultPartnerId} = ${partnerId}::uuid
              or exists (select 1 from domains d where d.account_id = ${registrarAccounts.id}))`,
      ),
    )
    .orderBy(asc(registrarAccounts.name));

/** An account whatever became of it. */
export async function accountOf(tx: Transaction, id: string): Promise<AccountRow> {
  const [row] = await tx.select().from(registrarAccounts).where(eq(registrarAccounts.id, id));
  if (!row) throw new Error("a transfer to an account that never was");
  return row;
}

/** Ids of these names that stand here and are the caller's to see. */
export async function idsOf(tx: Transaction, names: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ id: domains.id })
    .from(domains)
    .where(sql`${domains.name} = any (${sql.param([...names])}::text[])`);
  return rows.map(({ id }) => id);
}

/** When names last came to one of our accounts by a transfer of ours. */
export async function arrivalsOf(
  tx: Transaction,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ name: operations.name, at: sql<string>`max(${operations.verifiedAt})::text` })
    .from(operations)
    .where(
      and(
        eq(operations.kind, KIND),
        isNotNull(operations.verifiedAt),
        sql`${operations.name} = any (${sql.param([...names])}::text[])`,
      ),
    )
    .groupBy(operations.name);
  return new Map(rows.map(({ name, at }) => [name, new Date(at).toISOString()]));
}

/** Null when there is no such partner. */
export async function partnerName(tx: Transaction, id: string): Promise<string | null> {
  const [row] = await tx.select({ name: partners.name }).from(partners).where(eq(partners.id, id));
  return row?.name ?? null;
}

export type StoredRow = typeof planRows.$inferSelect;

/** The rows of a transfer, in the order they were given. */
export const rowsOf = (tx: Transaction, planId: string): Promise<StoredRow[]> =>
  tx.select().from(planRows).where(eq(planRows.planId, planId)).orderBy(asc(planRows.position));

/** Writes what an edit made of rows; positions stay, as secrets are sealed to them. */
export async function updateRows(
  tx: Transaction,
  planId: string,
  rows: readonly NewRow[],
): Promise<void> {
  const values = JSON.stringify(rows);
  await tx.execute(sql`
    update plan_rows p set before = r.before, after = r.after, verdict = r.verdict, rule = r.rule, detail = r.detail,
      risks = r.risks, cost_minor = r."costMinor", currency = r.currency, fingerprint = r.fingerprint, secrets = r.secrets
    from jsonb_to_recordset(${values}::jsonb) as r(position int, before jsonb, after jsonb, verdict text, rule text,
      detail text, risks text[], "costMinor" bigint, currency text, fingerprint text, secrets text)
    where p.plan_id = ${planId}::uuid and p.position = r.position`);
}

/** A plan that was edited is another one to say yes to. */
export async function renew(
  tx: Transaction,
  planId: string,
  set: {
    readonly change: Readonly<Record<string, unknown>>;
    readonly hash: string;
    readonly gates: readonly Readonly<Record<string, unknown>>[];
  },
): Promise<void> {
  await tx
    .update(plans)
    .set({
      change: set.change,
      hash: set.hash,
      gates: set.gates,
      refusedAt: null,
    })
    .where(eq(plans.id, planId));
}

export type OperationRow = typeof operations.$inferSelect;

/** The orders of a transfer; rows that were not ordered have none. */
export const operationsOf = (tx: Transaction, planId: string): Promise<OperationRow[]> =>
  tx
    .select()
    .from(operations)
    .where(eq(operations.planId, planId))
    .orderBy(asc(operations.planPosition));

/** Transfers that were ordered, newest first, one more than asked. */
export const ordered = (tx: Transaction, most: number) =>
  tx
    .select({ operation: operations, account: registrarAccounts.name, visiblePlanId: plans.id })
    .from(operations)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, operations.accountId))
    .leftJoin(plans, eq(plans.id, operations.planId))
    .where(eq(operations.kind, KIND))
    .orderBy(desc(operations.requestedAt), desc(operations.id))
    .limit(most + 1);

/** Transfers that were begun and not ordered yet, newest first. */
export const drafts = (tx: Transaction, most: number) =>
  tx
    .select()
    .from(plans)
    .where(and(eq(plans.kind, KIND), eq(plans.state, "ready"), isNull(plans.appliedAt)))
    .orderBy(desc(plans.createdAt))
    .limit(most);

/** The names of accounts by id, removed ones included. */
export async function accountNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: registrarAccounts.id, name: registrarAccounts.name })
    .from(registrarAccounts)
    .where(inArray(registrarAccounts.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Forgets the secrets of transfers that nobody ordered, so many days after they ceased to stand. */
export async function forgetLeft(tx: Transaction, days: number): Promise<void> {
  await tx.execute(sql`
    update plan_rows r set secrets = null, verdict = case when r.verdict = 'change' then 'skipped' else r.verdict end,
      rule = case when r.verdict = 'change' then 'code_missing' else r.rule end,
      detail = case when r.verdict = 'change' then 'Its auth code was forgotten, as nobody ordered the transfer.' else r.detail end,
      after = r.after || '{"code": "missing"}'
    from plans p
    where p.id = r.plan_id and p.kind = ${KIND} and p.state = 'ready' and r.secrets is not null
      and p.expires_at < now() - make_interval(days => ${days})`);
}

/** One name of ours with the account it is in. */
export async function standing(tx: Transaction, domainId: string) {
  const [row] = await tx
    .select({
      id: domains.id,
      name: domains.name,
      partnerId: domains.partnerId,
      account: registrarAccounts,
    })
    .from(domains)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, domains.accountId))
    .where(eq(domains.id, domainId));
  return row ?? null;
}

/** Has an operation that was sent looked for at once. */
export async function lookNow(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(operations)
    .set({ nextAttemptAt: sql`now()`, checks: 0 })
    .where(
      and(
        eq(operations.id, id),
        isNull(operations.finishedAt),
        inArray(operations.state, ["submitted", "unknown"]),
      ),
    );
}
