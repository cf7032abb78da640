import { and, eq, inArray, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { operations, planRows, plans } from "@/db/schema/operations";
import type { OperationKind } from "../operations/kinds";

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

export async function find(tx: Transaction, id: string): Promise<PlanRecord | null> {
  const [plan] = await tx.select().from(plans).where(eq(plans.id, id));
  return plan ?? null;
}

/** The plan, held until the transaction ends. */
export async function hold(tx: Transaction, id: string): Promise<PlanRecord | null> {
  const [plan] = await tx.select().from(plans).where(eq(plans.id, id)).for("update");
  return plan ?? null;
}

export async function update(tx: Transaction, id: string, set: Partial<NewPlan>): Promise<void> {
  await tx.update(plans).set(set).where(eq(plans.id, id));
}

/** Sets the plan's start. Its times are the database's. */
export async function markApplied(
  tx: Transaction,
  id: string,
  set: Pick<NewPlan, "hasCanary" | "stopAfterErrors" | "releasedTo" | "reason">,
): Promise<void> {
  await tx
    .update(plans)
    .set({ ...set, state: "applying", appliedAt: sql`now()` })
    .where(eq(plans.id, id));
}

const isChosen = (id: string) =>
  and(eq(planRows.planId, id), eq(planRows.verdict, "change"), eq(planRows.isExcluded, false));

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

export type ChosenRow = {
  readonly position: number;
  readonly domainId: string | null;
  readonly fingerprint: string;
};

/** Rows that will be sent, with what they were judged from. */
export async function chosenRows(tx: Transaction, id: string): Promise<ChosenRow[]> {
  return tx
    .select({
      position: planRows.position,
      domainId: planRows.domainId,
      fingerprint: planRows.fingerprint,
    })
    .from(planRows)
    .where(isChosen(id))
    .orderBy(planRows.position);
}

/** Sets rows aside whose name was changed since they were judged. */
export async function markStale(
  tx: Transaction,
  id: string,
  positions: readonly number[],
  detail: string,
): Promise<void> {
  if (positions.length === 0) return;
  await tx
    .update(planRows)
    .set({ verdict: "skipped", rule: "stale", detail })
    .where(at(id, positions));
}

const at = (planId: string, positions: readonly number[]) =>
  and(
    eq(planRows.planId, planId),
    sql`${planRows.position} = any (${sql.param([...positions])}::int[])`,
  );

type Start = {
  readonly planId: string;
  readonly kind: OperationKind;
  readonly isPaid: boolean;
  readonly maxSends: number;
  /** Rows beyond it wait; null: none does. */
  readonly releasedTo: number | null;
  readonly forcedReason: string | null;
  readonly by: { readonly kind: string; readonly id: string; readonly name: string };
  readonly requestId: string;
};

/**
 * Turns the chosen rows of a plan into operations, by statements that read its rows alone. A row that another open paid
 * operation stands in the way of gets none.
 *
 * @returns the rows that got one
 */
export async function insertOperations(tx: Transaction, start: Start): Promise<number> {
  const { planId, kind, isPaid, maxSends, releasedTo, forcedReason, by, requestId } = start;
  const named = await tx
    .update(planRows)
    .set({ operationId: sql`gen_random_uuid()` })
    .where(isChosen(planId))
    .returning({ position: planRows.position });
  const made = await tx.execute<{ plan_position: number }>(sql`
    insert into operations (id, partner_id, account_id, domain_id, name, kind, is_paid, plan_id, plan_position, params,
      secrets, max_sends, before, forced_reason, requested_by_kind, requested_by_id, requested_by_name, request_id,
      next_attempt_at)
    select operation_id, partner_id, account_id, domain_id, name, ${kind}, ${isPaid}, plan_id, position,
      ${paramsOf(kind)}, secrets, ${maxSends}, before, ${forcedReason}, ${by.kind}, ${by.id}, ${by.name},
      ${requestId}, case when ${releasedTo}::int is null or position <= ${releasedTo}::int then now() else 'infinity' end
    from plan_rows where plan_id = ${planId}::uuid and verdict = 'change' and not is_excluded
    order by position
    on conflict do nothing
    returning plan_position`);
  if (made.length < named.length) {
    const positions = new Set([...made].map((row) => row.plan_position));
    await setAside(
      tx,
      planId,
      named.flatMap(({ position }) => (positions.has(position) ? [] : [position])),
    );
  }
  return made.length;
}

const setAside = (tx: Transaction, planId: string, positions: readonly number[]) =>
  tx
    .update(planRows)
    .set({
      operationId: null,
      verdict: "skipped",
      rule: "under_way",
      detail: "The same was asked for already, and is under way or done.",
    })
    .where(at(planId, positions));

/** The parameters of an operation, out of its row: only what is sent, never what is merely shown. */
const paramsOf = (kind: OperationKind) =>
  kind === "renew"
    ? sql`jsonb_build_object('periodYears', after -> 'years', 'currentExpiresAt', before -> 'expiresAt',
        'expectedPriceMinor', cost_minor, 'currency', currency)`
    : PAID_WITH_PRICE.has(kind)
      ? sql`(after -> 'params') || jsonb_build_object('expectedPriceMinor', cost_minor, 'currency', currency)`
      : kind === "contact_update"
        ? sql`after -> 'params'`
        : sql`after`;
const PAID_WITH_PRICE = new Set<OperationKind>(["register", "transfer_in"]);

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
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  ...(Array.isArray(nameservers) ? { nameservers } : {}),
  ...(typeof transferLocked === "boolean" ? { lockState: LOCKED[`${transferLocked}`] } : {}),
  ...(typeof autoRenew === "boolean" ? { autoRenew: ON_OFF[`${autoRenew}`] } : {}),
});
