import { randomUUID } from "node:crypto";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { eachAtOnce } from "../kernel/each-at-once";
import { notFound } from "../kernel/errors";
import { read, transact } from "../kernel/transact";
import type { RegistrarFailure } from "../registrars/gateway";
import { askAccount, type Stopped } from "./ask-account";
import { LeaseLost, type Session } from "./asking";
import * as book from "./book/store";
import { markAbove } from "./mark-above";
import type { AccountPricesDto, PriceSyncDto, PriceTrigger } from "./runs/schemas";
import * as runs from "./runs/store";

export type PriceSyncOrder = {
  /** One account; left out: every account that can be asked. */
  readonly accountId?: string | undefined;
  /** Accounts of one registrar. */
  readonly registrar?: string | undefined;
  /** Asks also for what was told within the last twelve hours. */
  readonly isForced?: boolean | undefined;
  /** Milliseconds after which asking pauses; the next call goes on where this one ended. */
  readonly budgetMs: number;
  readonly trigger: PriceTrigger;
  readonly signal?: AbortSignal | undefined;
};

const ACCOUNTS_AT_ONCE = 4;

/**
 * Asks registrar accounts what their endings and names cost, and takes over what moved. Safe to call at any rate and
 * from several places: an account is asked by one caller at a time, each answer commits by itself, and every call
 * ends within its budget.
 *
 * @throws AppError `not_found` for an account that does not exist, or a registrar no account is of
 */
export async function syncPrices(
  ctx: ServiceContext,
  order: PriceSyncOrder,
): Promise<PriceSyncDto> {
  authorize(ctx.actor, "sync.run");
  const deadline = Date.now() + order.budgetMs;
  const accounts = await read(ctx, (tx) => book.accountsToAsk(tx, order));
  if (accounts.length === 0 && (order.accountId || order.registrar))
    throw notFound("A registrar account with prices");
  // Prices that were announced have come, names got other tags, or came from another account.
  await markAbove(ctx, { isAll: true });
  const told: AccountPricesDto[] = [];
  await eachAtOnce(accounts, ACCOUNTS_AT_ONCE, async (account) => {
    told.push(await syncAccountPrices(ctx, account, { ...order, deadline }));
  });
  told.sort((one, other) => (one.account < other.account ? -1 : 1));
  const left = told.reduce((sum, one) => sum + one.left, 0);
  return { accounts: told, left, continued: told.some(({ outcome }) => outcome === "paused") };
}

type Timed = PriceSyncOrder & { readonly deadline: number };

const NOTHING = { asked: 0, told: 0, errors: 0, left: 0, first: 0, changed: 0, alerts: 0 };

const outcomeOf = (
  account: book.Account,
  outcome: AccountPricesDto["outcome"],
  reason: string | null = null,
): AccountPricesDto => ({
  accountId: account.id,
  account: account.name,
  outcome,
  runId: null,
  reason,
  ...NOTHING,
});

async function syncAccountPrices(
  ctx: ServiceContext,
  account: book.Account,
  order: Timed,
): Promise<AccountPricesDto> {
  const opened = ctx.registrars.open(account, "background");
  if (opened.ok && !opened.value.capabilities.prices.supported)
    return outcomeOf(account, "untold", opened.value.capabilities.prices.reason);
  const token = randomUUID();
  if (!(await transact(ctx, (tx) => book.takeLease(tx, account.id, token))))
    return outcomeOf(account, "busy");
  const run = await startRun(ctx, account, order);
  if (!run) {
    await transact(ctx, (tx) => book.endLease(tx, account.id, token, false));
    return outcomeOf(account, "fresh");
  }
  const held = { account, run, token, startedMs: Date.now() };
  if (!opened.ok) return finish(ctx, held, { failure: opened.error });
  const { deadline, signal } = order;
  return ask({ ctx, ...held, gateway: opened.value, deadline, signal });
}

const OURS: RegistrarFailure = {
  code: "server_error",
  effect: "none",
  message: "Namekeep met an error of its own; it is in the log.",
};

async function ask(session: Session): Promise<AccountPricesDto> {
  const { ctx } = session;
  try {
    return await finish(ctx, session, await askAccount(session));
  } catch (error) {
    if (error instanceof LeaseLost) return outcomeOf(session.account, "busy");
    await finish(ctx, session, { failure: OURS });
    throw error;
  }
}

/** Takes up the run that was cut off, or begins a new one; null when there is nothing to ask. */
async function startRun(
  ctx: ServiceContext,
  account: book.Account,
  { trigger, isForced = false }: Timed,
): Promise<runs.Run | null> {
  return transact(ctx, async (tx) => {
    const open = await runs.openRun(tx, account.id);
    if (open) return runs.resumeRun(tx, open.id, isForced);
    await book.refreshTargets(tx, account.id);
    if (!isForced && (await runs.failedLately(tx, account.id))) return null;
    const expected = await book.countToAsk(tx, account.id, { since: null, isForced });
    if (expected === 0) return null;
    const { kind, id, name } = ctx.actor;
    return runs.insertRun(tx, {
      accountId: account.id,
      trigger,
      state: "running",
      isForced,
      actorKind: kind,
      actorId: id,
      actorName: name,
      requestId: ctx.requestId,
      expected,
    });
  });
}

type Ended = Pick<Session, "account" | "run" | "token" | "startedMs">;

async function finish(
  ctx: ServiceContext,
  { account, run: before, token, startedMs }: Ended,
  stopped: Stopped,
): Promise<AccountPricesDto> {
  const isPaused = stopped === "out_of_time";
  const failure = stopped && stopped !== "out_of_time" ? stopped.failure : null;
  return mutate(ctx, "sync.run", async (tx, record) => {
    const left = await book.countToAsk(tx, account.id, {
      since: before.startedAt,
      isForced: before.isForced,
    });
    const state = isPaused ? "paused" : stateOf(await runs.findRun(tx, before.id), failure);
    const durationMs = Date.now() - startedMs;
    const done = await runs.endRun(tx, before.id, { state, failure, durationMs });
    await book.endLease(tx, account.id, token, state === "completed");
    await record(...(isPaused ? [] : [entryOf(account, done, failure)]));
    return {
      ...outcomeOf(account, state, failure?.message ?? null),
      runId: before.id,
      ...since(before, done),
      left,
    };
  });
}

const COUNTED = ["asked", "told", "errors", "first", "changed", "alerts"] as const;

/** What this call added to a run that may have begun in an earlier one. */
const since = (before: runs.Run, done: runs.Run) =>
  Object.fromEntries(COUNTED.map((what) => [what, done[what] - before[what]])) as Record<
    (typeof COUNTED)[number],
    number
  >;

/** A run that something stopped, or in which questions failed, is no whole one; one that was told nothing failed. */
function stateOf(
  run: runs.Run,
  failure: RegistrarFailure | null,
): "completed" | "partial" | "failed" {
  if (run.errors === 0 && failure === null) return "completed";
  return run.told > 0 ? "partial" : "failed";
}

const entryOf = (account: book.Account, run: runs.Run, failure: RegistrarFailure | null) => ({
  action: "price.synced" as const,
  objectId: account.id,
  objectName: account.name,
  partnerId: null,
  result: failure ? ("refused" as const) : ("ok" as const),
  ...(failure ? { reason: failure.message } : {}),
  after: {
    state: run.state,
    asked: run.asked,
    told: run.told,
    changed: run.changed,
    alerts: run.alerts,
    errors: run.errors,
  },
});
