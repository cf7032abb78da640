import type { DomainFlag } from "../names/domain-flags";
import type { Lifecycle } from "../names/lifecycles";
import type { AutoRenewMode, LockState } from "../names/modes";

export const SORTS = ["renewBy", "name"] as const;
export const DIRECTIONS = ["asc", "desc"] as const;
/** The last is the most rows a page may have. */
export const PAGE_SIZES = [50, 100, 200] as const;

/** Stands for "no partner" where a partner may be chosen. */
export const UNASSIGNED = "none";

/** As a number of days: the day is past. */
export const OVERDUE = -1;

/** Names whose day comes within so many days want somebody to act. */
export const ACT_WITHIN_DAYS = 30;

/** Reasons to look that say: the registrar has it otherwise. */
export const DIFFERS: readonly DomainFlag[] = [
  "auto_renew_mismatch",
  "nameservers_changed",
  "missing",
  "disbelieved",
  "unlocked_elsewhere",
];

/** What may be asked of the portfolio, as the address bar and the API write it. Several values of one name mean "or". */
export type PortfolioQuery = {
  q: string;
  tld: string[];
  account: string[];
  status: Lifecycle[];
  lock: LockState[];
  autoRenew: AutoRenewMode[];
  flag: DomainFlag[];
  tag: string | null;
  /** A partner's id, or UNASSIGNED. */
  partner: string | null;
  /** Days from today; a name past its day is within any number of them. */
  renewWithin: number | null;
  renewFrom: string | null;
  renewTo: string | null;
  sort: (typeof SORTS)[number];
  dir: (typeof DIRECTIONS)[number];
  limit: number;
  cursor: string | null;
};

export const EMPTY_QUERY: PortfolioQuery = {
  q: "",
  tld: [],
  account: [],
  status: [],
  lock: [],
  autoRenew: [],
  flag: [],
  tag: null,
  partner: null,
  renewWithin: null,
  renewFrom: null,
  renewTo: null,
  sort: "renewBy",
  dir: "asc",
  limit: 50,
  cursor: null,
};

/** Writes a query as parameters, leaving out what is at its default: one address for one view. */
export function writePortfolioQuery(query: Partial<PortfolioQuery>): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of Object.keys(EMPTY_QUERY) as (keyof PortfolioQuery)[]) {
    const value = query[name];
    if (value === undefined || value === null || value === EMPTY_QUERY[name]) continue;
    for (const each of Array.isArray(value) ? value : [value]) params.append(name, String(each));
  }
  return params;
}
