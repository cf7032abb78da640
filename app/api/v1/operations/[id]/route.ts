import { route } from "@/server/api/kit";
import { readOperation } from "@/server/operations/list-operations";

/** GET /api/v1/operations/{id}: one change. 200 OperationDto; 401, 404 problem+json. */
export const GET = route<{ id: string }>((ctx, { params }) =>
  readOperation(ctx, { id: params.id }),
);
