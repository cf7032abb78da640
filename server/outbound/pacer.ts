import { setTimeout as sleep } from "node:timers/promises";

/** Time as the pacer sees it. */
export type Clock = {
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<unknown>;
};

export type Pacer = {
  /** Resolves when the next request may leave; first come, first served. Rejects when aborted. */
  readonly turn: (signal?: AbortSignal) => Promise<void>;
};

const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
};

/**
 * Keeps the requests of this process under a rate: `burst` at once, then evenly spread.
 *
 * It knows nothing of other processes: with n of them, n times the rate may leave. A turn that is
 * given up while waiting is not handed to the next in line.
 */
export function createPacer(options: {
  requestsPerMinute: number;
  burst: number;
  clock?: Clock;
}): Pacer {
  const clock = options.clock ?? systemClock;
  const intervalMs = 60_000 / options.requestsPerMinute;
  const burstMs = (options.burst - 1) * intervalMs;
  let nextDueAt = 0;
  return {
    async turn(signal) {
      const now = clock.now();
      const startsAt = Math.max(now, nextDueAt - burstMs);
      nextDueAt = Math.max(now, nextDueAt) + intervalMs;
      if (startsAt > now) await clock.sleep(startsAt - now, signal);
    },
  };
}
