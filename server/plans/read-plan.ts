import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { look } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { type PlanDto, PlanRef } from "./schemas";
import * as store from "./store";
import { planOf } from "./to-plan";

/** One plan with its counts. @throws AppError `not_found` outside the caller's scope */
export async function readPlan(ctx: ServiceContext, input: PlanRef): Promise<PlanDto> {
  authorize(ctx.actor, "operation.read");
  const { id } = parsed(PlanRef, input);
  return look(ctx, async (tx) => {
    const plan = await store.find(tx, id);
    if (!plan) throw notFound("This plan");
    return planOf(tx, ctx, plan);
  });
}
