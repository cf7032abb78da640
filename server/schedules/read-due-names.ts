import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { settingsOf } from "../settings/settings-of";
import { syncSelected } from "../sync/selected/sync-selected";
import { sharedTurns } from "../turns/turns";
import * as store from "./store";

/** What no call begins a step in: a registrar of usual speed answers within it. */
const RESERVE_MS = 1_500;

export type DueNamesDto = { readonly checked: number; readonly left: number };

/**
 * Reads names whose own planned check has come between two readings of their account: those in transfer, about to
 * expire, just changed by us, or waiting after a failure. One batch a call.
 */
export async function readDueNames(
  ctx: ServiceContext,
  { budgetMs, signal }: { readonly budgetMs: number; readonly signal?: AbortSignal | undefined },
): Promise<DueNamesDto> {
  authorize(ctx.actor, "sync.run");
  const look = (most: number) => read(ctx, (tx) => store.dueNames(tx, most));
  // Most calls find nothing; they ask for nothing else.
  const waiting = (await look(1)).length;
  if (waiting === 0 || budgetMs <= RESERVE_MS) return { checked: 0, left: waiting };
  const deadline = Date.now() + budgetMs - RESERVE_MS;
  const { syncBatch } = await settingsOf(ctx.db);
  const leave = await turnAt(ctx, budgetMs - RESERVE_MS, signal);
  if (!leave) return { checked: 0, left: waiting };
  try {
    // Whoever had the turn before has read them.
    const names = await look(syncBatch);
    return names.length > 0 ? await readNow(ctx, names, deadline, signal) : NOTHING;
  } finally {
    await leave();
  }
}

const NOTHING: DueNamesDto = { checked: 0, left: 0 };

/** One process at a time picks names. @returns how to end the turn; null when it did not come in time */
function turnAt(ctx: ServiceContext, mostMs: number, signal: AbortSignal | undefined) {
  const ends = [AbortSignal.timeout(mostMs), ...(signal ? [signal] : [])];
  const limit = AbortSignal.any(ends);
  return sharedTurns(ctx.db, "due-names", 1)
    .take(limit)
    .catch((error: unknown) => {
      if (limit.aborted) return null;
      throw error;
    });
}

async function readNow(
  ctx: ServiceContext,
  names: readonly string[],
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<DueNamesDto> {
  const { runs, left } = await syncSelected(ctx, {
    selection: { names: [...names] },
    mode: "full",
    // Their time has come by their own plan, however lately they were read.
    isForced: true,
    trigger: "schedule",
    budgetMs: Math.max(0, deadline - Date.now()),
    signal,
  });
  return { checked: runs.reduce((sum, { checked }) => sum + checked, 0), left };
}
