import { err, ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import type { DomainName } from "../../names/domain-name";
import { minorFromJsonNumber, parseMinor } from "../../names/money";
import type { Availability, AvailabilityState, Price, PriceAction } from "../gateway";
import type { GandiCheck, GandiPrice, GandiProduct } from "./wire";

const PROCESSES: Readonly<Record<PriceAction, string>> = {
  register: "create",
  renew: "renew",
  transfer: "transfer",
  restore: "restore",
};

/** Registry-side trouble, and every word we do not know, is no evidence either way. */
const STATES: Readonly<Record<string, AvailabilityState>> = {
  available: "available",
  available_preorder: "reserved",
  available_reserved: "reserved",
  unavailable: "taken",
  unavailable_premium: "premium",
  unavailable_restricted: "reserved",
  reserved_corporate: "reserved",
  error_eoi: "reserved",
  pending: "unknown",
  error_invalid: "unknown",
  error_refused: "unknown",
  error_timeout: "unknown",
  error_unknown: "unknown",
};

type CheckRequest = {
  readonly name: DomainName;
  readonly actions: readonly PriceAction[];
  readonly currency?: string | undefined;
  readonly sharingId?: string | undefined;
};

/** Path and query of a check. */
export function checkPath({ name, actions, currency, sharingId }: CheckRequest): string {
  const query = new URLSearchParams({ name });
  for (const action of actions) query.append("processes", PROCESSES[action]);
  if (currency) query.set("currency", currency);
  if (sharingId) query.set("sharing_id", sharingId);
  return `/domain/check?${query}`;
}

/**
 * Whether a name can be registered, from an answer to a check. Status 200 proves nothing: a registry
 * that did not answer is told by `pending` or `error_…`, and leaves the state unknown.
 *
 * @returns an error text when the answer is about another name or has a price we cannot read
 */
export function toAvailability(check: GandiCheck, name: DomainName): Result<Availability, string> {
  const products = productsOf(check, name);
  if (!products) return err("It is about another name.");
  const product = products.find(({ process }) => (process ?? "create") === "create");
  const evidence = product?.status ?? "";
  if (!product || evidence === "")
    return ok({ name, state: "unknown", evidence: "no status told" });
  const prices = toPrices(product, "register", check.currency);
  if (!prices.ok) return prices;
  const price = prices.value.find(({ minYears, maxYears }) => minYears <= 1 && maxYears >= 1);
  const told = Object.hasOwn(STATES, evidence) ? STATES[evidence] : undefined;
  const state = told === "available" && price?.isPremium ? "premium" : (told ?? "unknown");
  return ok({ name, state, evidence, ...(price ? { price } : {}) });
}

/**
 * Prices of the asked actions, from an answer to a check. An action without a price is left out.
 *
 * @returns an error text when the answer is about another name or has a price we cannot read
 */
export function toPriceList(
  check: GandiCheck,
  name: DomainName,
  actions: readonly PriceAction[],
): Result<readonly Price[], string> {
  const products = productsOf(check, name);
  if (!products) return err("It is about another name.");
  const list: Price[] = [];
  for (const action of actions) {
    const product = products.find(({ process }) => process === PROCESSES[action]);
    const prices = product ? toPrices(product, action, check.currency) : ok([]);
    if (!prices.ok) return prices;
    list.push(...prices.value);
  }
  return ok(list);
}

function productsOf({ products }: GandiCheck, name: DomainName): readonly GandiProduct[] | null {
  const isOther = (told: string) => {
    const read = acceptRegistrarName(told);
    return !read.ok || read.value.name !== name;
  };
  return products?.some((product) => product.name != null && isOther(product.name))
    ? null
    : (products ?? []);
}

function toPrices(
  { prices }: GandiProduct,
  action: PriceAction,
  currency: string | null | undefined,
): Result<readonly Price[], string> {
  const list: Price[] = [];
  for (const told of prices ?? []) {
    if (told.price_before_taxes == null || (told.duration_unit ?? "y") !== "y") continue;
    const price = toPrice(told, told.price_before_taxes, action, currency ?? "");
    if (!price.ok) return price;
    list.push(price.value);
  }
  return ok(list);
}

function toPrice(
  told: GandiPrice,
  amount: number | string,
  action: PriceAction,
  currency: string,
): Result<Price, string> {
  const price = moneyOf(amount, currency);
  const normal =
    told.normal_price_before_taxes == null
      ? price
      : moneyOf(told.normal_price_before_taxes, currency);
  if (!price.ok || !normal.ok) return err("It has a price that cannot be read without loss.");
  const minYears = told.min_duration ?? 1;
  return ok({
    action,
    minYears,
    maxYears: told.max_duration ?? minYears,
    priceMinor: price.value.minor,
    ...(normal.value.minor === price.value.minor ? {} : { normalPriceMinor: normal.value.minor }),
    currency: price.value.currency,
    isPremium: told.type === "premium",
  });
}

const moneyOf = (amount: number | string, currency: string) =>
  typeof amount === "number" ? minorFromJsonNumber(amount, currency) : parseMinor(amount, currency);
