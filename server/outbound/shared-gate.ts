import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import type { CallOutcome, Entry, Gate, Lane, Rate } from "./gate";
import * as store from "./store";

/** A person waits at most this long for a turn; beyond it the answer is "later". */
const INTERACTIVE_HORIZON_MS = 10_000;
/** Background work takes a place only when nobody is further ahead than this. */
const BACKGROUND_HORIZON_MS = 200;
/** Good calls are told together with the next bad one, these many at most: only their share matters. */
const REMEMBERED_CALLS = 20;
const MINUTE_MS = 60_000;

export type GateOptions = store.Place & {
  readonly rate: Rate;
  /** Whose rate it is: an account's own, or that of everybody who calls this address. */
  readonly rateKey: string;
  readonly lane: Lane;
};

/**
 * The gate of one endpoint of one account, kept in the database, so that three processes together send
 * no more than one may, and all of them stop when one has seen the endpoint fail.
 */
export function sharedGate(db: Database, options: GateOptions): Gate {
  const { accountId, endpoint, rate, rateKey, lane } = options;
  const tell = teller(db, { accountId, endpoint });
  const asking = {
    accountId,
    endpoint,
    rateKey: `outbound|${rateKey}`,
    intervalMs: MINUTE_MS / rate.requestsPerMinute,
    burst: rate.burst,
    horizonMs: lane === "interactive" ? INTERACTIVE_HORIZON_MS : BACKGROUND_HORIZON_MS,
  };
  const enter = async (signal?: AbortSignal): Promise<Entry> => {
    const admission = await store.admit(db, asking);
    const closed = closedFor(lane, admission);
    if (closed) return closed;
    await turn(admission.waitMs, signal);
    if (admission.verdict === "wait") return enter(signal);
    return { isOpen: true, done: (outcome, what) => tell(outcome, what, admission.probe) };
  };
  return { enter };
}

const turn = async (waitMs: number, signal: AbortSignal | undefined): Promise<void> => {
  if (waitMs > 0) await sleep(waitMs, undefined, signal ? { signal } : {});
};

/** Nobody waits for a breaker, and a person not for a queue that is longer than their patience. */
function closedFor(lane: Lane, { verdict, waitMs }: store.Admission): Entry | null {
  if (verdict === "go" || (verdict === "wait" && lane === "background")) return null;
  return {
    isOpen: false,
    reason: verdict === "open" ? "breaker" : "rate",
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  };
}

/** Tells bad calls and probes at once, and with them how many good ones came before. */
function teller(db: Database, place: store.Place) {
  let untold = 0;
  return async (outcome: CallOutcome, what: string, probe: string | null): Promise<void> => {
    if (outcome === "good" && !probe) {
      untold = Math.min(untold + 1, REMEMBERED_CALLS);
      return;
    }
    const isBad = outcome === "bad";
    const good = isBad ? untold : 1;
    untold = 0;
    await store.report(db, { ...place, good, bad: isBad ? 1 : 0, probe, what });
  };
}
