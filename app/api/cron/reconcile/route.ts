import { cronRoute } from "@/server/api/cron";
import { workOperations } from "@/server/operations/work-operations";
import { checkRows } from "@/server/plans/dns/check-rows";
import { followParents } from "@/server/plans/dns/parent/follow-parents";
import { endLeases } from "@/server/plans/end-leases";
import { forgetLeftContacts } from "@/server/registrations/forget-left-contacts";
import { forgetLeftCodes } from "@/server/transfers/forget-left-codes";

export const maxDuration = 10;

/** No step is begun so late that a registrar of usual speed could not answer inside the budget. */
const RESERVE_MS = 4_000;

/** What is looked at in the DNS leaves time for the changes themselves; it goes on with the next call. */
const LOOKING_MS = 1_500;
const FOLLOWING_MS = 700;

/**
 * GET, POST /api/cron/reconcile: locks again what was lent, looks at the DNS for names of plans, sends what is pending, and finds out by reading what
 * became of what was sent. 200 {locked, looked, steps, left, continued}; 401, 503 problem+json.
 */
export const GET = cronRoute("reconcile", async (ctx, budgetMs) => {
  const deadline = Date.now() + budgetMs - RESERVE_MS;
  const locked = await endLeases(ctx);
  await forgetLeftCodes(ctx);
  await forgetLeftContacts(ctx);
  const looked = await checkRows(ctx, Math.min(deadline, Date.now() + LOOKING_MS));
  await followParents(ctx, Math.min(deadline, Date.now() + FOLLOWING_MS));
  return { locked, looked, ...(await workOperations(ctx, deadline)) };
});
export const POST = GET;
