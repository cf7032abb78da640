import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { listConflicts } from "@/server/conflicts/list-conflicts";
import { readConflictQuery } from "@/server/conflicts/schemas";

/** GET /api/v1/conflicts: what waits for a decision, or was decided. 200 ConflictListDto; 400, 401 problem+json. */
export const GET = route((ctx, { query }) =>
  listConflicts(ctx, strictly(readConflictQuery(query))),
);
