import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { readConflictCounts } from "@/server/conflicts/list-conflicts";
import { readConflictQuery } from "@/server/conflicts/schemas";

/** GET /api/v1/conflicts/counts: how many wait, by field, rule and account. 200 ConflictCountsDto; 400, 401 problem+json. */
export const GET = route((ctx, { query }) =>
  readConflictCounts(ctx, { partner: strictly(readConflictQuery(query)).partner }),
);
