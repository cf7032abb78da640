import { route } from "@/server/api/kit";
import { readTransfer } from "@/server/transfers/read-transfer";

/** GET /api/v1/transfers/{id}: a transfer with its names. 200 TransferDto; 401, 404 problem+json. */
export const GET = route<{ id: string }>((ctx, { params }) => readTransfer(ctx, { id: params.id }));
