import { cronRoute } from "@/server/api/cron";
import { cronPrices } from "@/server/schedules/cron-sync";

export const maxDuration = 10;

/**
 * GET, POST /api/cron/prices: asks for prices when their time has come, within eight seconds, and goes on where the
 * last call ended. 200 CronPricesDto; 401, 503 problem+json.
 */
export const GET = cronRoute("prices", cronPrices);
export const POST = GET;
