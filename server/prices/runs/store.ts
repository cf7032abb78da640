import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { priceRuns } from "@/db/schema/prices";
import type { RegistrarFailure } from "../../registrars/gateway";

export type Run = typeof priceRuns.$inferSelect;
type NewRun = typeof priceRuns.$inferInsert;

const MOST_PROBLEMS = 100;

/** The run of an account that has not ended: cut off, or out of time. */
export async function openRun(tx: Transaction, accountId: string): Promise<Run | null> {
  const [run] = await tx
    .select()
    .from(priceRuns)
    .where(and(eq(priceRuns.accountId, accountId), isNull(priceRuns.finishedAt)));
  return run ?? null;
}

export async function insertRun(tx: Transaction, run: NewRun): Promise<Run> {
  const [row] = await tx.insert(priceRuns).values(run).returning();
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** An open run goes on; one that is forced meanwhile stays forced. */
export async function resumeRun(tx: Transaction, id: string, isForced: boolean): Promise<Run> {
  const [row] = await tx
    .update(priceRuns)
    .set({
      state: "running",
      heartbeatAt: sql`now()`,
      resumed: sql`${priceRuns.resumed} + 1`,
      isForced: sql`${priceRuns.isForced} or ${isForced}`,
    })
    .where(eq(priceRuns.id, id))
    .returning();
  if (!row) throw new Error("a run that was open is gone");
  return row;
}

export type Counts = {
  readonly asked: number;
  readonly told: number;
  readonly untold: number;
  readonly errors: number;
  readonly first: number;
  readonly changed: number;
  readonly alerts: number;
  readonly apiCalls: number;
};

/** Adds to the counts of a run, and notes what could not be told. */
export async function addCounts(
  tx: Transaction,
  id: string,
  counts: Counts,
  problem: { target: string; problem: string } | null,
): Promise<void> {
  const problems = problem
    ? sql`case when jsonb_array_length(${priceRuns.problems}) < ${MOST_PROBLEMS}
        then ${priceRuns.problems} || ${JSON.stringify([problem])}::jsonb else ${priceRuns.problems} end`
    : sql`${priceRuns.problems}`;
  await tx
    .update(priceRuns)
    .set({
      heartbeatAt: sql`now()`,
      asked: sql`${priceRuns.asked} + ${counts.asked}`,
      told: sql`${priceRuns.told} + ${counts.told}`,
      untold: sql`${priceRuns.untold} + ${counts.untold}`,
      errors: sql`${priceRuns.errors} + ${counts.errors}`,
      first: sql`${priceRuns.first} + ${counts.first}`,
      changed: sql`${priceRuns.changed} + ${counts.changed}`,
      alerts: sql`${priceRuns.alerts} + ${counts.alerts}`,
      apiCalls: sql`${priceRuns.apiCalls} + ${counts.apiCalls}`,
      problems,
    })
    .where(eq(priceRuns.id, id));
}

const RETRY_MINUTES = 60;

/** Whether the last run failed, or was stopped, so lately that the next one would most likely end the same way. */
export async function failedLately(tx: Transaction, accountId: string): Promise<boolean> {
  const [last] = await tx
    .select({
      isLate: sql<boolean>`${priceRuns.failure} is not null
        and ${priceRuns.finishedAt} > now() - make_interval(mins => ${RETRY_MINUTES})`,
    })
    .from(priceRuns)
    .where(eq(priceRuns.accountId, accountId))
    .orderBy(desc(priceRuns.startedAt))
    .limit(1);
  return last?.isLate ?? false;
}

export async function findRun(tx: Transaction, id: string): Promise<Run> {
  const [run] = await tx.select().from(priceRuns).where(eq(priceRuns.id, id));
  if (!run) throw new Error("a run that was open is gone");
  return run;
}

/** Ends a call's part of a run: for good, or until the next call. */
export async function endRun(
  tx: Transaction,
  id: string,
  end: { state: Run["state"]; failure: RegistrarFailure | null; durationMs: number },
): Promise<Run> {
  const isOver = end.state !== "paused";
  const [row] = await tx
    .update(priceRuns)
    .set({
      state: end.state,
      heartbeatAt: sql`now()`,
      durationMs: sql`${priceRuns.durationMs} + ${end.durationMs}`,
      failure: end.failure ? { code: end.failure.code, message: end.failure.message } : null,
      ...(isOver ? { finishedAt: sql`now()` } : {}),
    })
    .where(eq(priceRuns.id, id))
    .returning();
  if (!row) throw new Error("a run that was open is gone");
  return row;
}

export type ListedRun = Run & { readonly account: string };

/** Runs, the newest first, before a place in that order. */
export async function listRuns(
  tx: Transaction,
  { before, most }: { before: { startedAt: string; id: string } | null; most: number },
): Promise<ListedRun[]> {
  const rows = await tx
    .select({ run: priceRuns, account: registrarAccounts.name })
    .from(priceRuns)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, priceRuns.accountId))
    .where(
      before
        ? or(
            lt(priceRuns.startedAt, before.startedAt),
            and(eq(priceRuns.startedAt, before.startedAt), lt(priceRuns.id, before.id)),
          )
        : undefined,
    )
    .orderBy(desc(priceRuns.startedAt), desc(priceRuns.id))
    .limit(most);
  return rows.map(({ run, account }) => ({ ...run, account }));
}
