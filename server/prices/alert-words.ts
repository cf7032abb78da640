import { formatMoney } from "../names/money";
import { percentOf } from "./thresholds";

/** What words need to know of an alert. Browser-safe. */
export type AlertFacts = {
  readonly kind: string;
  readonly account: string;
  /** As people write it (U-labels). */
  readonly tldUnicode: string;
  /** Empty: it is about the ending. */
  readonly nameUnicode: string;
  readonly action: string;
  readonly years: number;
  readonly oldMinor: number | null;
  readonly oldCurrency: string | null;
  readonly newMinor: number;
  readonly currency: string;
  readonly names: number;
  readonly yearlyMinor: number | null;
  readonly effectiveOn: string | null;
};

const ACTION_NOUNS: Readonly<Record<string, string>> = {
  register: "Registration",
  renew: "Renewal",
  transfer: "Transfer",
  restore: "Restore",
};

/** What a price is of: "Renewal of .com", "Renewal of house.example, 2 years". */
export function subjectOf({
  action,
  tldUnicode,
  nameUnicode,
  years,
}: Pick<AlertFacts, "action" | "tldUnicode" | "nameUnicode" | "years">) {
  const of = `${ACTION_NOUNS[action] ?? action} of ${nameUnicode || `.${tldUnicode}`}`;
  return years > 1 ? `${of}, ${years} years` : of;
}

/** A percentage with its sign, such as "+50 %"; empty where there is none. */
export function signedPercent(oldMinor: number | null, newMinor: number): string {
  const percent = oldMinor === null ? null : percentOf(oldMinor, newMinor);
  if (percent === null) return "";
  return `${percent.startsWith("-") ? percent.replace("-", "−") : `+${percent}`} %`;
}

/** What happened, in one sentence without a full stop. */
export function headlineOf(alert: AlertFacts): string {
  const { kind, account, oldMinor, oldCurrency, newMinor, currency, nameUnicode } = alert;
  if (kind === "currency")
    return `${account} tells its prices in ${currency} now, no longer in ${oldCurrency ?? "another currency"}`;
  const to = formatMoney(newMinor, currency);
  if (kind === "premium")
    return `${nameUnicode} has a price of its own at ${account} now: ${to} a year${oldMinor === null ? "" : ` instead of ${formatMoney(oldMinor, oldCurrency ?? currency)}`}`;
  const direction = oldMinor !== null && newMinor < oldMinor ? "fell" : "rose";
  const percent = signedPercent(oldMinor, newMinor);
  const from = oldMinor === null ? "" : ` from ${formatMoney(oldMinor, oldCurrency ?? currency)}`;
  return `${subjectOf(alert)} at ${account} ${direction}${from} to ${to}${percent ? ` (${percent})` : ""}`;
}

/** What it makes of a year of the names it bears on; empty where it bears on none. */
export function effectOf({ names, yearlyMinor, currency }: AlertFacts): string {
  const count = `${names} ${names === 1 ? "name" : "names"}`;
  if (names === 0) return "No name of yours";
  if (yearlyMinor === null) return count;
  const sign = yearlyMinor < 0 ? "less" : "more";
  return `${count}, ${formatMoney(Math.abs(yearlyMinor), currency)} ${sign} a year`;
}
