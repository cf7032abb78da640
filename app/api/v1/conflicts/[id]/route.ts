import { route } from "@/server/api/kit";
import { readConflict } from "@/server/conflicts/list-conflicts";

/** GET /api/v1/conflicts/{id}. 200 ConflictDto; 401, 404 problem+json. */
export const GET = route<{ id: string }>((ctx, { params }) => readConflict(ctx, { id: params.id }));
