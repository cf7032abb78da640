import { route } from "@/server/api/kit";
import { listPriceRules } from "@/server/prices/price-rules";

/** GET /api/v1/prices/rules: when a move is worth an alert, and who is told. 200 PriceRulesDto; 401, 403 problem+json. */
export const GET = route((ctx) => listPriceRules(ctx));
