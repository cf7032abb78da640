import { cronRoute } from "@/server/api/cron";
import { workOperations } from "@/server/operations/work-operations";
import { endLeases } from "@/server/plans/end-leases";
import { forgetLeftContacts } from "@/server/registrations/forget-left-contacts";
import { forgetLeftCodes } from "@/server/transfers/forget-left-codes";

export const maxDuration = 10;

/** No step is begun so late that a registrar of usual speed could not answer inside the budget. */
const RESERVE_MS = 4_000;

/**
 * GET, POST /api/cron/reconcile: locks again what was lent, sends what is pending, and finds out by reading what
 * became of what was sent. 200 {locked, steps, left, continued}; 401, 503 problem+json.
 */
export const GET = cronRoute("reconcile", async (ctx, budgetMs) => {
  const deadline = Date.now() + budgetMs - RESERVE_MS;
  const locked = await endLeases(ctx);
  await forgetLeftCodes(ctx);
  await forgetLeftContacts(ctx);
  return { locked, ...(await workOperations(ctx, deadline)) };
});
export const POST = GET;
