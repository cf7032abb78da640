import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, notFound, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { isRequester, maySettle } from "./decide";
import { readPlan } from "./read-plan";
import { ApprovePlanInput, type PlanDto } from "./schemas";
import * as store from "./store";

/**
 * Grants or refuses a plan that somebody else made. The grant is for exactly what was looked at, and ends with the
 * plan; what was said about it is shown to whoever asked.
 *
 * @throws AppError `forbidden` for one's own plan, also one made through a key of one's own, for one that others decide
 *   about, and with field `session` without a fresh proof of who asks; `invalid_input` with field `reason` for a refusal without one; `precondition_failed` for
 *   another hash, an old plan, or one that was decided
 */
export async function approvePlan(ctx: ServiceContext, input: ApprovePlanInput): Promise<PlanDto> {
  const { id, hash, isGranted, reason = "" } = parsed(ApprovePlanInput, input);
  await authorizeProven(ctx, "plan.approve");
  if (!isGranted && reason === "")
    throw invalid("reason", "required", "Say why, so that whoever asked knows what to change.");
  await mutate(ctx, "plan.approve", async (tx, record) => {
    const plan = await store.hold(tx, id);
    if (!plan) throw notFound("This plan");
    await assertOpen(tx, ctx, plan, hash);
    const at = new Date().toISOString();
    const { id: byId, name: byName } = ctx.actor;
    await store.update(tx, id, {
      approvalComment: reason || null,
      ...(isGranted
        ? { approvedAt: at, approvedById: byId, approvedByName: byName }
        : {
            refusedAt: at,
            refusedById: byId,
            refusedByName: byName,
            state: "cancelled",
            finishedAt: at,
          }),
    });
    await record({
      action: isGranted ? "plan.approved" : "plan.refused",
      objectId: id,
      objectName: plan.kind,
      partnerId: plan.partnerId,
      runId: id,
      after: { hash },
      ...(reason ? { reason } : {}),
    });
  });
  return readPlan(ctx, { id });
}

async function assertOpen(
  tx: Transaction,
  { actor }: ServiceContext,
  plan: store.PlanRecord,
  hash: string,
): Promise<void> {
  if (await isRequester(tx, actor, plan))
    throw new AppError("forbidden", "Somebody else must decide about a plan of yours.");
  if (plan.state !== "ready" || !plan.needsApproval || plan.approvedAt || plan.refusedAt)
    throw precondition("Nothing is to be decided about this plan any more.");
  if (!maySettle(actor, plan))
    throw new AppError("forbidden", "By its rule others decide about this plan.");
  if (plan.hash !== hash)
    throw precondition("This is not the plan you looked at. Look at it again.");
  if ((plan.sums.dns.checking ?? 0) > 0)
    throw precondition(
      "Its names are still being looked at in the DNS. Wait until that has ended.",
    );
  if (Date.parse(plan.expiresAt) <= Date.now())
    throw precondition("This plan waited for too long. It has to be planned again.");
}
