import { fileAnswer } from "@/server/api/file-answer";
import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { exportRows } from "@/server/plans/export-rows";
import { readPlanRowQuery } from "@/server/plans/queries";

const TYPE = "text/csv; charset=utf-8; header=present";

/** GET /api/v1/plans/{id}/export: its names as a CSV file, narrowed like its rows. 200; 400, 401, 404 problem+json. */
export const GET = route<{ id: string }>(async (ctx, { params, query }) => {
  const filter = new URLSearchParams(query);
  filter.delete("format");
  const pieces = await exportRows(ctx, { id: params.id }, strictly(readPlanRowQuery(filter)));
  return fileAnswer(ctx, { name: `plan-${params.id.slice(0, 8)}.csv`, type: TYPE }, pieces);
});
