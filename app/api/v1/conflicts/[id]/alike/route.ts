import { withIntent } from "@/server/api/intent";
import { route } from "@/server/api/kit";
import { decideAlike, previewAlike } from "@/server/conflicts/decide-conflict";
import type { AlikeInput, DecideAlikeInput } from "@/server/conflicts/schemas";

/** GET /api/v1/conflicts/{id}/alike?choice=take: how many a choice would decide. 200 AlikeDto; 401, 403, 404 problem+json. */
export const GET = route<{ id: string }>((ctx, { params, query }) =>
  previewAlike(ctx, { id: params.id, choice: query.get("choice") as AlikeInput["choice"] }),
);

/**
 * POST /api/v1/conflicts/{id}/alike {choice, names, key?}: decides about all alike, as counted. 200 AlikeDecidedDto;
 * 401, 403, 404, 409, 412, 422 problem+json.
 */
export const POST = route<{ id: string }>((ctx, call) =>
  decideAlike(ctx, { ...withIntent<DecideAlikeInput & { key: string }>(call), id: call.params.id }),
);
