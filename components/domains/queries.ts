import { queryOptions } from "@tanstack/react-query";
import { read } from "../query/read";

const schemas = () => import("@/server/domains/schemas");

/** What the page of one domain reads. Keys begin with "domains", so that one invalidation reaches all. */
export const domainQueries = {
  detail: (name: string) =>
    queryOptions({
      queryKey: ["domains", "detail", name],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/domains/${encodeURIComponent(name)}`,
          async () => (await schemas()).DomainDetailDto,
          signal,
        ),
    }),
  /** Its key lies below the detail's, so that whatever makes one stale makes the other stale too. */
  capabilities: (name: string) =>
    queryOptions({
      queryKey: ["domains", "detail", name, "capabilities"],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/domains/${encodeURIComponent(name)}/capabilities`,
          async () => (await schemas()).DomainCapabilitiesDto,
          signal,
        ),
    }),
  /** Asked only when somebody wants to know: the DNS is the world's. */
  dns: (name: string) =>
    queryOptions({
      queryKey: ["dns-check", name],
      queryFn: ({ signal }) =>
        read(
          `/api/v1/domains/${encodeURIComponent(name)}/dns`,
          async () => (await import("@/server/dns/schemas")).DnsCheckDto,
          signal,
        ),
      enabled: false,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  /** The page of the portfolio that opened a domain, told by its parameters. It stays as it was while one walks through it. */
  neighbours: (search: string) =>
    queryOptions({
      queryKey: ["neighbours", search],
      queryFn: ({ signal }) =>
        read(`/api/v1/domains?${search}`, async () => (await schemas()).DomainListDto, signal),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
