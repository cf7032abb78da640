import { setTimeout as sleep } from "node:timers/promises";
import type { Outcome } from "./call";
import type { HttpFailure } from "./failure";

const ATTEMPTS = 3;
const BASE_MS = 200;
const CAP_MS = 5_000;
/** A registrar that asks for more patience than this gets it from the next run, not from this call. */
const LONGEST_WAIT_MS = 15_000;

const AGAIN = new Set(["unreachable", "timeout", "server_error", "rate_limited"]);

/** What a closed gate kept from leaving is not tried again here: the gate knows when. */
const wasHeldBack = (failure: HttpFailure): boolean =>
  !failure.sent && failure.retryAfterSeconds !== undefined;

/**
 * How long to wait before a read is tried again: full jitter over a growing span; after a 429 or a named
 * time never less than that time, and never next to nothing.
 *
 * @returns milliseconds, or null when trying again now makes no sense
 */
export function retryWait(
  failure: HttpFailure,
  attempt: number,
  random = Math.random,
): number | null {
  if (attempt >= ATTEMPTS || !AGAIN.has(failure.kind) || wasHeldBack(failure)) return null;
  const span = Math.min(CAP_MS, BASE_MS * 2 ** attempt);
  const named = (failure.retryAfterSeconds ?? 0) * 1000;
  const wait =
    failure.kind === "rate_limited" || named > 0
      ? Math.max(named, span / 2 + random() * span)
      : random() * span;
  return wait > LONGEST_WAIT_MS ? null : wait;
}

/** Sends a read until it is answered, at most three times. Nothing that changes anything comes here. */
export async function withRetries<T>(
  send: () => Promise<Outcome<T>>,
  signal: AbortSignal | undefined,
): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await send();
    const wait = outcome.ok ? null : retryWait(outcome.error, attempt);
    if (outcome.ok || wait === null || signal?.aborted) return outcome;
    await sleep(wait, undefined, signal ? { signal } : {}).catch(() => undefined);
  }
}
