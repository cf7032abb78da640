import { route } from "@/server/api/kit";
import { startPlan } from "@/server/jobs/start-import-work";
import type { ApplyPlanInput } from "@/server/plans/schemas";

/** POST /api/v1/plans/{id}/apply {hash, typed?}: starts it. 200 PlanDto; 401, 403, 404, 412, 422 problem+json. */
export const POST = route<{ id: string }>((ctx, { params, body }) =>
  startPlan(ctx, { ...(body as Omit<ApplyPlanInput, "id">), id: params.id }),
);
