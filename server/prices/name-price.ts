import { authorize, holds } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import * as ceilings from "./ceilings/store";
import { toQuote } from "./list-quotes";
import type { NamePriceDto } from "./names/schemas";
import * as page from "./page/store";

/**
 * What a year of one name costs, how that came, and the most it may cost. What accounts charge is the house's affair:
 * a customer is told the ceiling alone.
 *
 * @throws AppError `not_found` for a name outside the scope
 */
export async function readNamePrice(ctx: ServiceContext, domainId: string): Promise<NamePriceDto> {
  authorize(ctx.actor, "domain.read");
  const seesPrices = holds(ctx.actor, "price.read");
  return read(ctx, async (tx) => {
    const domain = await ceilings.findDomain(tx, domainId);
    if (!domain) throw notFound("This name");
    const [row] = await page.listQuotes(tx, {
      at: ctx.now().toISOString(),
      q: domain.name,
      only: "all",
      after: null,
      most: 1,
      ids: [domainId],
    });
    if (!row) throw notFound("This name");
    const quote = toQuote(row);
    if (!seesPrices)
      return {
        quote: { ...quote, account: "", price: null, isOwnPrice: false, isOverCeiling: null },
        history: [],
        seesPrices,
      };
    const history = await page.historyOf(tx, {
      tld: row.tld,
      name: row.isOwnPrice ? row.name : "",
      action: "renew",
      years: 1,
    });
    return {
      quote,
      history: history
        .filter(({ accountId }) => accountId === row.accountId)
        .map(({ validFrom, priceMinor, currency }) => ({
          at: validFrom,
          minor: priceMinor,
          currency,
        })),
      seesPrices,
    };
  });
}
