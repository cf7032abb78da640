import { randomUUID } from "node:crypto";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { settingsOf } from "../settings/settings-of";
import { estimateSync } from "../sync/selected/estimate-sync";
import { EstimateSyncInput } from "../sync/selected/schemas";
import { type SelectedResult, syncSelected } from "../sync/selected/sync-selected";
import { requestSelectedSync } from "./queue";

/** Without a worker the reading lasts as long as a request may; what is left is told. */
const WITHIN_REQUEST_MS = 6_000;

/** What became of a choice that was ordered: in a worker's hands, or done as far as there was time. */
export type StartedSync = {
  readonly isQueued: boolean;
  readonly names: number;
  readonly result: Pick<SelectedResult, "outcome" | "left"> | null;
};

/**
 * Has chosen names read: a few of them right here, more of them by the worker.
 *
 * @throws AppError `precondition_failed` when no name is left to read
 */
export async function startSelectedSync(
  ctx: ServiceContext,
  input: EstimateSyncInput,
): Promise<StartedSync> {
  const order = parsed(EstimateSyncInput, input);
  const { names, skipped } = await estimateSync(ctx, order);
  if (names === 0) throw precondition(nothingOf(skipped));
  const { worker, databaseUrl } = environment();
  const { syncQueueThreshold } = await settingsOf(ctx.db);
  if (worker === "separate" && names >= syncQueueThreshold) {
    const job = { order, orderedBy: ctx.actor.name };
    await requestSelectedSync(databaseUrl, randomUUID(), job);
    return { isQueued: true, names, result: null };
  }
  const budget = { trigger: "manual" as const, budgetMs: WITHIN_REQUEST_MS };
  const { outcome, left } = await syncSelected(ctx, { ...order, ...budget });
  return { isQueued: false, names, result: { outcome, left } };
}

const nothingOf = (skipped: number): string =>
  skipped > 0
    ? `All ${skipped} names of this choice were read a moment ago, or wait after a failure. Force the reading to ask for them all the same.`
    : "No name fits this choice.";
