import type { AccountKind } from "../registrars/gateway";

/** The currency prices are asked in, where a registrar lets one choose. */
export const currencyAsked = (registrar: AccountKind | string): string =>
  registrar === "gandi" ? "EUR" : "USD";
