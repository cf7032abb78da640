import { route } from "@/server/api/kit";
import { setTransferCodes } from "@/server/transfers/edit-transfer-plan";
import type { SetTransferCodesInput } from "@/server/transfers/schemas";

/**
 * POST /api/v1/transfers/{id}/codes {codes | text}: keeps auth codes, sealed; a bad one stops no other. 200 CodesDto;
 * 401, 403, 404, 409, 422 problem+json.
 */
export const POST = route<{ id: string }>((ctx, { params, body }) =>
  setTransferCodes(ctx, { ...body, id: params.id } as SetTransferCodesInput),
);
