import { withIntent } from "@/server/api/intent";
import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { listPlans } from "@/server/plans/list-plans";
import { makePlan } from "@/server/plans/make-plan";
import { readPlanQuery } from "@/server/plans/queries";
import type { MakePlanInput } from "@/server/plans/schemas";

/** GET /api/v1/plans: plans that were started or wait for approval. 200 PlanListDto; 400, 401 problem+json. */
export const GET = route((ctx, { query }) => listPlans(ctx, strictly(readPlanQuery(query))));

/**
 * POST /api/v1/plans {key, selection, change}: previews a change; nothing is sent. The key may stand in the header
 * Idempotency-Key instead. 200 PlanDto; 401, 403, 404, 409, 422 problem+json.
 */
export const POST = route((ctx, call) => makePlan(ctx, withIntent<MakePlanInput>(call)));
