import { and, asc, desc, eq, gt, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { inIndexOrder, type Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { operations, planRows, plans } from "@/db/schema/operations";
import type { Role } from "../../auth/roles";
import { CAUSES, type Cause, codesOf } from "../../operations/kinds";
import type { PlanQuery, PlanRowQuery } from "../queries";

export type PlanPosition = { readonly createdAt: string; readonly id: string };

const before = (position: PlanPosition | null): SQL[] =>
  position
    ? [
        sql`(${plans.createdAt}, ${plans.id}) < (${position.createdAt}::timestamptz, ${position.id}::uuid)`,
      ]
    : [];

const isWaiting = sql`${plans.needsApproval} and ${plans.approvedAt} is null and ${plans.state} = 'ready' and ${plans.expiresAt} > now()`;

const stateOf = ({ state, waiting }: PlanQuery): SQL[] => [
  ...(state.length > 0 ? [inArray(plans.state, state)] : []),
  ...(waiting ? [isWaiting] : []),
];

/** Plans that were started or wait for approval, newest first, one more than asked. */
export const page = (tx: Transaction, query: PlanQuery, position: PlanPosition | null) =>
  tx
    .select()
    .from(plans)
    .where(
      and(
        ...(query.waiting ? [] : [sql`${plans.appliedAt} is not null`]),
        ...stateOf(query),
        ...before(position),
      ),
    )
    .orderBy(desc(plans.createdAt), desc(plans.id))
    .limit(query.limit + 1);

/** What is shown of a row; neither its secrets nor what it was judged from. */
const ROW = {
  position: planRows.position,
  name: planRows.name,
  domainId: planRows.domainId,
  before: planRows.before,
  after: planRows.after,
  verdict: planRows.verdict,
  rule: planRows.rule,
  detail: planRows.detail,
  risks: planRows.risks,
  costMinor: planRows.costMinor,
  currency: planRows.currency,
  isExcluded: planRows.isExcluded,
  dns: planRows.dns,
  dnsFacts: planRows.dnsFacts,
  dnsNextAt: planRows.dnsNextAt,
  parentSeenAt: planRows.parentSeenAt,
};

const named = CAUSES.flatMap((cause) => codesOf(cause) ?? []);

/** What failed for one class of cause. */
function failedFor(cause: Cause): SQL[] {
  const codes = codesOf(cause);
  const code = sql`coalesce(${operations.errorCode}, '')`;
  return [
    eq(operations.state, "failed"),
    codes ? inArray(code, [...codes]) : notInArray(code, named),
  ];
}

const rowConditions = (
  planId: string,
  query: PlanRowQuery,
  afterPosition: number | null,
): SQL[] => [
  eq(planRows.planId, planId),
  ...(query.verdict.length > 0 ? [inArray(planRows.verdict, query.verdict)] : []),
  ...(query.risk ? [sql`${query.risk} = any (${planRows.risks})`] : []),
  ...(query.state.length > 0 ? [inArray(operations.state, query.state)] : []),
  ...(query.code ? [eq(operations.errorCode, query.code)] : []),
  ...(query.cause ? failedFor(query.cause) : []),
  ...(query.q ? [sql`${planRows.name} like ${`%${query.q.replace(/[\\%_]/g, "\\$&")}%`}`] : []),
  ...(afterPosition === null ? [] : [gt(planRows.position, afterPosition)]),
];

/** Takes all rows that a filter shows out of a plan, or back in. Nothing of it has started, so none has an operation. */
export async function exclude(
  tx: Transaction,
  planId: string,
  query: PlanRowQuery,
  isExcluded: boolean,
): Promise<void> {
  const filter = { ...query, state: [], code: null, cause: null };
  await tx
    .update(planRows)
    .set({ isExcluded })
    .where(and(...rowConditions(planId, filter, null), eq(planRows.verdict, "change")));
}

const ofRow = and(
  eq(operations.planId, planRows.planId),
  eq(operations.planPosition, planRows.position),
);

const asksOperations = ({ state, code, cause }: PlanRowQuery): boolean =>
  state.length > 0 || code !== null || cause !== null;

/**
 * The positions of the rows that are shown, one more than asked: found in the order of an index, so that all else is
 * looked up for those alone.
 */
function positions(
  tx: Transaction,
  planId: string,
  query: PlanRowQuery,
  afterPosition: number | null,
) {
  const rows = tx.select({ position: planRows.position }).from(planRows).$dynamic();
  return (asksOperations(query) ? rows.innerJoin(operations, ofRow) : rows)
    .where(and(...rowConditions(planId, query, afterPosition)))
    .orderBy(asc(planRows.position))
    .limit(query.limit + 1);
}

/** Rows of a plan behind a position, one more than asked. */
export function rows(
  tx: Transaction,
  planId: string,
  query: PlanRowQuery,
  afterPosition: number | null,
) {
  const shown = positions(tx, planId, query, afterPosition).as("shown");
  const found = tx
    .select({
      row: ROW,
      accountName: registrarAccounts.name,
      operation: {
        id: operations.id,
        state: operations.state,
        acceptedAt: operations.acceptedAt,
        errorCode: operations.errorCode,
        errorMessage: operations.errorMessage,
        nextAttemptAt: operations.nextAttemptAt,
      },
    })
    .from(shown)
    .innerJoin(planRows, and(eq(planRows.planId, planId), eq(planRows.position, shown.position)))
    .leftJoin(registrarAccounts, eq(registrarAccounts.id, planRows.accountId))
    .leftJoin(operations, ofRow)
    .orderBy(asc(planRows.position))
    .prepare("plan_rows");
  // A planner that thinks few rows are the caller's would read the whole plan and sort it, for its first page.
  return asksOperations(query) ? found.execute() : inIndexOrder(tx, () => found.execute());
}
export type PlanRowRecord = Awaited<ReturnType<typeof rows>>[number];

/** Plans that run, or wait, newest first: what the tray shows. */
export const running = (tx: Transaction, most: number) =>
  tx
    .select()
    .from(plans)
    .where(inArray(plans.state, ["applying", "paused"]))
    .orderBy(desc(plans.createdAt))
    .limit(most);

/** Changes that failed within some days, and those that a person must look into. */
export async function countWork(
  tx: Transaction,
  days: number,
): Promise<{ failed: number; review: number }> {
  const [row] = await tx
    .select({
      failed: sql<number>`count(*) filter (where ${operations.state} = 'failed')::int`,
      review: sql<number>`count(*) filter (where ${operations.finishedAt} is null)::int`,
    })
    .from(operations)
    .where(
      sql`(${operations.state} = 'failed' and ${operations.requestedAt} > now() - make_interval(days => ${days}))
        or (${operations.reviewAt} is not null and ${operations.finishedAt} is null)`,
    );
  return row ?? { failed: 0, review: 0 };
}

type Person = { readonly id: string; readonly role: Role };

const approver = sql`coalesce(${plans.approvalRule} ->> 'approver', 'house')`;
/** Whose role lets them decide about which plans; the same as `maySettle` says of one. */
const SETTLED_BY: Readonly<Record<Role, SQL>> = {
  admin: sql`true`,
  staff: sql`(${approver} = 'house' or (${approver} = 'peer' and ${plans.partnerId} is null))`,
  customer: sql`(${approver} = 'peer' and ${plans.partnerId} is not null)`,
};

/** Plans that wait for a person to decide: none that they asked for, in person or through a key of theirs. */
export async function countWaiting(tx: Transaction, { id, role }: Person): Promise<number> {
  const isTheirs = sql`(${plans.requestedById} = ${id} or exists (
    select 1 from api_keys k where k.id::text = ${plans.requestedById} and k.user_id = ${id}::uuid))`;
  const [row] = await tx
    .select({ names: sql<number>`count(*)::int` })
    .from(plans)
    .where(and(isWaiting, SETTLED_BY[role], sql`not ${isTheirs}`));
  return row?.names ?? 0;
}
