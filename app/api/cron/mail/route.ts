import { cronRoute } from "@/server/api/cron";
import { mailTick } from "@/server/prices/mail-tick";

export const maxDuration = 10;

/** GET, POST /api/cron/mail: writes digests that are due and sends what waits, within eight seconds. 200 counts; 401, 503 problem+json. */
export const GET = cronRoute("mail", mailTick);
export const POST = GET;
