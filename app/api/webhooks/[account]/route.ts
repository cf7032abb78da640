import { webhookRoute } from "@/server/api/webhook";

/** POST /api/webhooks/{account}: an event of a registrar. 200 {received}; 400, 401, 409, 413, 429 problem+json. */
export const POST = webhookRoute;
