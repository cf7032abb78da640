import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { toUnicode } from "../names/to-unicode";
import * as book from "./book/store";
import * as page from "./page/store";
import type { TldPricesQuery } from "./queries";
import type { PriceAccountDto, TldPricesDto } from "./schemas";

/** What every ending costs at every account, of one action and number of years, the cheapest of a currency marked. */
export async function readTldPrices(
  ctx: ServiceContext,
  query: TldPricesQuery,
): Promise<TldPricesDto> {
  authorize(ctx.actor, "price.read");
  return read(ctx, async (tx) => {
    const accounts = await priceAccounts(tx, ctx);
    const at = ctx.now().toISOString();
    const prices = await page.currentPrices(tx, { at, ...query });
    const names = await page.namesByEnding(tx);
    const endings = new Set([...prices, ...names].map(({ tld }) => tld));
    const cheapest = cheapestOf(prices);
    return {
      accounts,
      rows: [...endings].sort().map((tld) => ({
        tld,
        tldUnicode: toUnicode(tld),
        names: names.filter((one) => one.tld === tld).reduce((sum, one) => sum + one.names, 0),
        cells: prices
          .filter((price) => price.tld === tld)
          .map((price) => ({
            accountId: price.accountId,
            minor: price.priceMinor,
            normalMinor: price.normalPriceMinor,
            currency: price.currency,
            validFrom: price.validFrom,
            source: price.source as "registrar" | "file" | "hand",
            isCheapest: cheapest.get(`${tld}|${price.currency}`) === price.priceMinor,
          })),
      })),
    };
  });
}

/** The lowest price of an ending in a currency, where another one is higher. */
function cheapestOf(prices: readonly page.CurrentRow[]): ReadonlyMap<string, number> {
  const byEnding = new Map<string, number[]>();
  for (const { tld, currency, priceMinor } of prices) {
    const key = `${tld}|${currency}`;
    byEnding.set(key, [...(byEnding.get(key) ?? []), priceMinor]);
  }
  return new Map(
    [...byEnding]
      .filter(([, minors]) => Math.max(...minors) > Math.min(...minors))
      .map(([key, minors]) => [key, Math.min(...minors)]),
  );
}

/** Every account, whether its registrar tells prices, and since when it has not. */
async function priceAccounts(tx: Transaction, ctx: ServiceContext): Promise<PriceAccountDto[]> {
  const callable = new Map(
    (await book.accountsToAsk(tx, {})).map((account) => [account.id, account]),
  );
  return (await page.accountsOf(tx)).map(({ id, name, lastGoodAt, endings }) => {
    const account = callable.get(id);
    const gateway = account ? ctx.registrars.open(account) : null;
    const flag = gateway?.ok ? gateway.value.capabilities.prices : null;
    const why = !account
      ? "It is kept by hand: nobody can be asked."
      : flag && !flag.supported
        ? flag.reason
        : null;
    return { id, name, tells: why === null, why, lastGoodAt, endings };
  });
}
