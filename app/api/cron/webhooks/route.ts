import { cronRoute } from "@/server/api/cron";
import { handleEvents } from "@/server/webhooks/handle-events";

export const maxDuration = 10;

/** No reading is begun so late that it could not end inside the budget. */
const RESERVE_MS = 3_000;

/** GET, POST /api/cron/webhooks: reads the names that events were about. 200 {handled}; 401, 503 problem+json. */
export const GET = cronRoute("webhooks", async (ctx, budgetMs) => ({
  handled: await handleEvents(ctx, Date.now() + budgetMs - RESERVE_MS),
}));
export const POST = GET;
