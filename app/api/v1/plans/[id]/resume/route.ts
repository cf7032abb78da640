import { route } from "@/server/api/kit";
import { goOnWithPlan } from "@/server/jobs/start-import-work";

/** POST /api/v1/plans/{id}/resume. 200 PlanDto; 401, 403, 404, 412 problem+json. */
export const POST = route<{ id: string }>((ctx, { params }) =>
  goOnWithPlan(ctx, { id: params.id }),
);
