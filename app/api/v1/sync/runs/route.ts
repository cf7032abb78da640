import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { listRuns } from "@/server/sync/list-runs";
import { readRunQuery } from "@/server/sync/schemas";

export const GET = route((ctx, { query }) => listRuns(ctx, strictly(readRunQuery(query))));
