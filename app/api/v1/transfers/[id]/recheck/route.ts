import { route } from "@/server/api/kit";
import { recheckTransfer } from "@/server/transfers/edit-transfer-plan";

/** POST /api/v1/transfers/{id}/recheck: looks at its names once more. 200 TransferDto; 401, 403, 404, 409 problem+json. */
export const POST = route<{ id: string }>((ctx, { params }) =>
  recheckTransfer(ctx, { id: params.id }),
);
