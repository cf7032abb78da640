import { queryOptions } from "@tanstack/react-query";
import { type RunQuery, writeRunQuery } from "@/server/sync/schemas";
import { read } from "../query/read";

const schemas = () => import("@/server/sync/schemas");

const LIVE_MS = 1_500;
const QUIET_MS = 30_000;

/** A worker takes up what was ordered within a few seconds. */
const FOLLOWED_MS = 15_000;
let followedUntil = 0;

/** Has the list of runs looked at often for a while: something was ordered, and no run stands there yet. */
export const followRuns = (): void => {
  followedUntil = Date.now() + FOLLOWED_MS;
};

/** Whether a run still goes on by itself. */
export const isLive = ({ state }: { readonly state: string }): boolean =>
  state === "running" || state === "paused";

/** Reads of sync runs; while one runs they are asked for more often. */
export const runQueries = {
  list: (query: RunQuery) =>
    queryOptions({
      queryKey: ["sync", "runs", writeRunQuery(query).toString()],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/sync/runs?${writeRunQuery(query)}`,
          async () => (await schemas()).SyncRunListDto,
          signal,
        ),
      refetchInterval: ({ state }) =>
        state.data?.rows.some(isLive) || Date.now() < followedUntil ? LIVE_MS : QUIET_MS,
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: ["sync", "run", id],
      queryFn: ({ signal }) =>
        read(`/api/v1/sync/runs/${id}`, async () => (await schemas()).SyncRunDetailDto, signal),
      refetchInterval: ({ state }) => (state.data && isLive(state.data) ? LIVE_MS : false),
    }),
};
