import Big from "big.js";
import { accepted, type Checked, rejected } from "./checked";

/** Currencies whose smallest unit is not a hundredth. Engines disagree (CLDR against ISO), so ISO 4217 is spelt out. */
const DECIMALS: Readonly<Record<string, number>> = Object.fromEntries([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    .split(" ")
    .map((code) => [code, 0]),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3]),
  ..."CLF UYW".split(" ").map((code) => [code, 4]),
]);

/** No price of a name comes near it; sums of prices stay exact integers. */
const MAX_MINOR = 999_999_999_999;
const MAX_TEXT_LENGTH = 40;

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const MESSAGES = {
  type: 'Write the amount as text, such as "11.20".',
  format: "Write the amount with digits and at most one point, such as 11.20.",
  scale: "The amount has more decimals than this currency.",
  range: "The amount may not be negative, or larger than a price can be.",
  currency: "Use a three-letter currency code in present use, such as EUR.",
} as const;

export type MoneyProblem = { readonly code: keyof typeof MESSAGES; readonly message: string };

/** An amount in the smallest unit of its currency. */
export type Money = { readonly minor: number; readonly currency: string };

const problem = (code: MoneyProblem["code"]) => rejected({ code, message: MESSAGES[code] });

/** The number of decimals of an ISO 4217 currency, or null for a code that is none. */
export function decimalsOf(currency: string): number | null {
  return CURRENCIES.has(currency) ? (DECIMALS[currency] ?? 2) : null;
}

/**
 * An amount as people and APIs write it, in minor units and without rounding.
 *
 * @param amount decimal text in major units: digits, at most one point, no grouping, no exponent
 * @param currency ISO 4217, in any case
 * @returns the amount, or `type`, `format`, `scale`, `range`, `currency`
 */
export function parseMinor(amount: unknown, currency: string): Checked<Money, MoneyProblem> {
  const code = currency.toUpperCase();
  const decimals = decimalsOf(code);
  if (decimals === null) return problem("currency");
  if (typeof amount !== "string") return problem("type");
  if (!/^-?\d+(?:\.\d+)?$/.test(amount)) return problem("format");
  if (amount.startsWith("-") || amount.length > MAX_TEXT_LENGTH) return problem("range");
  if ((amount.split(".")[1] ?? "").length > decimals) return problem("scale");
  const minor = new Big(amount).times(new Big(10).pow(decimals));
  return minor.gt(MAX_MINOR)
    ? problem("range")
    : accepted({ minor: minor.toNumber(), currency: code });
}

/**
 * A JSON number in major units, in minor units. JSON numbers arrive as binary floats; the shortest
 * decimal text that names the same float is what the sender wrote, so nothing is lost or rounded.
 *
 * @returns the amount, or the problems of {@link parseMinor}
 */
export function minorFromJsonNumber(value: number, currency: string): Checked<Money, MoneyProblem> {
  return Number.isFinite(value)
    ? parseMinor(new Big(value).toFixed(), currency)
    : problem("format");
}

/** An amount with its currency code, such as "11.20 EUR". An unknown code is shown with two decimals. */
export function formatMoney(minor: number, currency: string): string {
  const decimals = decimalsOf(currency) ?? 2;
  return `${new Big(minor).div(new Big(10).pow(decimals)).toFixed(decimals)} ${currency}`;
}
