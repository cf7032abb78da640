import { cronRoute } from "@/server/api/cron";
import { cronSync } from "@/server/schedules/cron-sync";

export const maxDuration = 10;

/**
 * GET, POST /api/cron/sync: does what schedules and accounts have due, within eight seconds. 200 CronSyncDto;
 * 401, 503 problem+json.
 */
export const GET = cronRoute("sync", cronSync);
export const POST = GET;
