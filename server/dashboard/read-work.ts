import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { today } from "../kernel/today";
import { read } from "../kernel/transact";
import { EVERYONE, filterOf, NOBODY } from "../portfolio/filter";
import { EMPTY_QUERY } from "../portfolio/query";
import { WORK_FILTERS, type WorkDto } from "./schemas";
import * as store from "./store";

/**
 * What waits for somebody, counted: the tiles of the dashboard.
 *
 * @param partner the one partner whose names are looked at; null for all that the caller sees
 */
export async function readWork(
  ctx: ServiceContext,
  { partner }: { readonly partner: string | null },
): Promise<WorkDto> {
  authorize(ctx.actor, "domain.read");
  const { renewWithin, autoRenew } = WORK_FILTERS.actBy;
  const query = { ...EMPTY_QUERY, partner, renewWithin, autoRenew: [...autoRenew] };
  const byHand = filterOf(ctx.scope, query, today(ctx.now()));
  const row = await read(ctx, (tx) => store.work(tx, byHand.side, NOBODY, byHand));
  return {
    names: row.names,
    until: byHand.renewTo ?? "",
    isExact: row.by_hand <= store.COUNTED_AT_MOST,
    counts: {
      actBy: Math.min(row.by_hand, store.COUNTED_AT_MOST),
      incidents: row.incidents,
      lapsing: row.lapsing,
      onHold: row.on_hold,
      differs: row.differs,
      unread: row.unread,
      unlocked: row.unlocked,
      arrived: row.arrived,
      unassigned: ctx.scope.all && byHand.side === EVERYONE ? row.unassigned : null,
    },
  };
}
