import { randomUUID } from "node:crypto";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read, transact } from "../kernel/transact";
import type { RegistrarFailure } from "../registrars/gateway";
import * as book from "./book/store";
import { endRun, type How } from "./end-run";
import { findMissing } from "./find-missing";
import { keepRun } from "./keep-run";
import { listStep } from "./list-step";
import { patiently } from "./patiently";
import { readNames } from "./read-names";
import { syncRules } from "./read-rules";
import type { SyncMode } from "./selected/schemas";
import * as selected from "./selected/store";
import { LeaseLost, type Session, type Stopped } from "./session";
import { stoppingAfter } from "./stopping";
import { verifyUnlisted } from "./verify-unlisted";

export type SyncTrigger = "cron" | "manual" | "worker" | "setup" | "schedule" | "command";

export type AccountOrder = {
  readonly accountId: string;
  readonly trigger: SyncTrigger;
  /** Milliseconds after which the reading pauses between two steps; the next call goes on. */
  readonly budgetMs: number;
  /** `status`: its list alone, or the status of its names where it has none. */
  readonly mode?: SyncMode;
  readonly batchId?: string | null;
  /** Nothing is to be done when somebody has read the account to its end after this instant. */
  readonly unlessReadSince?: string | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((session: Session) => void) | undefined;
};

/** What a call did: `busy` when somebody else reads the account or has just done so, `paused` when time ran out first. */
export type SyncOutcome = {
  readonly outcome: "busy" | "paused" | "completed" | "partial" | "failed" | "cancelled";
  readonly runId: string | null;
};

const RETRY_MINUTES = 5;

/**
 * Reads a registrar account into the record: its list page by page, then what the list no longer
 * holds, then the names whose time has come. One process at a time reads an account; each step
 * commits by itself, so that a reading that is cut off is taken up where it ended.
 */
export async function syncAccount(ctx: ServiceContext, order: AccountOrder): Promise<SyncOutcome> {
  authorize(ctx.actor, "sync.run");
  const token = randomUUID();
  const isDueOnly = order.trigger === "cron" || order.trigger === "worker";
  const account = await read(ctx, (tx) =>
    book.takeLease(tx, order.accountId, {
      token,
      isDueOnly,
      unlessReadSince: order.unlessReadSince ?? null,
    }),
  );
  if (!account) return { outcome: "busy", runId: null };

  const run = await startRun(ctx, account, order);
  const opened = ctx.registrars.open(account, "background");
  if (!opened.ok)
    return finish(ctx, { account, run, token }, { state: "failed", failure: opened.error });
  const rules = await syncRules(ctx);
  const session: Session = {
    ctx,
    account,
    run,
    token,
    gateway: opened.value,
    stopping: stoppingAfter(order.budgetMs, order.signal),
    startedMs: Date.now(),
    rules,
    target: selected.dueTarget(account.id, run.mode as SyncMode, rules),
    most: Number.MAX_SAFE_INTEGER,
    hold: async (tx) => {
      if (!(await book.holdLease(tx, account.id, token))) throw new LeaseLost();
    },
    claimed: new Set(),
    done: { names: 0 },
    onProgress: order.onProgress ?? (() => undefined),
  };
  return readAll(session);
}

async function readAll(session: Session): Promise<SyncOutcome> {
  const { ctx, run } = session;
  const stopKeeping = keepRun(session);
  try {
    const stopped = await readSteps(session);
    if (stopped === "out_of_time") return await pause(session);
    return await finish(ctx, session, endOf(stopped));
  } catch (error) {
    if (error instanceof LeaseLost) return { outcome: "busy", runId: run.id };
    await finish(ctx, session, { state: "failed", failure: OUR_ERROR });
    throw error;
  } finally {
    stopKeeping();
  }
}

const OUR_ERROR: RegistrarFailure = {
  code: "server_error",
  effect: "none",
  message: "Namekeep met an error of its own; it is in the log.",
};

