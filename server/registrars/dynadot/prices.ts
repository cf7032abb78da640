import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { decimalsOf } from "../../names/money";
import type { Answer, Price, PriceAction, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { callApi3 } from "./api3";
import { malformed, refusal } from "./errors";
import { isTold, toPrices, toTldPrices } from "./price-list";
import { search } from "./search";
import { type SearchResult, type TldPrice, TldPrices } from "./wire";

const TLDS_PER_PAGE = 500;
const MAX_TLD_PAGES = 10;

type Asked = {
  readonly name: DomainName;
  readonly actions: readonly PriceAction[];
  readonly currency: string;
};

/** A name as a search told it, with the prices that were asked for. */
export type Quote = { readonly found: SearchResult; readonly prices: readonly Price[] };

/** Prices of a name: those of its search, else those of its TLD, which hold for no premium name. */
export async function readPrices(account: DynadotAccount, asked: Asked): Answer<readonly Price[]> {
  const quote = await quoteOf(account, asked);
  return quote.ok ? ok(quote.value.prices) : quote;
}

/** What a name costs, and what its search said of it. */
export async function quoteOf(
  account: DynadotAccount,
  { name, actions, currency }: Asked,
): Promise<Result<Quote, RegistrarFailure>> {
  if (decimalsOf(currency) === null)
    return err(refusal("invalid_request", "This currency does not exist.", "currency"));
  const told = await search(account, [name], { currency });
  if (!told.ok) return told;
  const found = told.value.get(name);
  if (!found) return err(malformed("It is about another name."));
  const isPremium = isTold(found.premium, "yes");
  const prices = toPrices(found.price_list, { actions, isPremium, currency });
  if (!prices.ok) return err(malformed(prices.error));
  const missing = actions.filter((action) => prices.value.every((one) => one.action !== action));
  if (isPremium || missing.length === 0) return ok({ found, prices: prices.value });
  const others = await tldPricesOf(account, { name, actions: missing, currency });
  return others.ok ? ok({ found, prices: [...prices.value, ...others.value] }) : others;
}

/** The TLD's own prices, walked to page by page. A TLD that is not sold has none. */
async function tldPricesOf(account: DynadotAccount, asked: Asked): Answer<readonly Price[]> {
  for (let page = 1; page <= MAX_TLD_PAGES; page += 1) {
    const list = await tldPage(account, asked.currency, page);
    if (!list.ok) return list;
    const row = longestSuffix(list.value, asked.name);
    if (!row && list.value.length === TLDS_PER_PAGE) continue;
    const prices = row ? toTldPrices(row, asked.actions, asked.currency) : ok([]);
    return prices.ok ? prices : err(malformed(prices.error));
  }
  return ok([]);
}

async function tldPage(
  { api3 }: DynadotAccount,
  currency: string,
  page: number,
): Answer<readonly TldPrice[]> {
  const answer = await callApi3(api3, {
    command: "tld_price",
    parameters: [
      ["currency", currency],
      ["count_per_page", String(TLDS_PER_PAGE)],
      ["page_index", String(page)],
    ],
    content: TldPrices,
    asked: "read",
  });
  if (!answer.ok) return answer;
  const { Currency: told, TldPrice: list } = answer.value;
  return isTold(told ?? currency, currency)
    ? ok(list)
    : err(malformed("Its prices are in another currency."));
}

/** The TLD a name is sold under: "co.uk" before "uk". It may come with a dot before it. */
function longestSuffix(list: readonly TldPrice[], name: DomainName): TldPrice | undefined {
  return list
    .filter(({ Tld }) => name.endsWith(`.${bare(Tld)}`))
    .sort((a, b) => bare(b.Tld).length - bare(a.Tld).length)[0];
}

const bare = (tld: string) => tld.toLowerCase().replace(/^\./, "");
