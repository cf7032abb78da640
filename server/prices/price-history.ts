import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import * as alerts from "./alerts/store";
import * as page from "./page/store";
import type { PriceHistoryQuery } from "./queries";
import type { PriceHistoryDto } from "./schemas";

/** Every price an ending, or a name with a price of its own, ever had at each account. */
export async function readPriceHistory(
  ctx: ServiceContext,
  query: PriceHistoryQuery,
): Promise<PriceHistoryDto> {
  authorize(ctx.actor, "price.read");
  return read(ctx, async (tx) => {
    const rows = await page.historyOf(tx, query);
    const accounts = await page.accountsOf(tx);
    const raised = await alerts.raisedOn(tx, query);
    const names = await page.namesByEnding(tx);
    const series = accounts.flatMap(({ id, name }) => {
      const points = rows
        .filter(({ accountId }) => accountId === id)
        .map(({ validFrom, priceMinor, currency, source }) => ({
          at: validFrom,
          minor: priceMinor,
          currency,
          source: source as "registrar" | "file" | "hand",
          alertId: raised.get(`${id}|${validFrom}`) ?? null,
        }));
      const held = names.find((one) => one.accountId === id && one.tld === query.tld)?.names ?? 0;
      return points.length > 0 ? [{ accountId: id, account: name, names: held, points }] : [];
    });
    const { tld, name, action, years } = query;
    return { tld, name, action, years, now: ctx.now().toISOString(), series };
  });
}
