import { err, ok, type Result } from "../../kernel/result";
import type { Price, PriceAction } from "../gateway";
import { amountOf } from "./amounts";
import type { PriceList, TldPrice } from "./wire";

/** A registry lets a name run for ten years; Dynadot tells the price of one. */
const MAX_YEARS: Readonly<Record<PriceAction, number>> = {
  register: 10,
  renew: 10,
  transfer: 1,
  restore: 1,
};

const LOSSY = "It has a price that cannot be read without loss.";

type Entry = NonNullable<PriceList>[number];

const IN_SEARCH: Readonly<Record<PriceAction, keyof Entry>> = {
  register: "registration_price",
  renew: "renewal_price",
  transfer: "transfer_price",
  restore: "restore_price",
};

const IN_TLD_LIST = {
  register: "Register",
  renew: "Renew",
  transfer: "Transfer",
  restore: "Restore",
} as const satisfies Readonly<Record<PriceAction, string>>;

type Wanted = {
  readonly actions: readonly PriceAction[];
  readonly isPremium: boolean;
  /** Without it the first currency that is told counts. */
  readonly currency?: string;
};

/**
 * Prices of one year out of a search. An action without a price is left out.
 *
 * @returns an error text when a price cannot be read without loss
 */
export function toPrices(
  list: PriceList,
  { actions, isPremium, currency }: Wanted,
): Result<readonly Price[], string> {
  const entry = list?.find(
    (one) => isYearly(one.unit) && (!currency || isTold(one.currency, currency)),
  );
  if (!entry?.currency) return ok([]);
  const told = entry.currency.toUpperCase();
  return collected(actions, isPremium, (action) => amountOf(entry[IN_SEARCH[action]], told));
}

/** Prices of one year out of the list of a TLD, which knows no premium names. */
export function toTldPrices(
  { Price: told }: TldPrice,
  actions: readonly PriceAction[],
  currency: string,
): Result<readonly Price[], string> {
  return collected(actions, false, (action) => amountOf(told?.[IN_TLD_LIST[action]], currency));
}

function collected(
  actions: readonly PriceAction[],
  isPremium: boolean,
  amountFor: (action: PriceAction) => ReturnType<typeof amountOf>,
): Result<readonly Price[], string> {
  const prices: Price[] = [];
  for (const action of actions) {
    const amount = amountFor(action);
    if (amount === "unreadable") return err(LOSSY);
    if (amount === "none") continue;
    const { minor: priceMinor, currency } = amount;
    const maxYears = MAX_YEARS[action];
    prices.push({ action, minYears: 1, maxYears, priceMinor, currency, isPremium });
  }
  return ok(prices);
}

/** "(price/1 year)", or no unit at all. */
const isYearly = (unit: string | null | undefined) => !unit || /\b1 ?year\b/i.test(unit);

/** Whether a word was told, in any case of its letters. */
export const isTold = (told: string | null | undefined, word: string): boolean =>
  told?.toLowerCase() === word.toLowerCase();
