import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { runImport } from "../import/run-import";
import { sweepImports, waitingImports } from "../import/waiting";
import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import type { QueueName } from "./queues";

const QUEUE: QueueName = "run-import";
const LOOK_EVERY_MS = 10_000;
/** Below the queue's expiry of a job, so that long work hands over to its own next job. */
const BUDGET_MS = 10 * 60_000;

const Job = z.object({ importId: z.uuid() });

async function runJob(boss: PgBoss, ctx: ServiceContext, job: unknown): Promise<void> {
  const { importId } = Job.parse(job);
  const outcome = await runImport(ctx, { importId, budgetMs: BUDGET_MS });
  if (outcome === "paused") await boss.send(QUEUE, { importId }, { singletonKey: importId });
}

/** Takes imports from the queue, one at a time, and looks now and then for work that was cut off. */
export async function watchImports(
  boss: PgBoss,
  context: () => ServiceContext,
): Promise<() => void> {
  await boss.work(
    QUEUE,
    { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 },
    async (jobs) => {
      for (const job of jobs) await runJob(boss, context(), job.data);
    },
  );
  const look = async () => {
    const ctx = context();
    for (const importId of await waitingImports(ctx))
      await boss.send(QUEUE, { importId }, { singletonKey: importId });
    await sweepImports(ctx);
  };
  const lookNow = () =>
    void look().catch((error: unknown) => report(error, { part: "worker imports" }));
  lookNow();
  const looking = setInterval(lookNow, LOOK_EVERY_MS);
  return () => clearInterval(looking);
}
