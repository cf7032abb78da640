import type { DataTag, QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Asks on the server for what the browser would ask first, by the verb in the place of the route. What fails here is
 * asked again by the browser, which shows why.
 *
 * @returns what was told; undefined where that failed
 */
export const askAhead = <T>(
  client: QueryClient,
  { queryKey }: { readonly queryKey: DataTag<QueryKey, T, Error> },
  ask: () => Promise<T>,
): Promise<T | undefined> => client.query({ queryKey, queryFn: ask }).catch(() => undefined);
