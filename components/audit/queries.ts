import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type AuditQuery, writeAuditQuery } from "@/server/audit/schemas";
import { read } from "../query/read";

const schemas = () => import("@/server/audit/schemas");

const page = (query: Partial<AuditQuery>, signal: AbortSignal) =>
  read(
    `/api/v1/audit?${writeAuditQuery(query)}`,
    async () => (await schemas()).AuditPageDto,
    signal,
  );

/** What screens read of the audit log. Keys begin with "audit", so that one invalidation reaches all. */
export const auditQueries = {
  page: (query: AuditQuery) =>
    queryOptions({
      queryKey: ["audit", "page", writeAuditQuery(query).toString()],
      queryFn: ({ signal }) => page(query, signal),
    }),
  /** A list that grows downwards, for a part of a page. */
  stream: (query: Partial<AuditQuery>) =>
    infiniteQueryOptions({
      queryKey: ["audit", "stream", writeAuditQuery(query).toString()],
      queryFn: ({ signal, pageParam }) => page({ ...query, cursor: pageParam }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
    }),
  entry: (id: string) =>
    queryOptions({
      queryKey: ["audit", "entry", id],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/audit/${encodeURIComponent(id)}`,
          async () => (await schemas()).AuditEntryDto,
          signal,
        ),
    }),
  actors: () =>
    queryOptions({
      queryKey: ["audit", "actors"],
      queryFn: ({ signal }) =>
        read("/api/v1/audit/actors", async () => (await schemas()).ActorsDto, signal),
      staleTime: 300_000,
    }),
};
