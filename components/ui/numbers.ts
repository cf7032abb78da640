const WHOLE = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** A count with thousands separated: 1,284. */
export const formatCount = (count: number): string => WHOLE.format(count);

const fractionDigits = (currency: string): number => {
  try {
    const options = new Intl.NumberFormat("en-GB", { style: "currency", currency });
    return options.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
};

/**
 * An amount as it is written in the product: "11.20 EUR", the code always behind it.
 *
 * @param amountMinor integer in the currency's smallest unit (cents for EUR, yen for JPY)
 * @param currency ISO 4217
 */
export function formatMoney(amountMinor: number, currency: string): string {
  const digits = fractionDigits(currency);
  const amount = new Intl.NumberFormat("en-GB", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amountMinor / 10 ** digits);
  return `${amount} ${currency}`;
}

const SHORT = new Intl.NumberFormat("en-GB", { notation: "compact", maximumSignificantDigits: 3 });
/** From here on a figure is told in thousands. */
const A_THOUSAND = 1_000;

/** The same where there is little room and no cent matters: "109 EUR", "1.2k EUR". */
export function formatMoneyShort(amountMinor: number, currency: string): string {
  const amount = amountMinor / 10 ** fractionDigits(currency);
  const text =
    Math.round(amount) < A_THOUSAND ? WHOLE.format(amount) : SHORT.format(amount).toLowerCase();
  return `${text} ${currency}`;
}
