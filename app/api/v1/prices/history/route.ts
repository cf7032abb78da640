import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { authorize } from "@/server/auth/policy";
import { readPriceHistory } from "@/server/prices/price-history";
import { readPriceHistoryQuery } from "@/server/prices/queries";

/** GET /api/v1/prices/history?tld&name&action&years: every price of a line. 200 PriceHistoryDto; 401, 403, 422 problem+json. */
export const GET = route(async (ctx, { query }) => {
  authorize(ctx.actor, "price.read");
  return readPriceHistory(ctx, strictly(readPriceHistoryQuery(query)));
});
