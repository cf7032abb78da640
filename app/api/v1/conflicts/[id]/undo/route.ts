import { route } from "@/server/api/kit";
import { undoConflict } from "@/server/conflicts/undo-conflict";

/** POST /api/v1/conflicts/{id}/undo: takes a decision back. 200 ConflictDto; 401, 403, 404, 412 problem+json. */
export const POST = route<{ id: string }>((ctx, { params }) =>
  undoConflict(ctx, { id: params.id }),
);
