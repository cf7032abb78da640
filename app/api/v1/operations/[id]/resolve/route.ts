import { route } from "@/server/api/kit";
import { resolveOperation } from "@/server/operations/close-operation";

/** POST /api/v1/operations/{id}/resolve: what a person found out. 200 OperationDto; 401, 403, 404, 412, 422. */
export const POST = route<{ id: string }>((ctx, { params, body }) =>
  resolveOperation(ctx, { ...(body as { outcome: "happened"; reason: string }), id: params.id }),
);
