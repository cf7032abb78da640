import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { sweepGates } from "../accounts/sweep-gates";
import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import { read } from "../kernel/transact";
import { ageDomains } from "../sync/age-domains";
import * as book from "../sync/book/store";
import { endSilentRuns } from "../sync/end-silent-runs";
import { SelectedJob } from "../sync/selected/order";
import { syncSelected } from "../sync/selected/sync-selected";
import { syncAccount } from "../sync/sync-account";
import { handleEvents } from "../webhooks/handle-events";
import type { QueueName } from "./queues";

const QUEUE: QueueName = "sync-account";
const SELECTED: QueueName = "sync-selected";
const LOOK_EVERY_MS = 5_000;
const SWEEP_EVERY_MS = 10 * 60_000;
/** Below the queue's expiry of a job, so that a long reading hands over to its own next job. */
const BUDGET_MS = 10 * 60_000;
/** A choice of many names may take this long before it ends in part. */
const SELECTED_MS = 55 * 60_000;
const AT_ONCE = 4;
/** Events of one look; what is left waits for the next. */
const EVENTS_MS = 60_000;

const Job = z.object({ accountId: z.uuid() });

type Work = { readonly ctx: ServiceContext; readonly signal: AbortSignal };

async function runJob(boss: PgBoss, { ctx, signal }: Work, job: unknown): Promise<void> {
  const { accountId } = Job.parse(job);
  const order = { accountId, trigger: "worker" as const, budgetMs: BUDGET_MS, signal };
  const { outcome } = await syncAccount(ctx, order);
  if (outcome === "paused") await boss.send(QUEUE, { accountId }, { singletonKey: accountId });
}

/** Reads chosen names in the name of whoever chose them. */
async function runSelected({ ctx, signal }: Work, job: unknown): Promise<void> {
  const { order, orderedBy } = SelectedJob.parse(job);
  const theirs = { ...ctx, actor: { ...ctx.actor, name: orderedBy } };
  await syncSelected(theirs, { ...order, trigger: "manual", budgetMs: SELECTED_MS, signal });
}

/** Puts a job in for every account that is due, moves names on whose phase has ended, and handles events. */
async function look(boss: PgBoss, ctx: ServiceContext): Promise<void> {
  for (const { id } of await read(ctx, book.dueAccounts))
    await boss.send(QUEUE, { accountId: id }, { singletonKey: id });
  await endSilentRuns(ctx);
  await ageDomains(ctx);
  await handleEvents(ctx, Date.now() + EVENTS_MS);
}

/** Takes readings from the queue, four accounts at a time, and looks every few seconds for what is due. */
export async function watchSync(boss: PgBoss, context: () => ServiceContext): Promise<() => void> {
  const ending = new AbortController();
  const work = () => ({ ctx: context(), signal: ending.signal });
  const options = {
    batchSize: 1,
    localConcurrency: AT_ONCE,
    pollingIntervalSeconds: 2,
    notifyPollingIntervalSeconds: 2,
  };
  await boss.work(QUEUE, options, async (jobs) => {
    for (const job of jobs) await runJob(boss, work(), job.data);
  });
  await boss.work(SELECTED, options, async (jobs) => {
    for (const job of jobs) await runSelected(work(), job.data);
  });
  let isLooking = false;
  const lookNow = async () => {
    if (isLooking) return;
    isLooking = true;
    await look(boss, context()).catch((error: unknown) => report(error, { part: "worker" }));
    isLooking = false;
  };
  const sweep = () =>
    void sweepGates(context()).catch((error: unknown) => report(error, { part: "worker" }));
  sweep();
  void lookNow();
  const looking = setInterval(() => void lookNow(), LOOK_EVERY_MS);
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS);
  return () => {
    ending.abort(new Error("The worker ends."));
    clearInterval(looking);
    clearInterval(sweeping);
  };
}
