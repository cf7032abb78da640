import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { draftPlan } from "../plans/draft-plan";
import type { PlanChange } from "../plans/schemas";
import { PlanFromAlertInput } from "./alerts/schemas";
import * as store from "./alerts/store";
import { noteDecision } from "./decide-alert";

/**
 * Previews what can be done about a dearer renewal for all names it bears on: renew them now, or let them go. Nothing is
 * sent; the plan is looked at and started like every other, by whoever may. The alert notes the decision.
 *
 * @throws AppError `not_found`; `precondition_failed` when the alert bears on no name
 */
export async function planFromAlert(
  ctx: ServiceContext,
  input: PlanFromAlertInput,
): Promise<{ planId: string }> {
  const { key, alertId, change: asked } = parsed(PlanFromAlertInput, input);
  authorize(ctx.actor, "price.manage");
  const ids = await read(ctx, async (tx) => {
    const alert = await store.findAlert(tx, alertId);
    if (!alert) throw notFound("This price alert");
    return store.idsAffectedBy(tx, alert);
  });
  if (ids.length === 0) throw precondition("This price bears on no name of yours any more.");
  const change: PlanChange =
    asked.kind === "renew"
      ? { kind: "renew", years: asked.years }
      : { kind: "auto_renew_update", enabled: false };
  const planId = await draftPlan(ctx, {
    key,
    kind: change.kind,
    change,
    selection: { priceAlert: alertId },
    choose: async () => ids.map((domainId) => ({ domainId, change })),
  });
  await mutate(ctx, "price.manage", (tx, record) =>
    noteDecision(tx, ctx, record, {
      id: alertId,
      decision: asked.kind === "renew" ? "renewed" : "let_go",
    }),
  );
  return { planId };
}
