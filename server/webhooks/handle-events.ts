import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import { readNow } from "../sync/sync-domain";
import * as store from "./store";

const AT_ONCE = 20;

type Event = Awaited<ReturnType<typeof store.claimEvents>>[number];

/**
 * Handles what came in: each event has the name it is about read at its registrar, and that reading
 * alone is believed. An event about a name that is not in its account changes nothing, and is logged.
 *
 * @param deadline epoch milliseconds after which no further name is read
 * @returns how many events were handled
 */
export async function handleEvents(ctx: ServiceContext, deadline: number): Promise<number> {
  const events = await transact(ctx, (tx) => store.claimEvents(tx, AT_ONCE));
  let handled = 0;
  for (const event of events) {
    if (Date.now() >= deadline) break;
    const outcome = await handle(ctx, event);
    await transact(ctx, (tx) => store.settleEvent(tx, event.id, outcome));
    handled += 1;
  }
  if (events.length === 0) await transact(ctx, store.forgetOldEvents);
  return handled;
}

async function handle(
  ctx: ServiceContext,
  { domain_id, account_id, name }: Event,
): Promise<string> {
  if (domain_id) return (await readNow(ctx, domain_id, "webhook")).outcome;
  await mutate(ctx, "sync.run", (_tx, record) =>
    record({
      action: "webhook.ignored",
      objectId: account_id,
      objectName: name ?? "an event without a name",
      partnerId: null,
      reason: "The event is about no name of this account.",
    }),
  );
  return "not_ours";
}
