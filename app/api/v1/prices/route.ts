import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { authorize } from "@/server/auth/policy";
import { readTldPricesQuery } from "@/server/prices/queries";
import { readTldPrices } from "@/server/prices/tld-prices";

/** GET /api/v1/prices?action&years: what endings cost, account by account. 200 TldPricesDto; 401, 403, 422 problem+json. */
export const GET = route(async (ctx, { query }) => {
  authorize(ctx.actor, "price.read");
  return readTldPrices(ctx, strictly(readTldPricesQuery(query)));
});
