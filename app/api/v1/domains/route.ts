import { route } from "@/server/api/kit";
import { listDomains } from "@/server/portfolio/list-domains";
import { strictPortfolioQuery } from "@/server/portfolio/strict-query";

export const GET = route((ctx, { query }) => listDomains(ctx, strictPortfolioQuery(query)));
