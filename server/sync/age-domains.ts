import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { agedRecord } from "./drift";
import * as store from "./store";

const AT_ONCE = 500;

/**
 * Moves names whose phase has ended by itself into the next one: a name past its expiry enters its
 * grace period without anybody reading it. Works in sets of 500, at most `most` names a call, and
 * begins no set after `deadline` (epoch milliseconds).
 *
 * @returns how many names changed phase
 */
export async function ageDomains(
  ctx: ServiceContext,
  { most = 10_000, deadline = Number.POSITIVE_INFINITY } = {},
): Promise<number> {
  let aged = 0;
  while (aged < most && Date.now() < deadline) {
    const moved = await ageSome(ctx);
    aged += moved;
    if (moved < AT_ONCE) break;
  }
  return aged;
}

const ageSome = (ctx: ServiceContext): Promise<number> =>
  mutate(ctx, "sync.run", async (tx, record) => {
    const due = await store.agedDomains(tx, AT_ONCE);
    const changes = due.map((known) => ({
      ...known,
      record: agedRecord(known.record, known.local, ctx.now()),
      was: known.record,
    }));
    const written = await store.saveRecords(tx, changes);
    await record(
      ...changes
        .filter(({ id, record: next, was }) => written.has(id) && next.lifecycle !== was.lifecycle)
        .map(({ id, name, partnerId, record: next, was }) => ({
          action: "domain.changed" as const,
          objectId: id,
          objectName: name,
          partnerId,
          before: { lifecycle: was.lifecycle, renewBy: was.renewBy },
          after: { lifecycle: next.lifecycle, renewBy: next.renewBy },
          reason: "The phase before ended by itself.",
        })),
    );
    return written.size;
  });
