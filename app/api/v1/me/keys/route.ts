import { route } from "@/server/api/kit";
import { listOwnKeys } from "@/server/keys/own-keys";

/** GET /api/v1/me/keys: the caller's keys, never the keys themselves. 200 ApiKeyDto[]; 401, 403 problem+json. */
export const GET = route((ctx) => listOwnKeys(ctx));
