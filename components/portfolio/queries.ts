import { queryOptions } from "@tanstack/react-query";
import { type PortfolioQuery, writePortfolioQuery } from "@/server/portfolio/query";
import { read } from "../query/read";

const schemas = {
  list: async () => (await import("@/server/domains/schemas")).DomainListDto,
  facets: async () => (await import("@/server/portfolio/schemas")).PortfolioFacets,
  overview: async () => (await import("@/server/portfolio/schemas")).PortfolioOverview,
  views: async () => (await import("@/server/views/schemas")).SavedViews,
};

const FIRST_PAGE = { cursor: null, limit: 50, sort: "renewBy", dir: "asc" } as const;

const withParams = (path: string, params: URLSearchParams) =>
  params.size > 0 ? `${path}?${params}` : path;

/** Every read of the portfolio; all of them begin with "domains", so that one change renews them all. */
export const portfolioQueries = {
  list: (query: PortfolioQuery) => {
    const params = writePortfolioQuery(query);
    return queryOptions({
      queryKey: ["domains", "list", params.toString()] as const,
      queryFn: ({ signal }) => read(withParams("/api/v1/domains", params), schemas.list, signal),
    });
  },
  /** Counts do not depend on order or page. */
  facets: (query: PortfolioQuery) => {
    const params = writePortfolioQuery({ ...query, ...FIRST_PAGE });
    return queryOptions({
      queryKey: ["domains", "facets", params.toString()] as const,
      queryFn: ({ signal }) =>
        read(withParams("/api/v1/domains/facets", params), schemas.facets, signal),
    });
  },
  overview: (partner: string | null) => {
    const params = new URLSearchParams(partner ? { partner } : {});
    return queryOptions({
      queryKey: ["domains", "overview", partner] as const,
      queryFn: ({ signal }) =>
        read(withParams("/api/v1/domains/overview", params), schemas.overview, signal),
    });
  },
  views: () =>
    queryOptions({
      queryKey: ["domains", "views"] as const,
      queryFn: ({ signal }) => read("/api/v1/views", schemas.views, signal),
    }),
};
