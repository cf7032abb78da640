import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import type { Kept } from "./schemas";

const MOST = 2_000;
const kept = new Map<string, { value: unknown; at: string }>();

/** Values are the caller's own: nobody is shown what another one was. */
const keyOf = ({ actor, scope }: ServiceContext, name: string) =>
  `${tenantOf(scope)}|${actor.kind}|${actor.id}|${name}`;

function keep(key: string, value: unknown, at: string): void {
  kept.delete(key);
  kept.set(key, { value, at });
  const [oldest] = kept.keys();
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
}

/**
 * What `load` answers; while it fails, what it answered this caller last in this process, told to be old. Null when
 * it fails and nothing is known: the failure is in the log then, and the rest of a page can go on.
 */
export async function lastGood<T>(
  ctx: ServiceContext,
  name: string,
  load: () => Promise<T>,
): Promise<Kept<T> | null> {
  const key = keyOf(ctx, name);
  try {
    const value = await load();
    const at = ctx.now().toISOString();
    keep(key, value, at);
    return { value, at, isStale: false };
  } catch (error) {
    report(error, { requestId: ctx.requestId, part: name });
    const known = kept.get(key);
    return known ? { value: known.value as T, at: known.at, isStale: true } : null;
  }
}
