import type { Route } from "next";
import { type ConflictQuery, writeConflictQuery } from "@/server/conflicts/schemas";

/** The inbox with something changed; another list starts from its first page. */
export function inboxHref(
  query: Partial<ConflictQuery>,
  patch: Partial<ConflictQuery> = {},
): Route {
  const text = writeConflictQuery({ ...query, cursor: null, ...patch }).toString();
  return (text ? `/sync/inbox?${text}` : "/sync/inbox") as Route;
}
