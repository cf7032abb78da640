import { DomainName } from "../names/domain-name";
import { formatMoney } from "../names/money";
import type { Price, PriceAction } from "../registrars/gateway";
import type { Intent } from "./intents";
import type { Problem, Work } from "./work";

const ACTION: Readonly<Partial<Record<Intent["kind"], PriceAction>>> = {
  register: "register",
  renew: "renew",
  transfer_in: "transfer",
};

/** What `years` years cost by a list of prices; null when the list does not say. */
export function totalFor(
  prices: readonly Price[],
  action: PriceAction,
  years: number,
): { readonly totalMinor: number; readonly isPremium: boolean } | null {
  const price = prices.find(
    (one) => one.action === action && one.minYears <= years && years <= one.maxYears,
  );
  return price ? { totalMinor: price.priceMinor * years, isPremium: price.isPremium } : null;
}

/**
 * Asks for the price once more, right before money is spent: what was agreed to is the most that is paid. Without a
 * price to compare, at a registrar that tells prices, nothing is sent.
 */
export async function priceProblem({ gateway, one, intent }: Work): Promise<Problem | null> {
  const action = ACTION[intent.kind];
  if (!action || !("expectedPriceMinor" in intent.params)) return null;
  if (!gateway.capabilities.prices.supported) return null;
  const { expectedPriceMinor, currency, periodYears } = intent.params;
  if (expectedPriceMinor === null || currency === null)
    return {
      code: "price_changed",
      message: "The registrar tells a price now; none was agreed to.",
    };
  const answer = await gateway.readPrices({
    name: DomainName.parse(one.name),
    actions: [action],
    currency,
  });
  if (!answer.ok) return answer.error;
  const total = totalFor(answer.value, action, Math.max(1, periodYears));
  if (!total)
    return { code: "price_unknown", message: "The registrar tells no price for this any more." };
  return total.totalMinor > expectedPriceMinor
    ? {
        code: "price_changed",
        message: `It costs ${formatMoney(total.totalMinor, currency)} now; ${formatMoney(expectedPriceMinor, currency)} was agreed to.`,
      }
    : null;
}
