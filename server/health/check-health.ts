import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import { look } from "../kernel/transact";
import { stranded } from "../operations/queue/store";
import { pulse } from "./store";

/** A worker beats every ten seconds; after this many it is missed. */
const MISSED_AFTER_SECONDS = 45;

/** A change at a registrar that is due and that nobody moves on for so long has been forgotten. */
const STRANDED_AFTER_SECONDS = 900;

export type Health = { readonly isWell: boolean; readonly reason: string | null };

const ill = (reason: string): Health => ({ isWell: false, reason });

/**
 * Whether the console can do its work: the database answers, its queue is there, and, where one is
 * expected, a worker takes from it, and no change at a registrar is left lying. The reason names the part,
 * never its error text.
 */
export async function checkHealth(ctx: ServiceContext, isWorkerExpected: boolean): Promise<Health> {
  try {
    const { workerSilentSeconds } = await pulse(ctx.db);
    if (isWorkerExpected && workerSilentSeconds === null) return ill("no worker has started yet");
    if (isWorkerExpected && Number(workerSilentSeconds) > MISSED_AFTER_SECONDS)
      return ill("the worker has gone silent");
    const forgotten = await look(ctx, (tx) => stranded(tx, STRANDED_AFTER_SECONDS));
    if (forgotten > 0) return ill("changes at registrars are not being worked on");
    return { isWell: true, reason: null };
  } catch (error) {
    report(error, { check: "health" });
    return ill("the database or its queue does not answer");
  }
}
