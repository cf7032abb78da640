import { withIntent } from "@/server/api/intent";
import { route } from "@/server/api/kit";
import { removeKeysFirst } from "@/server/plans/dns/remove-keys-first";
import type { RemoveKeysFirstInput } from "@/server/plans/schemas";

/**
 * POST /api/v1/plans/{id}/remove-keys-first {key}: two plans of what would break, keys first. The key may stand in the
 * header Idempotency-Key instead. 200 PlanDto, the first of them; 401, 403, 404, 412, 422 problem+json.
 */
export const POST = route<{ id: string }>((ctx, call) =>
  removeKeysFirst(ctx, { ...withIntent<RemoveKeysFirstInput>(call), id: call.params.id }),
);
