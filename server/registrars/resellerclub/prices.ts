import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { toAscii } from "../../names/idna";
import {
  type Answer,
  PRICE_ACTIONS,
  type Price,
  type PriceAction,
  type RegistrarFailure,
  type ToldPriceList,
} from "../gateway";
import type { ResellerClubAccount } from "./account";
import { minorOf } from "./amounts";
import { askOne } from "./available";
import { malformed, refusal } from "./errors";
import { type PriceBook, readPriceBook } from "./price-book";
import { splitAtLabel } from "./products";
import { type AvailableEntry, ClassCosts, YearCosts } from "./wire";

const ACTIONS: Readonly<Record<PriceAction, string>> = {
  register: "addnewdomain",
  renew: "renewdomain",
  transfer: "addtransferdomain",
  restore: "restoredomain",
};

/** Premium names carry their own amounts, and none for a restore. */
const IN_COST_HASH = { register: "create", renew: "renew", transfer: "transfer" } as const;

const LOSSY = "It has a price that cannot be read without loss.";

type Asked = {
  readonly name: DomainName;
  readonly actions: readonly PriceAction[];
  readonly currency: string;
};

/** A name as it was said to be, with the prices that were asked for. */
type Quote = { readonly said: AvailableEntry | null; readonly prices: readonly Price[] };

/** What a name costs the reseller. A name with a price of its own is told by whether it is free. */
export async function readPrices(
  account: ResellerClubAccount,
  asked: Asked,
): Answer<readonly Price[]> {
  const quote = await quoteOf(account, asked);
  return quote.ok ? ok(quote.value.prices) : quote;
}

/**
 * Prices of a name, and what was said of it.
 *
 * @param maxAgeMs how old the price list may be
 * @returns `invalid_request` for another currency than the account's
 */
export async function quoteOf(
  account: ResellerClubAccount,
  { name, actions, currency }: Asked,
  maxAgeMs?: number,
): Promise<Result<Quote, RegistrarFailure>> {
  const book = await readPriceBook(account, maxAgeMs);
  if (!book.ok) return book;
  if (book.value.currency !== currency) return err(inOtherCurrency(book.value));
  const said = await askOne(account, name);
  if (!said.ok) return said;
  const own = said.value?.costHash;
  const prices = own
    ? premiumPrices(own, actions, currency)
    : listPrices(book.value, splitAtLabel(name).tld, actions);
  return prices.ok ? ok({ said: said.value, prices: prices.value }) : err(malformed(prices.error));
}

const inOtherCurrency = ({ currency }: PriceBook): RegistrarFailure =>
  refusal("invalid_request", `This account has its prices in ${currency} only.`, "currency");

/**
 * What each TLD costs the reseller: three calls for all of them, or two while the currency is known.
 *
 * @returns `invalid_request` for another currency than the account's
 */
export async function readPriceList(
  account: ResellerClubAccount,
  { currency }: { readonly currency: string },
): Answer<ToldPriceList> {
  const book = await readPriceBook(account, 0);
  if (!book.ok) return book;
  if (book.value.currency !== currency) return err(inOtherCurrency(book.value));
  const endings = new Map<string, readonly Price[]>();
  const unreadable: { tld: string; problem: string }[] = [];
  for (const told of book.value.classes.keys()) {
    const tld = toAscii(told);
    const prices = listPrices(book.value, told, PRICE_ACTIONS);
    if (tld === null) unreadable.push({ tld: told, problem: "It is no ending." });
    else if (!prices.ok) unreadable.push({ tld, problem: prices.error });
    else if (prices.value.length > 0) endings.set(tld, prices.value);
  }
  return ok({ endings, unreadable, calls: book.value.calls });
}

function premiumPrices(
  own: NonNullable<AvailableEntry["costHash"]>,
  actions: readonly PriceAction[],
  currency: string,
): Result<readonly Price[], string> {
  const prices: Price[] = [];
  for (const action of actions) {
    const told = action === "restore" ? null : own[IN_COST_HASH[action]];
    if (told == null) continue;
    const priceMinor = minorOf(told, currency);
    if (priceMinor === null) return err(LOSSY);
    prices.push({ action, minYears: 1, maxYears: 1, priceMinor, currency, isPremium: true });
  }
  return ok(prices);
}

/** Prices of a TLD out of the list. An action, or a TLD, that is not in it has none. */
function listPrices(
  { classes, costs, currency }: PriceBook,
  tld: string,
  actions: readonly PriceAction[],
): Result<readonly Price[], string> {
  const ofClass = ClassCosts.safeParse(costs[classes.get(tld) ?? ""]);
  if (!ofClass.success) return ok([]);
  const prices: Price[] = [];
  for (const action of actions) {
    const told = ofClass.data[ACTIONS[action]];
    if (told == null) continue;
    const brackets = bracketsOf(told, currency);
    if (!brackets) return err(LOSSY);
    prices.push(...brackets.map((one) => ({ action, ...one, currency, isPremium: false })));
  }
  return ok(prices);
}

type Bracket = { minYears: number; maxYears: number; priceMinor: number };

/** The prices of a year by how many are bought, neighbours of the same price in one. */
function bracketsOf(told: unknown, currency: string): Bracket[] | null {
  const byYears = YearCosts.safeParse(told);
  if (!byYears.success) return null;
  const brackets: Bracket[] = [];
  const inOrder = Object.entries(byYears.data).sort(([a], [b]) => Number(a) - Number(b));
  for (const [key, amount] of inOrder) {
    const years = Number(key);
    const priceMinor = minorOf(amount, currency);
    if (priceMinor === null) return null;
    const last = brackets.at(-1);
    if (last?.maxYears === years - 1 && last.priceMinor === priceMinor) last.maxYears = years;
    else brackets.push({ minYears: years, maxYears: years, priceMinor });
  }
  return brackets;
}
