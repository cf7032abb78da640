import {
  type DehydratedState,
  hashKey,
  type QueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import { packList, unpackList } from "./pack-list";

/** An answer and when it came; everything else about a query that succeeded is the same for all. */
export type PackedQuery = {
  readonly key: QueryKey;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly data: unknown;
};

/** What a client has been answered, made small for the way inside a page; what failed is left out. */
export const packQueries = (client: QueryClient): PackedQuery[] =>
  client
    .getQueryCache()
    .getAll()
    .flatMap(({ queryKey, state }) =>
      state.status === "success"
        ? [{ key: queryKey, at: state.dataUpdatedAt, data: packList(state.data) }]
        : [],
    );

const SUCCEEDED = {
  dataUpdateCount: 1,
  error: null,
  errorUpdateCount: 0,
  errorUpdatedAt: 0,
  fetchFailureCount: 0,
  fetchFailureReason: null,
  fetchMeta: null,
  isInvalidated: false,
  status: "success",
  fetchStatus: "idle",
} as const;

/** The inverse of {@link packQueries}, as HydrationBoundary takes it. */
export const unpackQueries = (packed: readonly PackedQuery[]): DehydratedState => ({
  mutations: [],
  queries: packed.map(({ key, at, data }) => ({
    queryKey: key,
    queryHash: hashKey(key),
    dehydratedAt: at,
    state: { ...SUCCEEDED, data: unpackList(data), dataUpdatedAt: at },
  })),
});
