import type { PortfolioQuery } from "@/server/portfolio/query";

/**
 * Columns in their usual order: what asks for work stands where no screen cuts it off. The name always
 * comes first and cannot be hidden.
 */
export const COLUMN_KEYS = [
  "status",
  "renewBy",
  "autoRenew",
  "lock",
  "look",
  "nameservers",
  "account",
  "partner",
  "tags",
  "expires",
  "dnssec",
  "checked",
] as const;
export type ColumnKey = (typeof COLUMN_KEYS)[number];

type Column = {
  readonly label: string;
  /** Width of its place while rows are on their way. */
  readonly width: string;
  readonly sort?: PortfolioQuery["sort"];
  /** Not shown unless asked for. */
  readonly isExtra?: true;
};

export const COLUMNS: Readonly<Record<ColumnKey, Column>> = {
  status: { label: "Status", width: "w-16" },
  renewBy: { label: "Renew by", width: "w-32", sort: "renewBy" },
  autoRenew: { label: "Auto-renew", width: "w-8" },
  lock: { label: "Lock", width: "w-16" },
  nameservers: { label: "Nameservers", width: "w-20" },
  account: { label: "Account", width: "w-20" },
  partner: { label: "Partner", width: "w-20" },
  tags: { label: "Tags", width: "w-12" },
  look: { label: "To look at", width: "w-24" },
  expires: { label: "Expires", width: "w-20", isExtra: true },
  dnssec: { label: "DNSSEC", width: "w-8", isExtra: true },
  checked: { label: "Checked", width: "w-12", isExtra: true },
};

export type ColumnChoice = { readonly key: ColumnKey; readonly isShown: boolean };

export const USUAL_COLUMNS: readonly ColumnChoice[] = COLUMN_KEYS.map((key) => ({
  key,
  isShown: !COLUMNS[key].isExtra,
}));

/** A stored choice made whole: unknown columns go, new ones come last as they usually are. */
export function completed(stored: readonly ColumnChoice[]): readonly ColumnChoice[] {
  const known = stored.filter(({ key }) => key in COLUMNS);
  const keys = new Set(known.map(({ key }) => key));
  return [...known, ...USUAL_COLUMNS.filter(({ key }) => !keys.has(key))];
}

/** The list with one column moved by a place; at an end it stays. */
export function moved(
  choices: readonly ColumnChoice[],
  key: ColumnKey,
  by: -1 | 1,
): readonly ColumnChoice[] {
  const at = choices.findIndex((choice) => choice.key === key);
  const to = at + by;
  const [one, other] = [choices[at], choices[to]];
  if (!one || !other) return choices;
  return choices.map((choice, index) => (index === at ? other : index === to ? one : choice));
}
