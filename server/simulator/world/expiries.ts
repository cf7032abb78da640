import type { Random } from "./random";

/** Share of the names, in percent, that expire within each span of days. The rest is spread beyond. */
const NEAR_SPANS = [
  { percent: 11, from: 1, to: 29 },
  { percent: 10, from: 31, to: 59 },
  { percent: 9, from: 61, to: 89 },
] as const;
const FAR = { from: 91, to: 899 } as const;

/** `count` distances to expiry in days: many near, the others evenly over two and a half years. */
export function spreadExpiries(count: number, random: Random): number[] {
  const near = NEAR_SPANS.flatMap(({ percent, from, to }) => {
    const share = Math.round((count * percent) / 100);
    return Array.from({ length: share }, (_, n) => from + ((n * 7) % (to - from + 1)));
  });
  const left = count - near.length;
  const far = Array.from({ length: left }, (_, n) =>
    Math.round(FAR.from + ((FAR.to - FAR.from) * n) / Math.max(1, left - 1)),
  );
  return random.shuffled([...near, ...far]);
}
