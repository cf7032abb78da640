import { and, eq, isNull, ne, not, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { syncRuns } from "@/db/schema/sync";
import { notFound } from "../../kernel/errors";
import type { RegistrarFailure } from "../../registrars/gateway";

/** How long a reading process may be silent before another may take its account over. */
export const LEASE_SECONDS = 60;

export type Account = typeof registrarAccounts.$inferSelect;
export type Run = typeof syncRuns.$inferSelect;

const wasRead = (since: string) => sql`exists (select from ${syncRuns}
  where ${syncRuns.accountId} = ${registrarAccounts.id} and ${syncRuns.scope} = 'account'
    and ${syncRuns.state} = 'completed' and ${syncRuns.finishedAt} >= ${since}::timestamptz)`;

const lease = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;

/**
 * Takes the lease of an account, if nobody holds it.
 *
 * @param isDueOnly only when its time has come: somebody may have read it since it was found due
 * @param unlessReadSince not when somebody has read it to its end after this instant
 * @returns the account, or null while somebody else reads it, when it is not due, was removed, or is kept by hand
 */
export async function takeLease(
  tx: Transaction,
  accountId: string,
  {
    token,
    isDueOnly,
    unlessReadSince = null,
  }: { token: string; isDueOnly: boolean; unlessReadSince?: string | null },
): Promise<Account | null> {
  const [account] = await tx
    .update(registrarAccounts)
    .set({ leaseToken: token, leaseUntil: lease })
    .where(
      and(
        eq(registrarAccounts.id, accountId),
        isNull(registrarAccounts.removedAt),
        ne(registrarAccounts.registrar, "manual"),
        sql`(${registrarAccounts.leaseUntil} is null or ${registrarAccounts.leaseUntil} < now())`,
        isDueOnly ? sql`${registrarAccounts.nextSyncAt} <= now()` : undefined,
        unlessReadSince === null ? undefined : not(wasRead(unlessReadSince)),
      ),
    )
    .returning();
  return account ?? null;
}

/** Holds on to a lease. @returns false when it ran out and may be somebody else's: stop at once */
export async function holdLease(
  tx: Transaction,
  accountId: string,
  token: string,
): Promise<boolean> {
  const held = await tx
    .update(registrarAccounts)
    .set({ leaseUntil: lease })
    .where(and(eq(registrarAccounts.id, accountId), eq(registrarAccounts.leaseToken, token)))
    .returning({ id: registrarAccounts.id });
  return held.length > 0;
}

type Handback = {
  /** Minutes until the next reading; null leaves the time as it is. */
  readonly nextInMinutes: number | null;
  readonly failure: RegistrarFailure | null;
  readonly isGood: boolean;
};

/** Gives a lease back, and notes how the account did. A lease that is no longer ours is left alone. */
export async function endLease(
  tx: Transaction,
  accountId: string,
  token: string,
  { nextInMinutes, failure, isGood }: Handback,
): Promise<void> {
  const noted = failure
    ? {
        lastFailure: sql`${JSON.stringify(noteOf(failure))}::jsonb || jsonb_build_object('at', now())`,
      }
    : isGood
      ? { lastFailure: null, lastGoodCallAt: sql`now()` }
      : {};
  const next =
    nextInMinutes === null
      ? {}
      : { nextSyncAt: sql`now() + make_interval(secs => ${nextInMinutes * 60})` };
  await tx
    .update(registrarAccounts)
    .set({ leaseToken: null, leaseUntil: null, ...noted, ...next })
    .where(and(eq(registrarAccounts.id, accountId), eq(registrarAccounts.leaseToken, token)));
}

const noteOf = ({ code, message, status, retryAfterSeconds }: RegistrarFailure) => ({
  code,
  message,
  ...(status ? { status } : {}),
  ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
});

/** Accounts whose reading is due and which nobody reads, the longest overdue first. */
export async function dueAccounts(tx: Transaction): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: registrarAccounts.id, name: registrarAccounts.name })
    .from(registrarAccounts)
    .where(
      and(
        isNull(registrarAccounts.removedAt),
        sql`${registrarAccounts.nextSyncAt} <= now()`,
        sql`(${registrarAccounts.leaseUntil} is null or ${registrarAccounts.leaseUntil} < now())`,
      ),
    )
    .orderBy(registrarAccounts.nextSyncAt);
}

