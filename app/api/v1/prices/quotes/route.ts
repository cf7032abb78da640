import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { authorize } from "@/server/auth/policy";
import { listQuotes } from "@/server/prices/list-quotes";
import { readQuoteQuery } from "@/server/prices/queries";

/** GET /api/v1/prices/quotes?q&only: names with what a year of each costs. 200 NameQuotesDto; 400, 401, 403 problem+json. */
export const GET = route(async (ctx, { query }) => {
  authorize(ctx.actor, "price.read");
  return listQuotes(ctx, strictly(readQuoteQuery(query)));
});
