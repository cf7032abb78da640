import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AlikeInput, ConflictQuery } from "@/server/conflicts/schemas";
import { writeConflictQuery } from "@/server/conflicts/schemas";
import { read } from "../query/read";

const schemas = () => import("@/server/conflicts/schemas");

/** Reads of the inbox. Keys begin with "conflicts", so that one invalidation reaches all. */
export const conflictQueries = {
  stream: (query: ConflictQuery) =>
    infiniteQueryOptions({
      queryKey: ["conflicts", "stream", writeConflictQuery({ ...query, cursor: null }).toString()],
      queryFn: ({ pageParam, signal }) =>
        read(
          `/api/v1/conflicts?${writeConflictQuery({ ...query, cursor: pageParam })}`,
          async () => (await schemas()).ConflictListDto,
          signal,
        ),
      initialPageParam: null as string | null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  counts: (partner: string | null) =>
    queryOptions({
      queryKey: ["conflicts", "counts", partner],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/conflicts/counts${partner ? `?partner=${partner}` : ""}`,
          async () => (await schemas()).ConflictCountsDto,
          signal,
        ),
    }),
  alike: ({ id, choice }: AlikeInput) =>
    queryOptions({
      queryKey: ["conflicts", "alike", id, choice],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/conflicts/${id}/alike?choice=${choice}`,
          async () => (await schemas()).AlikeDto,
          signal,
        ),
      staleTime: 0,
    }),
  rules: (accountId: string) =>
    queryOptions({
      queryKey: ["conflicts", "rules", accountId],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/accounts/${accountId}/rules`,
          async () => (await schemas()).FieldRulesDto,
          signal,
        ),
    }),
};
