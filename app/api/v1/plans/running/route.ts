import { route } from "@/server/api/kit";
import { runningPlans } from "@/server/plans/list-plans";

/** GET /api/v1/plans/running: plans that run now, at most five. 200 PlanDto[]; 401 problem+json. */
export const GET = route((ctx) => runningPlans(ctx));
