import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import * as book from "./book/store";
import { endRun } from "./end-run";
import { syncRules } from "./read-rules";
import { targetOfRun } from "./selected/target-of-run";

/** A run that runs says so every two seconds; one that is silent for so long has lost its process. */
const SILENT_SECONDS = 120;

/**
 * Ends runs of chosen names whose process is gone: in part, with the names they did not reach. Runs of accounts are
 * not ended but taken up, by the next reading of the account.
 *
 * @returns how many were ended
 */
export async function endSilentRuns(
  ctx: ServiceContext,
  silentSeconds = SILENT_SECONDS,
): Promise<number> {
  const silent = await read(ctx, (tx) => book.silentRuns(tx, silentSeconds));
  if (silent.length === 0) return 0;
  const rules = await syncRules(ctx);
  for (const run of silent) {
    const account = await read(ctx, (tx) => book.findAnyAccount(tx, run.accountId));
    const target = targetOfRun(run, rules);
    const state = run.cancelAskedAt ? ("cancelled" as const) : ("partial" as const);
    await endRun(ctx, { account, run, ...(target ? { target } : {}) }, { state, failure: null });
  }
  return silent.length;
}
