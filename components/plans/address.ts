import type { Route } from "next";
import {
  type PlanQuery,
  type PlanRowQuery,
  readPlanQuery,
  readPlanRowQuery,
  writePlanQuery,
  writePlanRowQuery,
} from "@/server/plans/queries";

export type RowsAddress = {
  readonly query: PlanRowQuery;
  readonly problems: ReturnType<typeof readPlanRowQuery>["problems"];
  readonly href: (patch: Partial<PlanRowQuery>) => Route;
  readonly go: (patch: Partial<PlanRowQuery>) => void;
};

/** The rows' parameters: the partner that staff look at is another page's. */
export function rowsQueryOf(given: URLSearchParams) {
  const params = new URLSearchParams(given);
  params.delete("partner");
  return readPlanRowQuery(params);
}

/** The page of a plan with its rows narrowed; another list starts from its first page. */
export function rowsHref(id: string, query: PlanRowQuery, patch: Partial<PlanRowQuery>): Route {
  const text = writePlanRowQuery({ ...query, cursor: null, ...patch }).toString();
  return (text ? `/plans/${id}?${text}` : `/plans/${id}`) as Route;
}

/** The list's parameters: the partner that staff look at is another page's. */
export function plansQueryOf(given: URLSearchParams) {
  const params = new URLSearchParams(given);
  params.delete("partner");
  return readPlanQuery(params);
}

/** The list of plans with something changed; another list starts from its first page. */
export function plansHref(query: PlanQuery, patch: Partial<PlanQuery>): Route {
  const text = writePlanQuery({ ...query, cursor: null, ...patch }).toString();
  return (text ? `/plans?${text}` : "/plans") as Route;
}
