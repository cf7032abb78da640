import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { authorize } from "@/server/auth/policy";
import { listPriceRuns } from "@/server/prices/list-runs";
import { readPriceRunsQuery } from "@/server/prices/queries";

/** GET /api/v1/prices/runs: every asking for prices, newest first. 200 PriceRunListDto; 400, 401, 403 problem+json. */
export const GET = route(async (ctx, { query }) => {
  authorize(ctx.actor, "price.read");
  return listPriceRuns(ctx, strictly(readPriceRunsQuery(query)));
});
