import type { PaidAction } from "../ledger";
import type { SimResponse } from "../wire";
import { type Context, refuse } from "./context";

export const CURRENCY = "EUR";
export const YEAR_MINOR = 600;

/** Commands that cost money when they succeed. What a transfer costs is not documented; here, nothing. */
export const PAID: ReadonlyMap<string, PaidAction> = new Map([
  ["domain-register", "register"],
  ["domain-activate", "register"],
  ["domain-renew", "renew"],
  ["domain-transfer", "transfer"],
  ["domain-trade", "transfer"],
]);

/** @throws Refused 20001 when the registrar has not paid in enough */
export function mustAfford(context: Context, minor: number): void {
  const { book, registrar } = context;
  if (book.balanceMinor(registrar.id) < minor) throw refuse(context, "20001");
}

/** Takes the price off the balance and puts it on the answer, for the ledger. */
export function billed(
  { book, registrar }: Context,
  minor: number,
  told: SimResponse,
): SimResponse {
  if (minor > 0) book.spend(registrar.id, minor);
  return { ...told, bill: { priceMinor: minor, currency: CURRENCY } };
}
