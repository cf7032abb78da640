import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { decimalsOf } from "../../names/money";
import type { Answer, Price, PriceAction, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { malformed, refusal } from "./errors";
import { isTold, toPrices } from "./price-list";
import { search } from "./search";
import { tldPricesOf } from "./tld-prices";
import type { SearchResult } from "./wire";

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
