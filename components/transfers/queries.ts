import { queryOptions } from "@tanstack/react-query";
import type { TrackDto } from "@/server/transfers/schemas";
import { read } from "../query/read";

const schemas = () => import("@/server/transfers/schemas");

const LIVE_MS = 2_000;
const QUIET_MS = 30_000;

const OVER = new Set<TrackDto["state"]>(["completed", "failed", "cancelled"]);

/** Whether a transfer still goes on by itself. */
export const isOver = (track: TrackDto): boolean => OVER.has(track.state);

const pace = (tracks: readonly (TrackDto | null)[] | undefined) =>
  tracks?.some((track) => track && !isOver(track)) ? LIVE_MS : QUIET_MS;

/** Reads of transfers; while names are on their way they are asked for more often. */
export const transferQueries = {
  list: () =>
    queryOptions({
      queryKey: ["transfers"] as const,
      queryFn: ({ signal }) =>
        read("/api/v1/transfers", async () => (await schemas()).TransferListDto, signal),
      refetchInterval: ({ state }) => pace(state.data?.rows.map(({ track }) => track)),
    }),
  out: (name: string) =>
    queryOptions({
      queryKey: ["transfers", "out", name] as const,
      queryFn: ({ signal }) =>
        read(
          `/api/v1/domains/${name}/transfers-out`,
          async () => (await schemas()).TransfersOutDto,
          signal,
        ),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: ["transfers", id] as const,
      queryFn: ({ signal }) =>
        read(`/api/v1/transfers/${id}`, async () => (await schemas()).TransferDto, signal),
      refetchInterval: ({ state }) => pace(state.data?.rows.map(({ track }) => track)),
    }),
};
