import { route } from "@/server/api/kit";
import { readPlan } from "@/server/plans/read-plan";

/** GET /api/v1/plans/{id}: a plan with its counts. 200 PlanDto; 401, 404 problem+json. */
export const GET = route<{ id: string }>((ctx, { params }) => readPlan(ctx, { id: params.id }));