export async function findAccount(tx: Transaction, id: string): Promise<Account> {
  const [account] = await tx
    .select()
    .from(registrarAccounts)
    .where(and(eq(registrarAccounts.id, id), isNull(registrarAccounts.removedAt)));
  if (!account) throw notFound("This registrar account");
  return account;
}

/** An account, also one that was removed since. */
export async function findAnyAccount(tx: Transaction, id: string): Promise<Account> {
  const [account] = await tx.select().from(registrarAccounts).where(eq(registrarAccounts.id, id));
  if (!account) throw notFound("This registrar account");
  return account;
}

export async function findRun(tx: Transaction, id: string): Promise<Run | null> {
  const [run] = await tx.select().from(syncRuns).where(eq(syncRuns.id, id));
  return run ?? null;
}

/** Makes an account due now, so that the next tick reads it. */
export async function makeDue(tx: Transaction, accountId: string): Promise<void> {
  await tx
    .update(registrarAccounts)
    .set({ nextSyncAt: sql`now()` })
    .where(eq(registrarAccounts.id, accountId));
}

/** The run of an account that has not ended, if there is one: cut off, or out of time. */
export async function openRun(tx: Transaction, accountId: string): Promise<Run | null> {
  const [run] = await tx
    .select()
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.accountId, accountId),
        isNull(syncRuns.finishedAt),
        eq(syncRuns.scope, "account"),
      ),
    )
    .limit(1);
  return run ?? null;
}

/** Whether the account was ever read to its end: only then is a new name an arrival. */
export async function hasCompletedRun(tx: Transaction, accountId: string): Promise<boolean> {
  const [run] = await tx
    .select({ id: syncRuns.id })
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.accountId, accountId),
        eq(syncRuns.state, "completed"),
        eq(syncRuns.scope, "account"),
      ),
    )
    .limit(1);
  return run !== undefined;
}

export async function insertRun(tx: Transaction, run: typeof syncRuns.$inferInsert): Promise<Run> {
  const [row] = await tx.insert(syncRuns).values(run).returning();
  if (!row) throw new Error("insert returned no row");
  return row;
}

/** What one step adds to a run's numbers. */
export type Progress = {
  readonly pages?: number;
  readonly checked?: number;
  readonly added?: number;
  readonly changed?: number;
  readonly conflicts?: number;
  readonly missing?: number;
  readonly detailed?: number;
  readonly errors?: number;
  readonly apiCalls?: number;
  readonly skipped?: number;
  readonly durationMs?: number;
  readonly resumed?: number;
};

const COUNTED = [
  "pages",
  "checked",
  "added",
  "changed",
  "conflicts",
  "missing",
  "detailed",
  "errors",
  "apiCalls",
  "skipped",
  "durationMs",
  "resumed",
] as const;

const MOST_PROBLEMS = 100;

/** What could not be read or taken over, and why. `code`: its class; absent, a row that could not be read. */
export type Problem = {
  readonly name: string;
  readonly problem: string;
  readonly code?: string;
};

type Step = Progress & {
  readonly cursor?: string | null;
  readonly expected?: number;
  readonly apiBudget?: number;
  readonly phase?: "list" | "missing" | "details";
  readonly state?: "running" | "paused";
  readonly problems?: readonly Problem[];
};

