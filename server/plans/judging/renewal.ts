import { iso } from "../../kernel/instant";
import { parseMinor } from "../../names/money";
import { plusYears } from "../../names/plus-years";
import { totalFor } from "../../operations/price-problem";
import type { PlanChange } from "../schemas";
import { type Outcome, type Question, type Unchanged, unchanged } from "./judged";

type Renewal = Extract<PlanChange, { kind: "renew" }>;

/** What a renewal comes to: when the name would expire then, and what that costs. */
export function renewal(question: Question, change: Renewal): Outcome {
  const { lifecycle, expiresAt: told } = question.facts;
  const expiresAt = iso(told);
  if (!expiresAt)
    return unchanged(
      "skipped",
      "no_expiry",
      "Its registrar has not told when it expires. Sync it first.",
    );
  const after = {
    years: change.years,
    expiresAt: plusYears(expiresAt, change.years).toISOString(),
  };
  const cost = renewalCost(question, change);
  if ("verdict" in cost) return { after, ...cost };
  const { costMinor, currency, risks } = cost;
  const late = lifecycle === "active" ? [] : ["past_expiry"];
  return { verdict: "change", after, costMinor, currency, risks: [...risks, ...late] };
}

type Cost = { readonly costMinor: number; readonly currency: string; readonly risks: string[] };

/** What a renewal costs: by the registrar, or where it tells no prices, by the contract somebody entered. */
function renewalCost(
  { quote, side }: Question,
  { years, contractPrice }: Renewal,
): Cost | Unchanged {
  const tellsPrices = side?.reader?.capabilities.prices.supported ?? false;
  if (!tellsPrices && contractPrice) return contractCost(contractPrice, years);
  if (!quote || "problem" in quote)
    return unchanged(
      "impossible",
      "price",
      `Its price is not known. ${quote?.problem ?? ""}`.trim(),
    );
  const total = totalFor(quote.prices, "renew", years);
  const price = quote.prices.find(({ action }) => action === "renew");
  if (!total || !price)
    return unchanged("impossible", "price", "The registrar tells no price for so many years.");
  const risks = total.isPremium ? ["premium"] : [];
  return { costMinor: total.totalMinor, currency: price.currency, risks };
}

function contractCost(
  { amount, currency }: NonNullable<Renewal["contractPrice"]>,
  years: number,
): Cost | Unchanged {
  const price = parseMinor(amount, currency);
  return price.ok
    ? { costMinor: price.value.minor * years, currency: price.value.currency, risks: ["own_price"] }
    : unchanged("impossible", "price", price.error.message);
}
