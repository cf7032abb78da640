import { route } from "@/server/api/kit";
import { cancelOperation } from "@/server/operations/close-operation";

/** POST /api/v1/operations/{id}/cancel: ends what was not sent. 200 OperationDto; 401, 404, 412 problem+json. */
export const POST = route<{ id: string }>((ctx, { params }) =>
  cancelOperation(ctx, { id: params.id }),
);
