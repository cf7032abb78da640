export type Sample = { readonly atMs: number; readonly done: number };

/** A pace is told from what was seen within this time. */
const WINDOW_MS = 60_000;
const LEAST_MS = 2_000;
/** Too little is known of a plan that has hardly begun. */
const LEAST_SHARE = 0.1;

export type Pace = { readonly perMinute: number; readonly secondsLeft: number };

/** The samples that still count, with a new one. */
export const sampled = (samples: readonly Sample[], next: Sample): readonly Sample[] => [
  ...samples.filter(({ atMs, done }) => next.atMs - atMs <= WINDOW_MS && done <= next.done),
  next,
];

/** How fast a plan goes and how long it still takes; null while a tenth is not done, or nothing moves. */
export function paceFrom(samples: readonly Sample[], total: number): Pace | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (!first || !last || last.done < total * LEAST_SHARE) return null;
  const elapsedMs = last.atMs - first.atMs;
  const moved = last.done - first.done;
  if (elapsedMs < LEAST_MS || moved <= 0) return null;
  return {
    perMinute: Math.round((moved / elapsedMs) * 60_000),
    secondsLeft: Math.ceil(((total - last.done) * elapsedMs) / moved / 1_000),
  };
}
