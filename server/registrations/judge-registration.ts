import { DOMAIN_FLAGS } from "../names/domain-flags";
import { needsGlue } from "../names/nameserver-list";
import type { NormalName } from "../names/normalise-domain-name";
import { totalFor } from "../operations/price-problem";
import { type Judged, type Unchanged, unchanged } from "../plans/judging/judged";
import type { Quote, Side } from "../plans/sides";
import type { Availability, Price } from "../registrars/gateway";
import { ruleOf } from "../tlds/rules";

/** What is asked of every name. */
export type Order = {
  readonly years: number;
  readonly nameservers: readonly string[];
  /** Who the names are for, as lists call them. */
  readonly registrant: string;
  readonly side: Side | undefined;
  /** What the contacts lack for this registrar. */
  readonly holderNeed: string | null;
  /** What a year costs by contract, where the registrar tells no prices. */
  readonly contractPrice: { readonly minor: number; readonly currency: string } | null;
};

/** How a name stands here. */
export type Standing = { readonly flags: number | null; readonly isUnderWay: boolean };

/** Why a name is not even asked about at the registrar; null when it is. */
export function obstacleOf(name: NormalName, order: Order, standing: Standing): Unchanged | null {
  const isOurs = standing.flags !== null && (standing.flags & DOMAIN_FLAGS.missing) === 0;
  if (isOurs) return unchanged("impossible", "ours", "It is in the portfolio already.");
  if (standing.isUnderWay)
    return unchanged("skipped", "under_way", "It is being registered already.");
  return accountObstacle(name, order.side) ?? orderObstacle(name, order);
}

function accountObstacle({ name }: NormalName, side: Side | undefined): Unchanged | null {
  if (!side?.reader)
    return unchanged(
      "impossible",
      "account",
      side?.failure ?? "The account is not connected any more.",
    );
  const flag = side.reader.capabilities.register;
  if (!flag.supported) return unchanged("impossible", "account", flag.reason);
  return side.account.registrar === "rotld" && !name.endsWith(".ro")
    ? unchanged("impossible", "registrar", "ROTLD registers .ro names only.")
    : null;
}

function orderObstacle({ name }: NormalName, order: Order): Unchanged | null {
  const found = ruleOf(name);
  const span = found?.rule.registerYears;
  if (span && span.confidence !== "low") {
    const { least, most } = span.value;
    if (order.years < least || order.years > most)
      return unchanged(
        "impossible",
        "years",
        `A .${found.ending} name is registered for ${least} to ${most} years.`,
      );
  }
  const inside = order.nameservers.filter((host) => needsGlue(name, host));
  if (inside.length > 0)
    return unchanged(
      "impossible",
      "glue",
      `${inside.join(", ")} lies inside the name itself and cannot exist before it. Register with other nameservers, and change them later.`,
    );
  return order.holderNeed ? unchanged("impossible", "contact", order.holderNeed) : null;
}

const UNAVAILABLE: Readonly<Partial<Record<Availability["state"], Unchanged>>> = {
  taken: unchanged("impossible", "taken", "Somebody has it already."),
  reserved: unchanged("impossible", "reserved", "The registry does not give it out freely."),
};

/** Why a name cannot be had, by what the registrar told; null when it can. No evidence is never "free". */
export function availabilityObstacle(told: Availability | undefined): Unchanged | null {
  if (!told || told.state === "unknown")
    return unchanged(
      "skipped",
      "unknown",
      `Nobody could tell whether it is free. ${told?.evidence ?? ""}`.trim(),
    );
  return UNAVAILABLE[told.state] ?? null;
}

type Priced = Pick<Judged, "verdict" | "risks" | "costMinor" | "currency"> & {
  readonly isPremium: boolean;
};

/** What a free name costs, or why that is not known. */
export function priced(
  told: Availability,
  quote: Quote | undefined,
  { years, side, contractPrice }: Order,
): Priced | Unchanged {
  const tellsPrices = side?.reader?.capabilities.prices.supported ?? false;
  if (!tellsPrices) return byContract(contractPrice, years);
  if (!quote || "problem" in quote)
    return unchanged(
      "impossible",
      "price",
      `Its price is not known. ${quote?.problem ?? ""}`.trim(),
    );
  const total = totalFor(quote.prices, "register", years);
  const currency = currencyOf(quote.prices);
  if (!total || !currency)
    return unchanged("impossible", "price", "The registrar tells no price for so many years.");
  const isPremium = total.isPremium || told.state === "premium";
  return {
    verdict: "change",
    risks: isPremium ? ["premium"] : [],
    costMinor: total.totalMinor,
    currency,
    isPremium,
  };
}

const currencyOf = (prices: readonly Price[]): string | undefined =>
  prices.find(({ action }) => action === "register")?.currency;

function byContract(price: Order["contractPrice"], years: number): Priced | Unchanged {
  if (!price)
    return unchanged(
      "impossible",
      "price",
      "This registrar tells no prices. Give the price of a year by your contract.",
    );
  return {
    verdict: "change",
    risks: ["own_price"],
    costMinor: price.minor * years,
    currency: price.currency,
    isPremium: false,
  };
}

/** What a name is to get, as it is shown and as it is sent. */
export const afterOf = ({ years, nameservers, registrant }: Order, isPremium: boolean) => ({
  years,
  nameservers: [...nameservers],
  registrant,
  params: {
    periodYears: years,
    nameservers: [...nameservers],
    ...(isPremium ? { isPremium } : {}),
  },
});
