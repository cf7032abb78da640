import { cache } from "react";
import type { ServiceContext } from "@/server/kernel/context";
import { partnerChoices } from "@/server/portfolio/partner-choices";
import { portfolioOverview } from "@/server/portfolio/portfolio-overview";

/** What stands above the portfolio; asked for once by the frame and the page of one request. */
export const overviewOf = cache((ctx: ServiceContext, partner: string | null) =>
  portfolioOverview(ctx, { partner }),
);

/** The partners to choose from; asked for once by the frame and the page of one request. */
export const partnersOf = cache((ctx: ServiceContext) => partnerChoices(ctx));
