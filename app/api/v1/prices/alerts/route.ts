import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { authorize } from "@/server/auth/policy";
import { listAlerts } from "@/server/prices/list-alerts";
import { readAlertQuery } from "@/server/prices/queries";

/** GET /api/v1/prices/alerts?state: moves of prices beyond the rules, newest first. 200 PriceAlertListDto; 400, 401, 403 problem+json. */
export const GET = route(async (ctx, { query }) => {
  authorize(ctx.actor, "price.read");
  return listAlerts(ctx, strictly(readAlertQuery(query)));
});
