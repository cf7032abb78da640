import { randomUUID } from "node:crypto";
import { mutate } from "../../audit/mutate";
import type { ServiceContext } from "../../kernel/context";
import { read } from "../../kernel/transact";
import type { RegistrarFailure } from "../../registrars/gateway";
import * as book from "../book/store";
import { endRun, type How } from "../end-run";
import { keepRun } from "../keep-run";
import { readNames } from "../read-names";
import { LeaseLost, type Session, type Stopped } from "../session";
import { stoppingAfter } from "../stopping";
import type { PlannedShare } from "./plan-sync";
import { resultOf, type ShareResult } from "./share-result";
import * as store from "./store";
import type { Whole } from "./whole";

/** Reads one account's share of a choice name by name, as a run of its own. */
export async function readShare(
  ctx: ServiceContext,
  whole: Whole,
  share: PlannedShare,
): Promise<ShareResult> {
  const { account, names: planned } = share;
  const run = await beginRun(ctx, whole, share);
  const target = store.targetOf(whole.choice, account.id);
  const startedMs = Date.now();
  const end = async (how: How) => {
    const ended = { account, run, target, durationMs: Date.now() - startedMs };
    const done = await endRun(ctx, ended, how);
    const state = (done?.state ?? "partial") as How["state"];
    return resultOf(ctx, { account, runId: run.id, state, planned });
  };
  const opened = ctx.registrars.open(account, "background");
  if (!opened.ok) return end({ state: "failed", failure: opened.error });
  const { info } = opened.value.capabilities;
  if (!info.supported) return end({ state: "failed", failure: unsupported(info.reason) });
  const stopping = stoppingAfter(whole.left(), whole.signal);
  const session: Session = {
    ctx,
    account,
    run,
    token: randomUUID(),
    gateway: opened.value,
    stopping,
    startedMs,
    rules: whole.choice.rules,
    target,
    most: planned,
    hold: async (tx) => {
      const now = await book.holdRun(tx, run.id);
      if (!now) throw new LeaseLost();
      if (now.cancelAskedAt) stopping.cancel();
    },
    claimed: new Set(),
    onProgress: ({ done }) =>
      whole.onProgress?.({ account: account.name, runId: run.id, done: done.names, planned }),
    done: { names: 0 },
  };
  return end(await readAll(session));
}

async function readAll(session: Session): Promise<How> {
  const stopKeeping = keepRun(session);
  try {
    return endOf(await readNames(session));
  } catch (error) {
    // Somebody ended the run: there is nothing more to end.
    if (error instanceof LeaseLost) return { state: "cancelled", failure: null };
    throw error;
  } finally {
    stopKeeping();
  }
}

const endOf = (stopped: Stopped): How => {
  if (stopped === null) return { state: "completed", failure: null };
  if (stopped === "cancelled") return { state: "cancelled", failure: null };
  return stopped === "out_of_time" ? { state: "partial", failure: null } : stopped;
};

const unsupported = (message: string): RegistrarFailure => ({
  code: "unsupported",
  effect: "none",
  message,
});

async function beginRun(
  ctx: ServiceContext,
  { choice, trigger, batchId = null }: Whole,
  { account, names }: PlannedShare,
): Promise<book.Run> {
  const { selection, mode, isForced } = choice;
  const [only] = "names" in selection && selection.names.length === 1 ? selection.names : [];
  const { one, skipped } = await read(ctx, async (tx) => ({
    one: only === undefined ? null : await store.findOne(tx, only),
    skipped: await store.skippedOf(tx, choice, account.id),
  }));
  return mutate(ctx, "sync.run", async (tx, record) => {
    const run = await book.insertRun(tx, {
      accountId: account.id,
      scope: one ? "name" : "selection",
      domainId: one?.id ?? null,
      partnerId: one?.partnerId ?? null,
      mode,
      isForced,
      selection: { selection },
      batchId,
      trigger,
      phase: "details",
      state: "running",
      expected: names,
      apiBudget: names,
      skipped,
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
      after: { trigger, mode, names },
      runId: run.id,
    });
    return run;
  });
}
