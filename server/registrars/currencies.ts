import type { AccountKind } from "./gateway";

/** What each registrar bills in unless an account says otherwise. */
const USUAL: Readonly<Record<AccountKind, string>> = {
  gandi: "EUR",
  rotld: "EUR",
  dynadot: "USD",
  resellerclub: "USD",
  manual: "EUR",
};

/** The usual currency of a registrar (ISO 4217). */
export const usualCurrency = (registrar: string): string =>
  Object.hasOwn(USUAL, registrar) ? USUAL[registrar as AccountKind] : "USD";

/**
 * The currency an account is billed in, and prices are asked in where its registrar lets one choose. Prices that come in
 * another one are taken as they are told.
 */
export const accountCurrency = ({
  registrar,
  currency,
}: {
  readonly registrar: string;
  readonly currency: string | null;
}): string => currency ?? usualCurrency(registrar);
