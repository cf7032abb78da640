export type QueryPatch = Readonly<Record<string, string | readonly string[] | null>>;

const PAGE_POSITION = ["cursor", "after", "before", "page"];

/** The query with some parameters changed: null removes one, a list repeats it, and the position in a list starts over. */
export function patchedQuery(current: URLSearchParams, patch: QueryPatch): URLSearchParams {
  const query = new URLSearchParams(current);
  for (const key of [...PAGE_POSITION, ...Object.keys(patch)]) query.delete(key);
  for (const [key, value] of Object.entries(patch))
    for (const each of value === null ? [] : [value].flat()) query.append(key, each);
  return query;
}
