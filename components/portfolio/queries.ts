import { queryOptions } from "@tanstack/react-query";
import { DomainListDto } from "@/server/domains/schemas";
import {
  PortfolioFacets,
  PortfolioOverview,
  type PortfolioQuery,
  writePortfolioQuery,
} from "@/server/portfolio/schemas";
import { SavedViews } from "@/server/views/schemas";
import { read } from "../query/read";

const FIRST_PAGE = { cursor: null, limit: 50, sort: "renewBy", dir: "asc" } as const;

const withParams = (path: string, params: URLSearchParams) =>
  params.size > 0 ? `${path}?${params}` : path;

/** Every read of the portfolio; all of them begin with "domains", so that one change renews them all. */
export const portfolioQueries = {
  list: (query: PortfolioQuery) => {
    const params = writePortfolioQuery(query);
    return queryOptions({
      queryKey: ["domains", "list", params.toString()] as const,
      queryFn: ({ signal }) => read(withParams("/api/v1/domains", params), DomainListDto, signal),
    });
  },
  /** Counts do not depend on order or page. */
  facets: (query: PortfolioQuery) => {
    const params = writePortfolioQuery({ ...query, ...FIRST_PAGE });
    return queryOptions({
      queryKey: ["domains", "facets", params.toString()] as const,
      queryFn: ({ signal }) =>
        read(withParams("/api/v1/domains/facets", params), PortfolioFacets, signal),
    });
  },
  overview: (partner: string | null) => {
    const params = new URLSearchParams(partner ? { partner } : {});
    return queryOptions({
      queryKey: ["domains", "overview", partner] as const,
      queryFn: ({ signal }) =>
        read(withParams("/api/v1/domains/overview", params), PortfolioOverview, signal),
    });
  },
  views: () =>
    queryOptions({
      queryKey: ["domains", "views"] as const,
      queryFn: ({ signal }) => read("/api/v1/views", SavedViews, signal),
    }),
};
