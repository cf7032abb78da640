import type { Rate } from "./gate";

/** How late a place may be used at most, and for how long ahead places are taken. */
const GRACE_MS = 50;
/** No place is kept for longer, so that a breaker another process opened is seen soon. */
const HELD_AT_MOST_MS = 500;

/**
 * How many places may be used late. So many are taken off the burst, so that calls of a place used late
 * and those of the places behind it are together no more than the burst. None where the rate is low:
 * there each call asks for itself.
 */
export const slackOf = ({ burst }: Rate, intervalMs: number): number =>
  Math.max(0, Math.floor(Math.min(GRACE_MS / intervalMs, (burst - 1) / 2)));

/** Places taken together. Times are of performance.now(). */
export type Batch = {
  readonly count: number;
  /** When the first may be used; each further one an interval later. */
  readonly fromMs: number;
  readonly askedAtMs: number;
  readonly intervalMs: number;
  /** For how long after that moment a place keeps within the rate. */
  readonly allowanceMs: number;
  /** For how long after that it may still be used: what `slackOf` has paid for. */
  readonly graceMs: number;
};

export type PlaceStock = {
  /** When a place may be used, or null when there is none. */
  readonly take: (nowMs: number) => number | null;
  /** Keeps the places of a batch from `index` on. */
  readonly keep: (batch: Batch, index: number) => void;
  readonly clear: () => void;
};

/** Places that were taken ahead of need. One that was not used in time is gone. */
export function placeStock(): PlaceStock {
  let places: { readonly fromMs: number; readonly untilMs: number }[] = [];
  return {
    take(nowMs) {
      for (let place = places.shift(); place; place = places.shift())
        if (place.untilMs >= nowMs) return place.fromMs;
      return null;
    },
    keep({ count, fromMs, askedAtMs, intervalMs, allowanceMs, graceMs }, index) {
      for (let at = index; at < count; at += 1) {
        const placeMs = fromMs + at * intervalMs;
        const untilMs = Math.min(placeMs + allowanceMs + graceMs, askedAtMs + HELD_AT_MOST_MS);
        places.push({ fromMs: placeMs, untilMs });
      }
    },
    clear() {
      places = [];
    },
  };
}

/** How many places the calls of the coming moment need, by how fast places went since it was last asked. */
export function paceMeter(): {
  readonly taken: () => void;
  readonly ahead: (nowMs: number) => number;
} {
  let count = 0;
  let sinceMs = Number.NEGATIVE_INFINITY;
  return {
    taken() {
      count += 1;
    },
    ahead(nowMs) {
      const perMs = count / Math.max(1, nowMs - sinceMs);
      count = 0;
      sinceMs = nowMs;
      return Math.ceil(perMs * GRACE_MS);
    },
  };
}