/** Adds a step to a run, with its heartbeat. */
export async function advanceRun(tx: Transaction, runId: string, step: Step): Promise<void> {
  const sums = Object.fromEntries(
    COUNTED.filter((name) => step[name]).map((name) => [
      name,
      sql`${syncRuns[name]} + ${Math.round(step[name] ?? 0)}::int`,
    ]),
  );
  const { cursor, expected, apiBudget, phase, state, problems = [] } = step;
  await tx
    .update(syncRuns)
    .set({
      ...sums,
      heartbeatAt: sql`now()`,
      ...(cursor === undefined ? {} : { cursor }),
      ...(expected === undefined ? {} : { expected }),
      ...(apiBudget === undefined ? {} : { apiBudget }),
      ...(phase ? { phase } : {}),
      ...(state ? { state } : {}),
      ...(problems.length > 0
        ? {
            problems: sql`case when jsonb_array_length(${syncRuns.problems}) < ${MOST_PROBLEMS}
              then ${syncRuns.problems} || ${JSON.stringify(problems.slice(0, MOST_PROBLEMS))}::jsonb
              else ${syncRuns.problems} end`,
          }
        : {}),
    })
    .where(eq(syncRuns.id, runId));
}

export type Unreached = { readonly count: number; readonly names: readonly string[] };

export type Ending = {
  readonly state: "completed" | "partial" | "failed" | "cancelled";
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Names it should have read. */
  readonly unreached?: Unreached;
};

/** Ends a run. @returns null when it has ended already */
export async function finishRun(
  tx: Transaction,
  runId: string,
  { state, failure, unreached }: Ending,
): Promise<Run | null> {
  const [run] = await tx
    .update(syncRuns)
    .set({
      state,
      failure,
      finishedAt: sql`now()`,
      heartbeatAt: sql`now()`,
      cursor: null,
      ...(unreached ? { unreached: unreached.count, unreachedNames: [...unreached.names] } : {}),
    })
    .where(and(eq(syncRuns.id, runId), isNull(syncRuns.finishedAt)))
    .returning();
  return run ?? null;
}

/** Says that a run is alive. @returns whether somebody asked for its end */
export async function lookAfter(tx: Transaction, runId: string): Promise<boolean> {
  const [run] = await tx
    .update(syncRuns)
    .set({ heartbeatAt: sql`now()` })
    .where(eq(syncRuns.id, runId))
    .returning({ at: syncRuns.cancelAskedAt });
  return run?.at != null;
}

/** Holds a run within a transaction while it goes on. @returns its row, or null when it has ended */
export async function holdRun(tx: Transaction, runId: string): Promise<Run | null> {
  const [run] = await tx
    .select()
    .from(syncRuns)
    .where(and(eq(syncRuns.id, runId), isNull(syncRuns.finishedAt)))
    .for("update");
  return run ?? null;
}

/** Asks for the end of a run that goes on. @returns its row, or null when there is none such */
export async function askCancel(tx: Transaction, runId: string, by: string): Promise<Run | null> {
  const [run] = await tx
    .update(syncRuns)
    .set({ cancelAskedAt: sql`coalesce(${syncRuns.cancelAskedAt}, now())`, cancelAskedBy: by })
    .where(and(eq(syncRuns.id, runId), isNull(syncRuns.finishedAt)))
    .returning();
  return run ?? null;
}

/** Runs of chosen names, or of one, whose process has been silent for so long: nobody will go on with them. */
export async function silentRuns(tx: Transaction, seconds: number): Promise<Run[]> {
  return tx
    .select()
    .from(syncRuns)
    .where(
      and(
        isNull(syncRuns.finishedAt),
        ne(syncRuns.scope, "account"),
        sql`${syncRuns.heartbeatAt} < now() - make_interval(secs => ${seconds})`,
      ),
    )
    .limit(100);
}

/** Whether a run is in some process's hands: it said so a moment ago. */
export const isAlive = async (
  tx: Transaction,
  runId: string,
  seconds: number,
): Promise<boolean> => {
  const [run] = await tx
    .select({ id: syncRuns.id })
    .from(syncRuns)
    .where(
      and(
        eq(syncRuns.id, runId),
        eq(syncRuns.state, "running"),
        sql`${syncRuns.heartbeatAt} > now() - make_interval(secs => ${seconds})`,
      ),
    );
  return run !== undefined;
};
