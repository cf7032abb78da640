import { route } from "@/server/api/kit";
import { readTransfersOut } from "@/server/transfers/transfers-out";

/** GET /api/v1/domains/{name}/transfers-out: requests of other registrars. 200 TransfersOutDto; 401, 404, 422, 503 problem+json. */
export const GET = route<{ name: string }>((ctx, { params }) => readTransfersOut(ctx, params.name));
