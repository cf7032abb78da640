import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { toAscii } from "../../names/idna";
import { decimalsOf } from "../../names/money";
import {
  type Answer,
  PRICE_ACTIONS,
  type Price,
  type PriceAction,
  type ToldPriceList,
} from "../gateway";
import type { DynadotAccount } from "./account";
import { callApi3 } from "./api3";
import { malformed, refusal } from "./errors";
import { isTold, toTldPrices } from "./price-list";
import { type TldPrice, TldPrices } from "./wire";

const TLDS_PER_PAGE = 500;
const MAX_TLD_PAGES = 10;

type Asked = {
  readonly name: DomainName;
  readonly actions: readonly PriceAction[];
  readonly currency: string;
};

/** The TLD's own prices, walked to page by page. A TLD that is not sold has none. */
export async function tldPricesOf(account: DynadotAccount, asked: Asked): Answer<readonly Price[]> {
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

/**
 * Every TLD that is sold, page by page. A page that fails ends the reading: half a list would look like one that
 * shrank.
 */
export async function readPriceList(
  account: DynadotAccount,
  { currency }: { readonly currency: string },
): Answer<ToldPriceList> {
  if (decimalsOf(currency) === null)
    return err(refusal("invalid_request", "This currency does not exist.", "currency"));
  const rows: TldPrice[] = [];
  for (let page = 1; page <= MAX_TLD_PAGES; page += 1) {
    const list = await tldPage(account, currency, page);
    if (!list.ok) return list;
    rows.push(...list.value);
    if (list.value.length < TLDS_PER_PAGE) return ok({ ...sorted(rows, currency), calls: page });
  }
  return err(malformed("Its price list does not end."));
}

/** Rows may move from one page to the next while a list is read: the first telling counts. */
function sorted(rows: readonly TldPrice[], currency: string): Omit<ToldPriceList, "calls"> {
  const endings = new Map<string, readonly Price[]>();
  const unreadable: { tld: string; problem: string }[] = [];
  for (const row of rows) {
    const tld = toAscii(bare(row.Tld));
    const prices = toTldPrices(row, PRICE_ACTIONS, currency);
    if (tld === null) unreadable.push({ tld: row.Tld, problem: "It is no ending." });
    else if (!prices.ok) unreadable.push({ tld, problem: prices.error });
    else if (!endings.has(tld)) endings.set(tld, prices.value);
  }
  return { endings, unreadable };
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
