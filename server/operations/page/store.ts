import { and, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { operations, plans } from "@/db/schema/operations";
import type { OperationQuery } from "../schemas";

export type OperationPosition = { readonly requestedAt: string; readonly id: string };

const whole = (tx: Transaction) =>
  tx
    .select({
      operation: operations,
      accountName: registrarAccounts.name,
      /** Null for a plan that the caller may not see. */
      visiblePlanId: plans.id,
    })
    .from(operations)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, operations.accountId))
    .leftJoin(plans, eq(plans.id, operations.planId));

const conditionsOf = (query: OperationQuery, position: OperationPosition | null): SQL[] => [
  ...(query.state.length > 0 ? [inArray(operations.state, query.state)] : []),
  ...(query.kind.length > 0 ? [inArray(operations.kind, query.kind)] : []),
  ...(query.name ? [eq(operations.name, query.name)] : []),
  ...(query.plan ? [eq(operations.planId, query.plan)] : []),
  ...(query.review ? [isNotNull(operations.reviewAt), isNull(operations.finishedAt)] : []),
  ...(position
    ? [
        sql`(${operations.requestedAt}, ${operations.id}) < (${position.requestedAt}::timestamptz, ${position.id}::uuid)`,
      ]
    : []),
];

/** Operations behind `position`, newest first, one more than asked so that the caller sees whether it goes on. */
export const page = (tx: Transaction, query: OperationQuery, position: OperationPosition | null) =>
  whole(tx)
    .where(and(...conditionsOf(query, position)))
    .orderBy(desc(operations.requestedAt), desc(operations.id))
    .limit(query.limit + 1);
export type OperationRow = Awaited<ReturnType<typeof page>>[number];

/** A change as it is shown; null when there is none for the caller. */
export async function find(tx: Transaction, id: string): Promise<OperationRow | null> {
  const [row] = await whole(tx).where(eq(operations.id, id));
  return row ?? null;
}

/** Operations of a name that have not ended. */
export const openOf = (tx: Transaction, name: string): Promise<OperationRow[]> =>
  whole(tx)
    .where(and(eq(operations.name, name), isNull(operations.finishedAt)))
    .orderBy(desc(operations.requestedAt), desc(operations.id));

/** Ends an operation by hand, if it is still open and nobody works on it. */
export async function close(
  tx: Transaction,
  id: string,
  set: { readonly state: "completed" | "failed" | "cancelled"; readonly message: string | null },
  from: readonly string[],
): Promise<boolean> {
  const rows = await tx
    .update(operations)
    .set({
      state: set.state,
      finishedAt: sql`now()`,
      nextAttemptAt: null,
      leaseToken: null,
      leaseUntil: null,
      ...(set.state === "failed" ? { errorCode: "closed_by_hand", errorMessage: set.message } : {}),
      ...(set.state === "completed" ? { evidence: { by: "person", reason: set.message } } : {}),
    })
    .where(
      and(
        eq(operations.id, id),
        isNull(operations.finishedAt),
        inArray(operations.state, [...from]),
        sql`(${operations.leaseUntil} is null or ${operations.leaseUntil} < now())`,
      ),
    )
    .returning({ id: operations.id });
  return rows.length > 0;
}
