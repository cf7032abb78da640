import { route } from "@/server/api/kit";
import { setTransferChoices } from "@/server/transfers/edit-transfer-plan";
import type { SetTransferChoicesInput } from "@/server/transfers/schemas";

/**
 * POST /api/v1/transfers/{id}/choices {keepNameservers, nameservers, registrantId}: chooses for all its names. 200 TransferDto;
 * 401, 403, 404, 409, 422 problem+json.
 */
export const POST = route<{ id: string }>((ctx, { params, body }) =>
  setTransferChoices(ctx, { ...body, id: params.id } as SetTransferChoicesInput),
);
