import type { Database } from "@/db/client";
import { report } from "../kernel/report";
import { pulse } from "./store";

/** A worker beats every ten seconds; after this many it is missed. */
const MISSED_AFTER_SECONDS = 45;

export type Health = { readonly isWell: boolean; readonly reason: string | null };

const ill = (reason: string): Health => ({ isWell: false, reason });

/**
 * Whether the console can do its work: the database answers, its queue is there, and, where one is
 * expected, a worker takes from it. The reason names the part, never its error text.
 */
export async function checkHealth(db: Database, isWorkerExpected: boolean): Promise<Health> {
  try {
    const { workerSilentSeconds } = await pulse(db);
    if (!isWorkerExpected) return { isWell: true, reason: null };
    if (workerSilentSeconds === null) return ill("no worker has started yet");
    if (workerSilentSeconds > MISSED_AFTER_SECONDS) return ill("the worker has gone silent");
    return { isWell: true, reason: null };
  } catch (error) {
    report(error, { check: "health" });
    return ill("the database or its queue does not answer");
  }
}
