/**
 * Does some work for each of many, a few at a time and in their order; whoever is free takes the next.
 *
 * @throws whatever the work throws first; what is under way then goes on, and nobody waits for it
 */
export async function eachAtOnce<T>(
  many: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = many.values();
  const lane = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, many.length) }, lane));
}
