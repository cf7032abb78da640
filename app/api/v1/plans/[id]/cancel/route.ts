import { route } from "@/server/api/kit";
import { cancelPlan } from "@/server/plans/steer";

/** POST /api/v1/plans/{id}/cancel. 200 PlanDto; 401, 403, 404, 412 problem+json. */
export const POST = route<{ id: string }>((ctx, { params }) => cancelPlan(ctx, { id: params.id }));
