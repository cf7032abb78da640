import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { planRows, plans } from "@/db/schema/operations";

/** The plan that waits for another. */
export async function planAfter(tx: Transaction, planId: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(and(eq(plans.afterPlanId, planId), sql`${plans.state} <> 'cancelled'`))
    .limit(1);
  return row?.id ?? null;
}

export type DueRow = {
  readonly planId: string;
  readonly position: number;
  readonly name: string;
  readonly after: Readonly<Record<string, unknown>>;
  readonly risks: readonly string[];
  readonly dnsFacts: unknown;
  readonly createdAt: string;
  /** It waits until the keys of the name are gone. */
  readonly isStaged: boolean;
};

/** Whoever looks and dies is given up after so many seconds. */
const LEASE_SECONDS = 90;

/** Ends the looking for plans that were started, discarded, or are too old to be started. */
export async function giveUpIdle(tx: Transaction): Promise<void> {
  // The plan is held before its rows, as everybody does who changes them.
  await tx.execute(sql`
    with idle as materialized (
      select id from plans where (state <> 'ready' or expires_at <= now())
        and id in (select plan_id from plan_rows where dns_next_at <= now())
      for update skip locked
    )
    update plan_rows r set dns = 'unknown', dns_next_at = null from idle
    where r.plan_id = idle.id and r.dns_next_at is not null`);
}

/** Takes rows whose time has come, for as long as a lease lasts. */
export async function claim(tx: Transaction, most: number): Promise<DueRow[]> {
  const rows = await tx.execute<{
    plan_id: string;
    position: number;
    name: string;
    after: DueRow["after"];
    risks: string[];
    dns_facts: unknown;
    created_at: string;
    is_staged: boolean;
  }>(sql`
    with due as (
      select plan_id, position from plan_rows where dns_next_at <= now()
      order by dns_next_at, plan_id, position limit ${most} for update skip locked
    )
    update plan_rows r set dns_next_at = now() + make_interval(secs => ${LEASE_SECONDS})
    from due, plans p
    where r.plan_id = due.plan_id and r.position = due.position and p.id = r.plan_id
    returning r.plan_id, r.position, r.name, r.after, r.risks, r.dns_facts, p.created_at,
      p.after_plan_id is not null as is_staged`);
  return rows.map((row) => ({
    planId: row.plan_id,
    position: row.position,
    name: row.name,
    after: row.after,
    risks: row.risks,
    dnsFacts: row.dns_facts,
    createdAt: new Date(row.created_at).toISOString(),
    isStaged: row.is_staged,
  }));
}

export type Checked = {
  readonly position: number;
  readonly dns: string;
  readonly facts: unknown;
  readonly risks: readonly string[];
  /** Seconds until it is looked at again; null: the verdict stands. */
  readonly againInSeconds: number | null;
};

/** Writes what was found out of rows of a plan that are still being looked at. */
export async function save(
  tx: Transaction,
  planId: string,
  checked: readonly Checked[],
): Promise<void> {
  await tx.execute(sql`
    update plan_rows r set dns = c.dns, dns_facts = c.facts, risks = c.risks,
      dns_next_at = now() + make_interval(secs => c."againInSeconds")
    from jsonb_to_recordset(${JSON.stringify(checked)}::jsonb)
      as c(position int, dns text, facts jsonb, risks text[], "againInSeconds" float8)
    where r.plan_id = ${planId}::uuid and r.position = c.position and r.dns = 'checking'`);
}

/** What the DNS said of every row, in order, as one text to hash; null while any is still looked at. */
export async function verdictsOf(tx: Transaction, planId: string): Promise<string | null> {
  const [row] = await tx.execute<{ open: number; verdicts: string | null }>(sql`
    select count(*) filter (where dns = 'checking')::int as open,
      string_agg(position || ' ' || dns || ' ' || coalesce(dns_facts ->> 'rule', ''), ';' order by position)
        as verdicts
    from plan_rows where plan_id = ${planId}::uuid and dns is not null`);
  return row && row.open === 0 ? (row.verdicts ?? "") : null;
}

/** Has the zone above looked at for rows of a plan that was just started. */
export async function followAtParent(tx: Transaction, planId: string): Promise<void> {
  await tx
    .update(planRows)
    .set({ parentNextAt: sql`now()` })
    .where(
      and(
        eq(planRows.planId, planId),
        sql`${planRows.operationId} is not null`,
        inArray(planRows.dns, ["safe", "breaks", "lame", "unknown"]),
      ),
    );
}

const chosenSo = (planId: string, state: string) =>
  and(
    eq(planRows.planId, planId),
    eq(planRows.verdict, "change"),
    eq(planRows.isExcluded, false),
    eq(planRows.dns, state),
  );

/** Takes names out of a plan that look so in the DNS. */
export async function exclude(tx: Transaction, planId: string, state: string): Promise<void> {
  await tx.update(planRows).set({ isExcluded: true }).where(chosenSo(planId, state));
}

/** Names of a plan that look so in the DNS, each with what it is to get. */
export async function rowsThat(
  tx: Transaction,
  planId: string,
  state: string,
): Promise<{ domainId: string; after: Readonly<Record<string, unknown>> }[]> {
  const rows = await tx
    .select({ domainId: planRows.domainId, after: planRows.after })
    .from(planRows)
    .where(chosenSo(planId, state))
    .orderBy(planRows.position);
  return rows.flatMap(({ domainId, after }) => (domainId ? [{ domainId, after }] : []));
}
