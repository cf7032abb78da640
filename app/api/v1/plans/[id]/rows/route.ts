import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { planRows } from "@/server/plans/plan-rows";
import { readPlanRowQuery } from "@/server/plans/queries";

/** GET /api/v1/plans/{id}/rows: its names in order, each with its verdict. 200 PlanRowsDto; 400, 401, 404. */
export const GET = route<{ id: string }>((ctx, { params, query }) =>
  planRows(ctx, { id: params.id }, strictly(readPlanRowQuery(query))),
);
