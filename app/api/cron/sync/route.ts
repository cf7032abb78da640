import { cronRoute } from "@/server/api/cron";
import { tick } from "@/server/sync/tick";

export const maxDuration = 10;

/** GET, POST /api/cron/sync: does what is due, within eight seconds. 200 TickDto; 401, 503 problem+json. */
export const GET = cronRoute("sync", tick);
export const POST = GET;
