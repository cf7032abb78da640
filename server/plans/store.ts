import { and, eq, inArray, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { operations, planRows, plans } from "@/db/schema/operations";

export type PlanRecord = typeof plans.$inferSelect;
export type NewPlan = typeof plans.$inferInsert;

export type NewRow = {
  readonly position: number;
  readonly partnerId: string | null;
  readonly domainId: string | null;
  readonly accountId: string | null;
  readonly name: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly verdict: string;
  readonly rule: string | null;
  readonly detail: string | null;
  readonly risks: readonly string[];
  readonly costMinor: number | null;
  readonly currency: string | null;
  readonly fingerprint: string;
  readonly secrets: string | null;
  /** How its delegation looks in the DNS, and what is known of it; absent: that is not asked. */
  readonly dns?: "checking" | "unknown";
  readonly dnsFacts?: Readonly<Record<string, unknown>>;
};

/** The plan an intent made before, if it did. */
export async function findByIntent(tx: Transaction, intentKey: string): Promise<PlanRecord | null> {
  const [plan] = await tx.select().from(plans).where(eq(plans.intentKey, intentKey));
  return plan ?? null;
}

/** Writes a plan, as yet without its rows; its intent key is unique. */
export async function insertPlan(tx: Transaction, plan: NewPlan): Promise<PlanRecord> {
  const [row] = await tx.insert(plans).values(plan).returning();
  if (!row) throw new Error("insert returned no row");
  return row;
}

const BATCH = 5_000;

/** Writes the rows of a plan, some thousand to a statement. */
export async function insertRows(
  tx: Transaction,
  planId: string,
  rows: readonly NewRow[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const values = JSON.stringify(rows.slice(start, start + BATCH));
    await tx.execute(sql`
      insert into plan_rows (plan_id, position, partner_id, domain_id, account_id, name, before, after, verdict,
        rule, detail, risks, cost_minor, currency, fingerprint, secrets, dns, dns_facts, dns_next_at)
      select ${planId}::uuid, r.position, r."partnerId", r."domainId", r."accountId", r.name, r.before, r.after,
        r.verdict, r.rule, r.detail, r.risks, r."costMinor", r.currency, r.fingerprint, r.secrets, r.dns, r."dnsFacts",
        case when r.dns = 'checking' then now() end
      from jsonb_to_recordset(${values}::jsonb) as r(position int, "partnerId" uuid, "domainId" uuid,
        "accountId" uuid, name text, before jsonb, after jsonb, verdict text, rule text, detail text, risks text[],
        "costMinor" bigint, currency text, fingerprint text, secrets text, dns text, "dnsFacts" jsonb)`);
  }
}

/** A plan as it stands; null when there is none for the caller. */
export async function find(tx: Transaction, id: string): Promise<PlanRecord | null> {
  const [plan] = await tx.select().from(plans).where(eq(plans.id, id)).prepare("plan").execute();
  return plan ?? null;
}

/** The plan, held until the transaction ends. */
export async function hold(tx: Transaction, id: string): Promise<PlanRecord | null> {
  const [plan] = await tx.select().from(plans).where(eq(plans.id, id)).for("update");
  return plan ?? null;
}

/** Writes some fields of a plan; whether they may change is for the caller to know. */
export async function update(tx: Transaction, id: string, set: Partial<NewPlan>): Promise<void> {
  await tx.update(plans).set(set).where(eq(plans.id, id));
}

/** Takes names that would change out of a plan, or puts them back. @returns how many */
export async function setExcluded(
  tx: Transaction,
  id: string,
  names: readonly string[],
  isExcluded: boolean,
): Promise<number> {
  const rows = await tx
    .update(planRows)
    .set({ isExcluded })
    .where(
      and(
        eq(planRows.planId, id),
        eq(planRows.verdict, "change"),
        sql`${planRows.name} = any (${sql.param([...names])}::text[])`,
      ),
    )
    .returning({ position: planRows.position });
  return rows.length;
}

/** The names of a plan that nobody took out of it. */
export async function keptNames(tx: Transaction, id: string): Promise<string[]> {
  const rows = await tx
    .select({ domainId: planRows.domainId })
    .from(planRows)
    .where(and(eq(planRows.planId, id), eq(planRows.isExcluded, false)))
    .orderBy(planRows.position);
  return rows.flatMap(({ domainId }) => domainId ?? []);
}

/**
 * How a plan's operations stand: by state, those that failed by code too; and how many are accepted, or wait for a
 * person. States are counted in their index; only of the few that failed, or are on their way, more is read.
 */
export async function countOperations(
  tx: Transaction,
  id: string,
): Promise<
  { state: string; code: string | null; names: number; accepted: number; review: number }[]
> {
  return again(
    tx,
    sql`
    select state, null as code, count(*)::int as names, 0 as accepted, 0 as review from operations
    where plan_id = ${id}::uuid and state not in ('failed', 'submitted', 'unknown', 'retrying') group by state
    union all
    select state, error_code, count(*)::int, (count(*) filter (where accepted_at is not null))::int,
      (count(*) filter (where review_at is not null and finished_at is null))::int
    from operations where plan_id = ${id}::uuid and state in ('failed', 'submitted', 'unknown', 'retrying')
    group by state, error_code`,
  );
}

type FailedRow = {
  name: string;
  domainId: string | null;
  code: string | null;
  after: Readonly<Record<string, unknown>>;
};

/** Rows of a plan whose operation failed, with the code it failed with. */
export async function failedRows(tx: Transaction, id: string): Promise<FailedRow[]> {
  return tx
    .select({
      name: operations.name,
      domainId: operations.domainId,
      code: operations.errorCode,
      after: planRows.after,
    })
    .from(operations)
    .innerJoin(
      planRows,
      and(eq(planRows.planId, operations.planId), eq(planRows.position, operations.planPosition)),
    )
    .where(and(eq(operations.planId, id), eq(operations.state, "failed")))
    .orderBy(operations.planPosition);
}

/** Rows of a plan that came true, with what they had before. */
export async function doneRows(
  tx: Transaction,
  id: string,
): Promise<{ domainId: string; before: Readonly<Record<string, unknown>> }[]> {
  const rows = await tx
    .select({ domainId: operations.domainId, planned: planRows.before, seen: operations.before })
    .from(operations)
    .innerJoin(
      planRows,
      and(eq(planRows.planId, operations.planId), eq(planRows.position, operations.planPosition)),
    )
    .where(
      and(
        eq(operations.planId, id),
        inArray(operations.state, ["completed"]),
        sql`not coalesce((${operations.evidence} ->> 'wasSo')::boolean, false)`,
      ),
    )
    .orderBy(operations.planPosition);
  return rows.flatMap(({ domainId, planned, seen }) =>
    domainId ? [{ domainId, before: { ...planned, ...asRecorded(seen ?? {}) } }] : [],
  );
}

const ON_OFF = { true: "on", false: "off" } as const;
const LOCKED = { true: "locked", false: "unlocked" } as const;

/** What was read right before sending, in the words of a record: newer than the plan, and known where the plan was not. */
const asRecorded = ({
  nameservers,
  transferLocked,
  autoRenew,
  privacy,
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  ...(Array.isArray(nameservers) ? { nameservers } : {}),
  ...(typeof transferLocked === "boolean" ? { lockState: LOCKED[`${transferLocked}`] } : {}),
  ...(typeof autoRenew === "boolean" ? { autoRenew: ON_OFF[`${autoRenew}`] } : {}),
  ...(typeof privacy === "boolean" ? { privacy } : {}),
});
