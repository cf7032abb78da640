import type { Route } from "next";

type QueryValue = string | number | boolean | readonly string[] | null | undefined;

/**
 * An address with query parameters, leaving out what is empty; a list becomes a repeated parameter.
 *
 * @param path an address of ours without a query
 */
export function withQuery(path: string, values: Readonly<Record<string, QueryValue>>): Route {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "" || value === false) continue;
    for (const each of Array.isArray(value) ? value : [value]) query.append(key, String(each));
  }
  const text = query.toString();
  return (text ? `${path}?${text}` : path) as Route;
}
