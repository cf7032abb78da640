import { route } from "@/server/api/kit";
import { resumePlan } from "@/server/plans/steer";

/** POST /api/v1/plans/{id}/resume. 200 PlanDto; 401, 403, 404, 412 problem+json. */
export const POST = route<{ id: string }>((ctx, { params }) => resumePlan(ctx, { id: params.id }));
