import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import { assertSteppedUp } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError, notFound, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { readPlan } from "./read-plan";
import { ApprovePlanInput, type PlanDto } from "./schemas";
import * as store from "./store";

/**
 * Grants or refuses a plan that somebody else made. The grant is for exactly what was looked at, and ends with
 * the preview.
 *
 * @throws AppError `forbidden` for one's own plan; `precondition_failed` for another hash, an old preview, or one
 *   that was decided
 */
export async function approvePlan(ctx: ServiceContext, input: ApprovePlanInput): Promise<PlanDto> {
  authorize(ctx.actor, "plan.approve");
  const { id, hash, isGranted, reason } = parsed(ApprovePlanInput, input);
  await assertSteppedUp(ctx);
  await mutate(ctx, "plan.approve", async (tx, record) => {
    const plan = await store.hold(tx, id);
    if (!plan) throw notFound("This plan");
    assertOpen(ctx, plan, hash);
    const at = new Date().toISOString();
    await store.update(
      tx,
      id,
      isGranted
        ? { approvedAt: at, approvedById: ctx.actor.id, approvedByName: ctx.actor.name }
        : { refusedAt: at, state: "cancelled", finishedAt: at },
    );
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

function assertOpen({ actor }: ServiceContext, plan: store.PlanRecord, hash: string): void {
  if (plan.requestedById === actor.id)
    throw new AppError("forbidden", "Somebody else must decide about a plan of yours.");
  if (plan.hash !== hash)
    throw precondition("This is not the plan you looked at. Look at it again.");
  if (plan.state !== "ready" || !plan.needsApproval || plan.approvedAt || plan.refusedAt)
    throw precondition("Nothing is to be decided about this plan any more.");
  if (Date.parse(plan.expiresAt) <= Date.now())
    throw precondition("This preview is older than half an hour. It has to be planned again.");
}
