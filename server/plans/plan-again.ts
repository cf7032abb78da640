import { z } from "zod";
import { authorize } from "../auth/policy";
import { contactsAgain } from "../contacts/make-contact-plan";
import { importAgain } from "../import/import-again";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { CAUSES } from "../operations/kinds";
import { draftPlan } from "./draft-plan";
import { retryPlan, undoPlan } from "./follow-up-plan";
import { readPlan } from "./read-plan";
import { PlanAgainInput, PlanChange, type PlanDto } from "./schemas";
import * as store from "./store";

const Retried = z.object({ causes: z.array(z.enum(CAUSES)) });

/**
 * Looks at the names of a preview anew, those that were taken out left out: for one that is too old, or whose names
 * were changed meanwhile.
 *
 * @throws AppError `not_found`; `precondition_failed` for a plan that started, or of a kind that begins with a form
 */
export async function planAgain(ctx: ServiceContext, input: PlanAgainInput): Promise<PlanDto> {
  authorize(ctx.actor, "operation.read");
  const { id, key } = parsed(PlanAgainInput, input);
  const plan = await read(ctx, (tx) => store.find(tx, id));
  if (!plan) throw notFound("This plan");
  if (plan.appliedAt !== null) throw precondition("This plan has started already.");
  if (plan.undoOf) return undoPlan(ctx, { id: plan.undoOf, key });
  if (plan.retryOf)
    return retryPlan(ctx, { id: plan.retryOf, key, ...Retried.parse(plan.selection) });
  if (plan.kind === "import") return readPlan(ctx, { id: await importAgain(ctx, plan) });
  if (plan.kind === "contact_update") return contactsAgain(ctx, plan, key);
  const { forcedReason, ...asked } = plan.change;
  const change = PlanChange.safeParse(asked);
  if (!change.success) throw precondition("Start it again from where it was asked for.");
  const made = await draftPlan(ctx, {
    key,
    kind: change.data.kind,
    change: change.data,
    selection: { againOf: id },
    ...(plan.afterPlanId ? { afterPlanId: plan.afterPlanId } : {}),
    forcedReason: typeof forcedReason === "string" ? forcedReason : undefined,
    choose: async (tx) =>
      (await store.keptNames(tx, id)).map((domainId) => ({ domainId, change: change.data })),
  });
  return readPlan(ctx, { id: made });
}
