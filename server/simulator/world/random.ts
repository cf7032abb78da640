import { createHash } from "node:crypto";

/** A source of choices that gives the same sequence for the same seed. */
export type Random = {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(from: readonly T[]): T[];
};

/**
 * Choices that follow from `seed` alone.
 * @see mulberry32 by Tommy Ettinger (public domain)
 */
export function randomFrom(seed: string): Random {
  let state = hashOf(seed);
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)];
    if (one === undefined) throw new RangeError("Nothing to pick from.");
    return one;
  };
  const shuffled = <T>(from: readonly T[]): T[] =>
    from
      .map((one) => [below(2 ** 31), one] as const)
      .sort(([a], [b]) => a - b)
      .map(([, one]) => one);
  return { below, pick, shuffled };
}

/** A 32-bit number that follows from `text` alone. */
export function hashOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE(0);
}

/** A UUID that follows from `text` alone. */
export function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
