import { randomUUID } from "node:crypto";
import { authorize } from "../../auth/policy";
import type { ServiceContext } from "../../kernel/context";
import { parsed } from "../../kernel/zod-errors";
import { type SyncTrigger, syncAccount } from "../sync-account";
import { type NameDrift, readDrift } from "./dry-run";
import { type PlannedShare, planSync } from "./plan-sync";
import { readShare } from "./read-share";
import { EstimateSyncInput } from "./schemas";
import { resultOf, type ShareResult } from "./share-result";
import type { Progress, Whole } from "./whole";

export type SelectedOrder = EstimateSyncInput & {
  readonly trigger: SyncTrigger;
  /** Asks the registrars and writes nothing: the answer is what would change. */
  readonly isDryRun?: boolean;
  /** Milliseconds after which no further name is begun; the runs end in part then. */
  readonly budgetMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Told of every batch. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};

export type SelectedResult = {
  readonly outcome: "completed" | "partial" | "failed" | "cancelled";
  readonly runs: readonly ShareResult[];
  /** Names that were planned and not read. */
  readonly left: number;
  /** Names that are meant and were left out: read a moment ago, or waiting after a failure. */
  readonly skipped: number;
  /** Names that were asked for and are not on record. */
  readonly unknown: readonly string[];
  /** Of a dry run: names that would change, or could not be read. */
  readonly drift?: readonly NameDrift[];
};

const AT_ONCE = 4;

/**
 * Reads chosen names, the most urgent first: one run for each account they are in. Names that were read a moment ago
 * are left out unless forced, and so are names that wait after a failure. Two callers with the same choice share it:
 * a name is read by one of them.
 *
 * @throws AppError `invalid_input` for a choice that narrows nothing and does not say `all`
 */
export async function syncSelected(
  ctx: ServiceContext,
  order: SelectedOrder,
): Promise<SelectedResult> {
  authorize(ctx.actor, "sync.run");
  const { trigger, isDryRun = false, budgetMs, signal, onProgress, ...chosen } = order;
  const { most, ...asked } = parsed(EstimateSyncInput, chosen);
  const deadline = Date.now() + budgetMs;
  const plan = await planSync(ctx, asked, most);
  const whole = { ...plan, trigger, signal, onProgress, left: () => deadline - Date.now() };
  if (isDryRun) return dryRun(ctx, whole);
  const batchId = plan.shares.length > 1 ? randomUUID() : null;
  const runs: ShareResult[] = [];
  const waiting = plan.shares.values();
  const lane = async () => {
    for (const share of waiting) runs.push(await readOne(ctx, { ...whole, batchId }, share));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { ...summed(runs), skipped: plan.skipped, unknown: plan.unknown };
}

async function readOne(
  ctx: ServiceContext,
  whole: Whole,
  share: PlannedShare,
): Promise<ShareResult> {
  if (share.way !== "list") return readShare(ctx, whole, share);
  const { account, names, calls } = share;
  const { outcome, runId } = await syncAccount(ctx, {
    accountId: account.id,
    mode: "status",
    unlessReadSince: whole.choice.isForced ? null : whole.at,
    trigger: whole.trigger === "cron" || whole.trigger === "worker" ? "schedule" : whole.trigger,
    budgetMs: whole.left(),
    batchId: whole.batchId ?? null,
    signal: whole.signal,
    onProgress: ({ run }) =>
      whole.onProgress?.({ account: account.name, runId: run.id, done: 0, planned: calls }),
  });
  return resultOf(ctx, { account, runId, state: outcome, planned: names });
}

const dryRun = async (ctx: ServiceContext, whole: Whole): Promise<SelectedResult> => {
  const { drift, left } = await readDrift(ctx, whole);
  const outcome = left > 0 ? ("partial" as const) : ("completed" as const);
  return { outcome, runs: [], left, skipped: whole.skipped, unknown: whole.unknown, drift };
};

function summed(runs: readonly ShareResult[]): Pick<SelectedResult, "outcome" | "runs" | "left"> {
  const left = runs.reduce((sum, { unreached }) => sum + unreached, 0);
  const has = (state: ShareResult["state"]) => runs.some((run) => run.state === state);
  const isAll = (state: ShareResult["state"]) => runs.every((run) => run.state === state);
  const outcome = () => {
    if (isAll("completed")) return "completed";
    if (has("cancelled")) return "cancelled";
    return isAll("failed") ? "failed" : "partial";
  };
  return { runs, left, outcome: outcome() };
}
