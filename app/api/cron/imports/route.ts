import { cronRoute } from "@/server/api/cron";
import { importTick } from "@/server/import/waiting";

export const maxDuration = 10;

/** GET, POST /api/cron/imports: goes on with files that wait, within eight seconds. 200 ImportTickDto; 401, 503 problem+json. */
export const GET = cronRoute("imports", importTick);
export const POST = GET;
