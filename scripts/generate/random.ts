/** A stream of numbers that a seed fixes: the same run after run, on every machine. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number in [0, below). */
  readonly whole: (below: number) => number;
  readonly isOneIn: (share: number) => boolean;
  readonly uuid: () => string;
};

/** The generator mulberry32: 32 bits of state, good enough to spread rows. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => bits() / 2 ** 32;
  const hex = () => bits().toString(16).padStart(8, "0");
  return {
    next,
    whole: (below) => Math.floor(next() * below),
    isOneIn: (share) => next() < share,
    uuid: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}

/** Something to choose, with how often it is chosen; the weights need no particular sum. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/** Makes a function that chooses among `options` by their weights. */
export function chooser<T>(options: Weighted<T>): (random: Random) => T {
  const total = options.reduce((sum, [, weight]) => sum + weight, 0);
  const last = options.at(-1);
  if (!last) throw new Error("There is nothing to choose from.");
  return (random) => {
    let left = random.next() * total;
    for (const [value, weight] of options) {
      left -= weight;
      if (left < 0) return value;
    }
    return last[0];
  };
}
