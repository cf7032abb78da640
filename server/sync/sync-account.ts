import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read, transact } from "../kernel/transact";
import type { RegistrarFailure } from "../registrars/gateway";
import * as book from "./book/store";
import { detailStep } from "./detail-step";
import { findMissing } from "./find-missing";
import { listStep } from "./list-step";
import * as listing from "./listing/store";
import { LeaseLost, type Session } from "./session";

export type SyncTrigger = "cron" | "manual" | "worker" | "setup";

type Order = {
  readonly accountId: string;
  readonly trigger: SyncTrigger;
  /** Milliseconds after which the reading pauses between two steps; the next call goes on. */
  readonly budgetMs: number;
};

/** What a call did: `busy` when somebody else reads the account or has just done so, `paused` when time ran out first. */
export type SyncOutcome = {
  readonly outcome: "busy" | "paused" | "completed" | "partial" | "failed";
  readonly runId: string | null;
};

const RETRY_MINUTES = 5;

/**
 * Reads a registrar account into the record: its list page by page, then what the list no longer
 * holds, then the details of names that need them. One process at a time reads an account; each step
 * commits by itself, so that a reading that is cut off is taken up where it ended.
 */
export async function syncAccount(ctx: ServiceContext, order: Order): Promise<SyncOutcome> {
  authorize(ctx.actor, "sync.run");
  const token = randomUUID();
  const isDueOnly = order.trigger === "cron" || order.trigger === "worker";
  const account = await read(ctx, (tx) =>
    book.takeLease(tx, order.accountId, { token, isDueOnly }),
  );
  if (!account) return { outcome: "busy", runId: null };

  const run = await startRun(ctx, account, order.trigger);
  const opened = ctx.registrars.open(account, "background");
  if (!opened.ok) return finish(ctx, { account, run, token }, "failed", opened.error);
  const session: Session = {
    ctx,
    account,
    run,
    token,
    gateway: opened.value,
    deadline: Date.now() + order.budgetMs,
    signal: AbortSignal.timeout(order.budgetMs),
    startedMs: Date.now(),
  };
  return readAll(session);
}

async function readAll(session: Session): Promise<SyncOutcome> {
  const { ctx, run } = session;
  try {
    const stopped =
      (await listStep(session)) ?? (await findMissing(session)) ?? (await detailStep(session));
    if (stopped === "out_of_time") return await pause(session);
    if (stopped) return await finish(ctx, session, stopped.state, stopped.failure);
    return await finish(ctx, session, "completed", null);
  } catch (error) {
    if (error instanceof LeaseLost) return { outcome: "busy", runId: run.id };
    const failure = {
      code: "server_error",
      effect: "none",
      message: "Namekeep met an error of its own; it is in the log.",
    } as const;
    await finish(ctx, session, "failed", failure);
    throw error;
  }
}

/** Takes up the run that was cut off, or begins a new one. */
async function startRun(
  ctx: ServiceContext,
  account: book.Account,
  trigger: SyncTrigger,
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

type Ended = Pick<Session, "account" | "run" | "token"> &
  Partial<Pick<Session, "gateway" | "startedMs">>;

const elapsed = (ended: Ended) => (ended.startedMs ? Date.now() - ended.startedMs : 0);

async function pause(session: Session): Promise<SyncOutcome> {
  const { ctx, account, run, token } = session;
  await transact(ctx, async (tx) => {
    await book.advanceRun(tx, run.id, { state: "paused", durationMs: elapsed(session) });
    await book.endLease(tx, account.id, token, { nextInMinutes: 0, failure: null, isGood: true });
  });
  return { outcome: "paused", runId: run.id };
}

/** After a failure the account is tried again soon; a registrar that named a time is given it. */
const nextAfter = (account: book.Account, failure: RegistrarFailure | null): number =>
  failure
    ? Math.max(RETRY_MINUTES, (failure.retryAfterSeconds ?? 0) / 60)
    : account.syncIntervalMinutes;

/**
 * Whether names wait that a run had no room for. Where there is no list, names come from files, thousands
 * at a time: the next run begins at once, not after the usual time.
 */
async function hasMoreToRead(tx: Transaction, { account, gateway }: Ended): Promise<boolean> {
  if (!gateway?.capabilities.info.supported || gateway.capabilities.list.supported) return false;
  const afterMinutes = account.syncIntervalMinutes;
  return (await listing.dueForDetails(tx, account.id, { most: 1, afterMinutes })).length > 0;
}

async function finish(
  ctx: ServiceContext,
  ended: Ended,
  state: "completed" | "partial" | "failed",
  failure: RegistrarFailure | null,
): Promise<SyncOutcome> {
  const { account, run, token } = ended;
  await mutate(ctx, "sync.run", async (tx, record) => {
    await book.advanceRun(tx, run.id, { durationMs: elapsed(ended) });
    const done = await book.finishRun(tx, run.id, state, failure);
    const isBehind = !failure && (await hasMoreToRead(tx, ended));
    await book.endLease(tx, account.id, token, {
      nextInMinutes: isBehind ? 0 : nextAfter(account, failure),
      failure,
      isGood: state === "completed",
    });
    await recordEnd(record, account, done, failure);
  });
  return { outcome: state, runId: run.id };
}

const recordEnd = (
  record: Recorder,
  account: book.Account,
  run: book.Run,
  failure: RegistrarFailure | null,
) =>
  record({
    action: failure ? "sync.failed" : "sync.finished",
    objectId: account.id,
    objectName: account.name,
    partnerId: null,
    result: failure ? "refused" : "ok",
    ...(failure ? { reason: failure.message } : {}),
    after: {
      state: run.state,
      checked: run.checked,
      added: run.added,
      changed: run.changed,
      missing: run.missing,
      errors: run.errors,
    },
    runId: run.id,
  });
