import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { again, inIndexOrder, type Transaction } from "@/db/client";
import { operations, plans } from "@/db/schema/operations";
import { UNSENT_STATES } from "../kinds";

export type Standing = {
  readonly state: string;
  readonly partnerId: string | null;
  readonly kind: string;
  readonly hasCanary: boolean;
  readonly stopAfterErrors: number | null;
  readonly releasedTo: number | null;
};

/** The plan, held until the transaction ends: of all that end its operations one at a time decides what follows. */
export async function hold(tx: Transaction, planId: string): Promise<Standing> {
  const [plan] = await tx
    .select({
      state: plans.state,
      partnerId: plans.partnerId,
      kind: plans.kind,
      hasCanary: plans.hasCanary,
      stopAfterErrors: plans.stopAfterErrors,
      releasedTo: plans.releasedTo,
    })
    .from(plans)
    .where(eq(plans.id, planId))
    .for("update")
    .prepare("hold_plan")
    .execute();
  if (!plan) throw new Error("an operation without its plan");
  return plan;
}

export type Tally = Readonly<Record<string, number>>;

/** How many operations of a plan stand where. */
export async function tally(tx: Transaction, planId: string): Promise<Tally> {
  const rows = await tx
    .select({ state: operations.state, names: sql<number>`count(*)::int` })
    .from(operations)
    .where(eq(operations.planId, planId))
    .groupBy(operations.state);
  return Object.fromEntries(rows.map(({ state, names }) => [state, names]));
}

/** Whether any operation of a plan is still open, one of them left out. */
export async function hasOpen(
  tx: Transaction,
  planId: string,
  but: string | null = null,
): Promise<boolean> {
  // Otherwise all open ones may be collected to see that there is one.
  const [row] = await inIndexOrder(tx, () =>
    again<{ is_open: boolean }>(
      tx,
      sql`
      select exists (
        select 1 from operations where plan_id = ${planId}::uuid
          and state in ('pending', 'submitted', 'retrying', 'unknown') and id is distinct from ${but}::uuid
      ) as is_open`,
    ),
  );
  return row?.is_open ?? false;
}

/** How many operations of a plan up to a position stand where. */
export async function tallyUpTo(
  tx: Transaction,
  planId: string,
  position: number,
): Promise<{ open: number; failed: number }> {
  const [row] = await tx.execute<{ open: number; failed: number }>(sql`
    select count(*) filter (where finished_at is null)::int as open,
      count(*) filter (where state = 'failed')::int as failed
    from operations where plan_id = ${planId}::uuid and plan_position <= ${position}`);
  return { open: row?.open ?? 0, failed: row?.failed ?? 0 };
}

export async function countFailed(tx: Transaction, planId: string): Promise<number> {
  const [row] = await tx
    .select({ names: sql<number>`count(*)::int` })
    .from(operations)
    .where(and(eq(operations.planId, planId), eq(operations.state, "failed")));
  return row?.names ?? 0;
}

const unsentOf = (planId: string) =>
  and(
    eq(operations.planId, planId),
    isNull(operations.finishedAt),
    inArray(operations.state, [...UNSENT_STATES]),
  );

/** Keeps everything unsent of a plan from being sent. What was sent goes on to be looked for. */
export async function holdBack(tx: Transaction, planId: string): Promise<void> {
  await tx.update(operations).set({ nextAttemptAt: "infinity" }).where(unsentOf(planId));
}

/** Lets unsent operations of a plan go, all or up to a position. */
export async function release(tx: Transaction, planId: string, upTo: number | null): Promise<void> {
  await tx
    .update(operations)
    .set({ nextAttemptAt: sql`now()` })
    .where(
      and(
        unsentOf(planId),
        sql`${operations.nextAttemptAt} = 'infinity'`,
        upTo === null ? undefined : sql`${operations.planPosition} <= ${upTo}`,
      ),
    );
  await tx.update(plans).set({ releasedTo: upTo }).where(eq(plans.id, planId));
}

/** Ends what was never sent. @returns how many */
export async function cancelUnsent(
  tx: Transaction,
  planId: string,
): Promise<{ id: string; name: string; partnerId: string | null }[]> {
  return tx
    .update(operations)
    .set({
      state: "cancelled",
      finishedAt: sql`now()`,
      nextAttemptAt: null,
      leaseToken: null,
      leaseUntil: null,
    })
    .where(and(unsentOf(planId), eq(operations.sends, 0)))
    .returning({ id: operations.id, name: operations.name, partnerId: operations.partnerId });
}

export async function setState(
  tx: Transaction,
  planId: string,
  state: "applying" | "paused" | "done" | "cancelled",
  pauseReason: string | null = null,
): Promise<void> {
  const isEnd = state === "done" || state === "cancelled";
  await tx
    .update(plans)
    .set({ state, pauseReason, ...(isEnd ? { finishedAt: sql`now()` } : {}) })
    .where(eq(plans.id, planId));
}

/** The position of the nth operation of a plan behind a position; null when there are fewer. */
export async function positionBehind(
  tx: Transaction,
  planId: string,
  position: number,
  nth: number,
): Promise<number | null> {
  const [row] = await tx.execute<{ plan_position: number }>(sql`
    select plan_position from operations
    where plan_id = ${planId}::uuid and plan_position > ${position}
    order by plan_position offset ${nth - 1} limit 1`);
  return row?.plan_position ?? null;
}
