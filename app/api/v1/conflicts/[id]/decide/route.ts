import { withIntent } from "@/server/api/intent";
import { route } from "@/server/api/kit";
import { decideConflict } from "@/server/conflicts/decide-conflict";
import type { DecideConflictInput } from "@/server/conflicts/schemas";

/**
 * POST /api/v1/conflicts/{id}/decide {version, choice, value?, key?}: decides about one. The key of a push may stand in
 * the header Idempotency-Key. 200 ConflictDto; 401, 403, 404, 409, 412, 422 problem+json.
 */
export const POST = route<{ id: string }>((ctx, call) =>
  decideConflict(ctx, {
    ...withIntent<DecideConflictInput & { key: string }>(call),
    id: call.params.id,
  }),
);