async function readSteps(session: Session): Promise<Stopped> {
  const stopped =
    (await listStep(session)) ??
    (await verifyUnlisted(session)) ??
    (await patiently(() => findMissing(session)));
  if (stopped) return stopped;
  // Where there is a list, it told the status of every name.
  const isTold = session.run.mode === "status" && session.gateway.capabilities.list.supported;
  return isTold || isLong(session)
    ? null
    : ((await planNames(session)) ?? (await readNames(session)));
}

/** Names that still wait then come first in the next run, behind a list that is new. */
const isLong = ({ run, account }: Session): boolean =>
  Date.now() - Date.parse(run.startedAt) > account.syncIntervalMinutes * 60_000;

/** Says how many calls the names that are due will cost, on top of those made so far. */
async function planNames({ ctx, target, run }: Session): Promise<null> {
  await patiently(() =>
    transact(ctx, async (tx) => {
      const now = await book.holdRun(tx, run.id);
      const { count } = await selected.untried(tx, target, run.startedAt, 0);
      const apiBudget = (now?.apiCalls ?? 0) + count;
      await book.advanceRun(tx, run.id, { phase: "details", apiBudget });
    }),
  );
  return null;
}

const endOf = (stopped: Exclude<Stopped, "out_of_time">): How => {
  if (stopped === null) return { state: "completed", failure: null };
  return stopped === "cancelled" ? { state: "cancelled", failure: null } : stopped;
};

/** Takes up the run that was cut off, or begins a new one. */
async function startRun(
  ctx: ServiceContext,
  account: book.Account,
  { trigger, mode = "full", batchId = null }: AccountOrder,
): Promise<book.Run> {
  return mutate(ctx, "sync.run", async (tx, record) => {
    const open = await book.openRun(tx, account.id);
    if (open) {
      await book.advanceRun(tx, open.id, { state: "running", resumed: 1 });
      await record();
      return open;
    }
    const run = await book.insertRun(tx, {
      accountId: account.id,
      trigger,
      mode,
      batchId,
      state: "running",
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      actorName: ctx.actor.name,
      requestId: ctx.requestId,
    });
    await record({
      action: "sync.started",
      objectId: account.id,
      objectName: account.name,
      partnerId: null,
      after: { trigger },
      runId: run.id,
    });
    return run;
  });
}

type Ended = Pick<Session, "account" | "run" | "token"> & Partial<Session>;

const elapsed = ({ startedMs }: Ended) => (startedMs ? Date.now() - startedMs : 0);

async function pause(session: Session): Promise<SyncOutcome> {
  const { ctx, account, run, token } = session;
  const handback = { nextInMinutes: 0, failure: null, isGood: true };
  await patiently(() =>
    transact(ctx, async (tx) => {
      await book.endLease(tx, account.id, token, handback);
      await book.advanceRun(tx, run.id, { state: "paused", durationMs: elapsed(session) });
    }),
  );
  return { outcome: "paused", runId: run.id };
}

/** After a failure the account is tried again soon; a registrar that named a time is given it. */
const nextAfter = (account: book.Account, failure: RegistrarFailure | null): number =>
  failure
    ? Math.max(RETRY_MINUTES, (failure.retryAfterSeconds ?? 0) / 60)
    : account.syncIntervalMinutes;

async function finish(ctx: ServiceContext, ended: Ended, how: How): Promise<SyncOutcome> {
  const { account, run, token } = ended;
  const handback = {
    nextInMinutes: nextAfter(account, how.failure),
    failure: how.failure,
    isGood: how.state === "completed",
  };
  await endRun(ctx, { ...ended, durationMs: elapsed(ended) }, how, {
    // Whoever says that the run is alive holds the account first, then the run: so does its end.
    before: (tx) => book.holdLease(tx, account.id, token),
    after: (tx) => book.endLease(tx, account.id, token, handback),
  });
  return { outcome: how.state, runId: run.id };
}
