import type { Route } from "next";
import { EMPTY_QUERY, type PortfolioQuery, writePortfolioQuery } from "@/server/portfolio/query";
import { type QueryProblem, readPortfolioQuery } from "@/server/portfolio/read-query";

/** What the address of the portfolio says. */
export type Address = {
  readonly query: PortfolioQuery;
  /** The saved view it began with. */
  readonly view: string | null;
  readonly problems: readonly QueryProblem[];
  /** Whether the address itself fixes the number of rows. */
  readonly hasLimit: boolean;
};

export type Patch = Partial<PortfolioQuery>;

/** Reads the address. Parameters that cannot be used are left out and told. */
export function readAddress(params: URLSearchParams): Address {
  const rest = new URLSearchParams(params);
  rest.delete("view");
  const { query, problems } = readPortfolioQuery(rest);
  return { query, problems, view: params.get("view"), hasLimit: params.has("limit") };
}

/** The address of the list with some parameters changed; the first page, unless a cursor is given. */
export function hrefOf(
  query: PortfolioQuery,
  patch: Patch = {},
  view: string | null = null,
): Route {
  const params = writePortfolioQuery({ ...query, cursor: null, ...patch });
  if (view) params.set("view", view);
  const text = params.toString();
  return (text ? `/domains?${text}` : "/domains") as Route;
}

const SHOWN_OTHERWISE = { sort: EMPTY_QUERY.sort, dir: EMPTY_QUERY.dir, limit: 50, cursor: null };

/** What is filtered, whatever the order and page: equal texts mean equal lists of names. */
export const filterText = (query: PortfolioQuery): string => {
  const params = writePortfolioQuery({ ...query, ...SHOWN_OTHERWISE });
  params.sort();
  return params.toString();
};

/** Whether anything but the partner narrows the list. */
export const isFiltered = (query: PortfolioQuery): boolean =>
  filterText({ ...query, partner: null }) !== "";

/** No filter at all, for the partner one looks at. */
export const withoutFilters = (query: PortfolioQuery): PortfolioQuery => ({
  ...EMPTY_QUERY,
  partner: query.partner,
  limit: query.limit,
});
