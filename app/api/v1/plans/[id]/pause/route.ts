import { route } from "@/server/api/kit";
import { pausePlan } from "@/server/plans/steer";

/** POST /api/v1/plans/{id}/pause. 200 PlanDto; 401, 403, 404, 412 problem+json. */
export const POST = route<{ id: string }>((ctx, { params }) => pausePlan(ctx, { id: params.id }));
