import type { Lifecycle } from "@/server/names/lifecycles";
import type { PortfolioQuery } from "@/server/portfolio/query";
import { EMPTY_QUERY } from "@/server/portfolio/query";
import type { FacetCount, PortfolioFacets } from "@/server/portfolio/schemas";
import { lifecycleWord } from "../domains/lifecycle-status";
import { AUTO_RENEW_WORDS, LOCK_WORDS } from "../domains/words";
import { formatDay } from "../ui/time";
import type { Patch } from "./address";
import { DAY_WORDS, FLAG_WORDS } from "./words";

/** A way to narrow the list, as one chip of the filter row. */
export type FilterField =
  | "status"
  | "renewWithin"
  | "tld"
  | "account"
  | "lock"
  | "autoRenew"
  | "flag"
  | "tag"
  | "partner";

export const FILTER_LABELS: Readonly<Record<FilterField, string>> = {
  status: "Status",
  renewWithin: "Renew by",
  tld: "TLD",
  account: "Account",
  lock: "Lock",
  autoRenew: "Auto-renew",
  flag: "To look at",
  tag: "Tag",
  partner: "Partner",
};

/** In reading order; the partner is for those who see more than one. */
export const FILTER_FIELDS: readonly FilterField[] = [
  "status",
  "renewWithin",
  "tld",
  "account",
  "lock",
  "autoRenew",
  "flag",
  "tag",
  "partner",
];

const WORDS: Partial<Record<FilterField, (value: string) => string | undefined>> = {
  status: (value) => lifecycleWord(value as Lifecycle),
  lock: (value) => LOCK_WORDS[value as keyof typeof LOCK_WORDS],
  autoRenew: (value) => AUTO_RENEW_WORDS[value as keyof typeof AUTO_RENEW_WORDS],
  flag: (value) => FLAG_WORDS[value as keyof typeof FLAG_WORDS]?.word,
  renewWithin: (value) => DAY_WORDS[value] ?? `next ${value} days`,
  tld: (value) => `.${value}`,
  tag: (value) => value,
};

/** What a value is called: our own word, or the name that came with the counts. */
export const valueLabel = (
  field: FilterField,
  value: string,
  counts: readonly FacetCount[] = [],
): string | undefined =>
  field === "tld"
    ? (counts.find((count) => count.value === value)?.label ?? `.${value}`)
    : (WORDS[field]?.(value) ?? counts.find((count) => count.value === value)?.label);

/** The values chosen in a field, as the address writes them. */
export function chosenIn(query: PortfolioQuery, field: FilterField): readonly string[] {
  const value = query[field];
  if (value === null) return [];
  return typeof value === "object" ? value : [String(value)];
}

const daysLabel = ({ renewFrom, renewTo }: PortfolioQuery): string | null => {
  const day = (on: string) => formatDay(on, "UTC");
  if (renewFrom && renewTo) return `${day(renewFrom)} – ${day(renewTo)}`;
  if (renewFrom) return `from ${day(renewFrom)}`;
  return renewTo ? `until ${day(renewTo)}` : null;
};

const MOST_NAMED = 2;

/** What a chip says is chosen; null where its field is not used. */
export function chosenText(
  query: PortfolioQuery,
  field: FilterField,
  facets: PortfolioFacets | undefined,
): string | null {
  const range = field === "renewWithin" ? daysLabel(query) : null;
  if (range) return range;
  const values = chosenIn(query, field);
  if (values.length === 0) return null;
  if (values.length > MOST_NAMED) return `${values.length} chosen`;
  return values.map((value) => valueLabel(field, value, facets?.[field]) ?? "…").join(", ");
}

/** The change that takes a field out of the filter. */
export const cleared = (field: FilterField): Patch =>
  field === "renewWithin"
    ? { renewWithin: null, renewFrom: null, renewTo: null }
    : { [field]: EMPTY_QUERY[field] };

const DAYS_FIX_THE_ORDER = { sort: "renewBy" } as const satisfies Patch;

/** The change that chooses a value of a field, or leaves it out again. Tag, partner and days hold one value. */
export function toggled(query: PortfolioQuery, field: FilterField, value: string): Patch {
  const chosen = chosenIn(query, field);
  const isOn = chosen.includes(value);
  if (field === "tag" || field === "partner") return { [field]: isOn ? null : value };
  if (field === "renewWithin")
    return isOn
      ? cleared(field)
      : { ...cleared(field), ...DAYS_FIX_THE_ORDER, renewWithin: Number(value) };
  return { [field]: isOn ? chosen.filter((other) => other !== value) : [...chosen, value] };
}

/** Whether a chosen value is called what only the counts know: an account, a partner, a TLD of another script. */
export const takesWordsFromCounts = (query: PortfolioQuery): boolean =>
  query.account.length > 0 ||
  query.partner !== null ||
  query.tld.some((tld) => tld.startsWith("xn--"));

/** Which fields narrow the list at the moment. */
export const usedFields = (query: PortfolioQuery): readonly FilterField[] =>
  FILTER_FIELDS.filter((field) => chosenText(query, field, undefined) !== null);
