import { z } from "zod";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { today } from "../kernel/today";
import { look } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { EVERYONE, NOBODY } from "../partners/counted-as";
import { filterOf } from "./filter";
import * as store from "./overview/store";
import { ACT_WITHIN_DAYS, EMPTY_QUERY, UNASSIGNED } from "./query";
import type { PortfolioOverview } from "./schemas";

const Input = z.strictObject({
  partner: z
    .union([z.uuid(), z.literal(UNASSIGNED)])
    .nullable()
    .default(null),
});

/** The oldest of the last good answers; null when an account never gave one. */
const oldest = (instants: readonly (string | null)[]): string | null =>
  instants.some((at) => at === null) ? null : (instants.map((at) => iso(at)).sort()[0] ?? null);

/** What stands above the list: how many names, at which accounts, how fresh, and how many each usual view holds. */
export async function portfolioOverview(
  ctx: ServiceContext,
  input: z.input<typeof Input>,
): Promise<PortfolioOverview> {
  authorize(ctx.actor, "domain.read");
  const { partner } = parsed(Input, input);
  const query = { ...EMPTY_QUERY, partner, renewWithin: ACT_WITHIN_DAYS };
  const { side, renewTo } = filterOf(ctx.scope, query, today(ctx.now()));
  const row = await look(ctx, (tx) => store.overview(tx, side, NOBODY, renewTo ?? ""));
  return {
    names: row.names,
    accounts: row.accounts.length,
    checkedAt: oldest(row.accounts.map(({ checkedAt }) => checkedAt)),
    views: {
      actBy: row.due,
      unlocked: row.unlocked,
      differs: row.differs,
      unassigned: ctx.scope.all && side === EVERYONE ? row.unassigned : null,
    },
    failing: row.accounts
      .filter(({ failure }) => failure !== null)
      .map(({ id, name, checkedAt, failure }) => ({
        id,
        name,
        message: failure?.message ?? "It did not answer.",
        lastGoodAt: iso(checkedAt),
      })),
  };
}
