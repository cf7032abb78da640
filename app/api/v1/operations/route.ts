import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { listOperations } from "@/server/operations/list-operations";
import { readOperationQuery } from "@/server/operations/schemas";

/** GET /api/v1/operations: changes at registrars, newest first. 200 OperationListDto; 400, 401 problem+json. */
export const GET = route((ctx, { query }) =>
  listOperations(ctx, strictly(readOperationQuery(query))),
);
