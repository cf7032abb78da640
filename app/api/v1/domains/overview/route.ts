import { route } from "@/server/api/kit";
import { portfolioOverview } from "@/server/portfolio/portfolio-overview";

export const GET = route((ctx, { query }) =>
  portfolioOverview(ctx, Object.fromEntries(query) as { partner?: string }),
);
