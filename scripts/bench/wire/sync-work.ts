import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { houseContext } from "@/server/auth/caller";
import { readRun } from "@/server/sync/read-run";
import { syncSelected } from "@/server/sync/selected/sync-selected";
import { syncAccount } from "@/server/sync/sync-account";
import type { Tasks, Told } from "./tasks";

const LONG_MS = 10 * 60_000;
const SAMPLED_MS = 20;
/** As it has come up, before it did anything. */
const IDLE = process.memoryUsage.rss();

/** Runs `work` and tells how long it took, and how far the process grew meanwhile. */
async function watched(
  work: () => Promise<unknown>,
): Promise<{ allMs: number; grownBytes: number }> {
  let most = process.memoryUsage.rss();
  const sampling = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, SAMPLED_MS);
  const startedAt = performance.now();
  try {
    await work();
  } finally {
    clearInterval(sampling);
  }
  return { allMs: performance.now() - startedAt, grownBytes: most - IDLE };
}

/** The list of an account, read into the record. */
export async function readList({
  accountId,
}: Tasks["readList"]["asked"]): Promise<Told<"readList">> {
  return watched(async () => {
    const order = { accountId, mode: "status" as const, trigger: "manual" as const };
    const ctx = houseContext("bench");
    const { outcome, runId } = await syncAccount(ctx, { ...order, budgetMs: LONG_MS });
    if (outcome !== "completed")
      throw new Error(
        `${outcome}: ${JSON.stringify(runId && (await readRun(ctx, runId)).failure)}`,
      );
  });
}

/** The names of an account, read one by one. */
export async function readNames(asked: Tasks["readNames"]["asked"]): Promise<Told<"readNames">> {
  const { accountId, most } = asked;
  const callsAtMs: number[] = [];
  const onCall = () => callsAtMs.push(performance.timeOrigin + performance.now());
  if (asked.isTimed) subscribe("undici:request:create", onCall);
  const told = await watched(async () => {
    const order = { selection: { accountId }, isForced: true, trigger: "manual" as const };
    const result = await syncSelected(houseContext("bench"), { ...order, most, budgetMs: LONG_MS });
    if (result.outcome !== "completed") throw new Error(JSON.stringify(result));
  });
  unsubscribe("undici:request:create", onCall);
  return { ...told, callsAtMs };
}
