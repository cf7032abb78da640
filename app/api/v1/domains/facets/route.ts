import { route } from "@/server/api/kit";
import { portfolioFacets } from "@/server/portfolio/portfolio-facets";
import { strictPortfolioQuery } from "@/server/portfolio/strict-query";

export const GET = route((ctx, { query }) => portfolioFacets(ctx, strictPortfolioQuery(query)));
