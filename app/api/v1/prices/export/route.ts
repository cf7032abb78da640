import { fileAnswer } from "@/server/api/file-answer";
import { route } from "@/server/api/kit";
import { today } from "@/server/kernel/today";
import { exportPrices } from "@/server/prices/export-prices";

const TYPE = "text/csv; charset=utf-8; header=present";

/** GET /api/v1/prices/export: what every ending costs at every account as a CSV file. 200; 401, 403 problem+json. */
export const GET = route(async (ctx) =>
  fileAnswer(
    ctx,
    { name: `namekeep-prices-${today(ctx.now())}.csv`, type: TYPE },
    exportPrices(ctx),
  ),
);
