import type { Route } from "next";
import { type RunQuery, writeRunQuery } from "@/server/sync/schemas";

/** The list of runs with something changed; another list starts from its first page. */
export function runsHref(query: RunQuery, patch: Partial<RunQuery>): Route {
  const text = writeRunQuery({ ...query, cursor: null, ...patch }).toString();
  return (text ? `/sync?${text}` : "/sync") as Route;
}

/** The parameters that are this list's: the partner that staff look at is another page's. */
export function runParams(given: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(given);
  params.delete("partner");
  return params;
}
