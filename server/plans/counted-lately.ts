import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import type { PlanRecord } from "./store";

/** Counting so many is noticed. */
const LARGE = 2_000;
const FRESH_MS = 1_000;

type Counted = { readonly atMs: number; readonly counts: unknown };
const lately = new Map<string, Counted>();

const isFresh = ({ atMs }: Counted): boolean => performance.now() - atMs < FRESH_MS;

/**
 * Counts how the operations of a plan stand. Those of a large one that runs are counted once a second by one process,
 * however many people look; how it ended is never an old count.
 */
export async function countedLately<Counts>(
  { scope }: ServiceContext,
  { id, state, names }: Pick<PlanRecord, "id" | "state" | "names">,
  count: () => Promise<Counts>,
): Promise<Counts> {
  if (state !== "applying" || names < LARGE) return count();
  const key = `${tenantOf(scope)} ${id}`;
  const known = lately.get(key);
  if (known && isFresh(known)) return known.counts as Counts;
  const counts = await count();
  for (const [old, one] of lately) if (!isFresh(one)) lately.delete(old);
  lately.set(key, { atMs: performance.now(), counts });
  return counts;
}
