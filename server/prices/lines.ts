import { decimalsOf } from "../names/money";
import type { Price, PriceAction } from "../registrars/gateway";

/** The price of one year of an action when `years` are bought: one line of a price list. */
export type Line = {
  readonly action: PriceAction;
  readonly years: number;
  readonly currency: string;
  readonly priceMinor: number;
  readonly normalPriceMinor: number | null;
  readonly isPremium: boolean;
};

export const MOST_YEARS = 10;
/** No registrar sells more than one year of these at a time. */
const ONE_YEAR: ReadonlySet<PriceAction> = new Set(["transfer", "restore"]);

/** A price that could be one: whole, not negative, in a currency that exists. */
const isSound = ({ priceMinor, currency }: Price): boolean =>
  Number.isSafeInteger(priceMinor) && priceMinor >= 0 && decimalsOf(currency) !== null;

/**
 * The lines of what a registrar told in brackets of years, one per number of years up to ten. The first bracket that
 * speaks of a number of years is believed; what cannot be a price is left out, as if it had not been told.
 */
export function linesOf(prices: readonly Price[]): Line[] {
  const lines = new Map<string, Line>();
  for (const price of prices.filter(isSound)) {
    const most = ONE_YEAR.has(price.action) ? 1 : Math.min(price.maxYears, MOST_YEARS);
    for (let years = Math.max(1, price.minYears); years <= most; years += 1) {
      const key = `${price.action}|${years}`;
      if (lines.has(key)) continue;
      const { action, currency, priceMinor, normalPriceMinor = null, isPremium } = price;
      lines.set(key, { action, years, currency, priceMinor, normalPriceMinor, isPremium });
    }
  }
  return [...lines.values()];
}
