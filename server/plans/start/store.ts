import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { planRows, plans } from "@/db/schema/operations";
import type { OperationKind } from "../../operations/kinds";
import type { NewPlan } from "../store";

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
