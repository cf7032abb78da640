import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { today } from "../kernel/today";
import { read } from "../kernel/transact";
import { EVERYONE, NOBODY } from "../partners/counted-as";
import { filterOf } from "../portfolio/filter";
import { EMPTY_QUERY, type PortfolioQuery } from "../portfolio/query";
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
  const { actBy, ceilingHit } = WORK_FILTERS;
  const due = { ...EMPTY_QUERY, partner, renewWithin: actBy.renewWithin };
  const filter = (part: Partial<PortfolioQuery>) =>
    filterOf(ctx.scope, { ...due, ...part }, today(ctx.now()));
  const byHand = filter({ autoRenew: [...actBy.autoRenew] });
  const aboveCeiling = filter({ flag: [...ceilingHit.flag] });
  const row = await read(ctx, (tx) =>
    store.work(tx, byHand.side, NOBODY, { byHand, aboveCeiling }),
  );
  return {
    names: row.names,
    until: byHand.renewTo ?? "",
    isExact: Math.max(row.by_hand, row.above_ceiling) <= store.COUNTED_AT_MOST,
    counts: {
      actBy: Math.min(row.by_hand, store.COUNTED_AT_MOST),
      ceilingHit: Math.min(row.above_ceiling, store.COUNTED_AT_MOST),
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
