import type { Scope } from "../auth/scope";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { EVERYONE, NOBODY } from "../partners/counted-as";
import { type PortfolioQuery, UNASSIGNED } from "./query";

/** A portfolio query, resolved: whose names, from which day to which, which bits. */
export type Filter = {
  /** Null: every partner's. */
  readonly partnerId: string | null;
  readonly isUnassigned: boolean;
  /** Which rows of the count tables speak for this filter's names. */
  readonly side: string;
  readonly q: string;
  readonly tlds: readonly string[];
  readonly accounts: readonly string[];
  readonly lifecycles: readonly string[];
  readonly locks: readonly string[];
  readonly autoRenews: readonly string[];
  readonly flagMask: number;
  readonly tag: string | null;
  readonly renewFrom: string | null;
  readonly renewTo: string | null;
};

function whose(scope: Scope, wanted: PortfolioQuery["partner"]) {
  if (!scope.all) return { partnerId: scope.partnerId, isUnassigned: false, side: scope.partnerId };
  if (wanted === UNASSIGNED) return { partnerId: null, isUnassigned: true, side: NOBODY };
  return { partnerId: wanted, isUnassigned: false, side: wanted ?? EVERYONE };
}

const inDays = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Resolves a query for a caller. A customer's own partner stands, whatever partner was asked for. */
export const filterOf = (scope: Scope, query: PortfolioQuery, today: string): Filter => ({
  ...whose(scope, query.partner),
  q: query.q.normalize("NFC").toLowerCase(),
  tlds: query.tld,
  accounts: query.account,
  lifecycles: query.status,
  locks: query.lock,
  autoRenews: query.autoRenew,
  flagMask: query.flag.reduce((mask, flag) => mask | DOMAIN_FLAGS[flag], 0),
  tag: query.tag,
  renewFrom: query.renewFrom,
  renewTo: query.renewWithin === null ? query.renewTo : inDays(today, query.renewWithin),
});

/** Whether the filter asks for anything the facet counts know. */
export const hasFacets = (filter: Filter): boolean =>
  [filter.tlds, filter.accounts, filter.lifecycles, filter.locks, filter.autoRenews].some(
    (values) => values.length > 0,
  ) || filter.flagMask !== 0;

/** Whether only names to be renewed within some days are asked for. */
export const hasDays = (filter: Filter): boolean =>
  filter.renewFrom !== null || filter.renewTo !== null;
