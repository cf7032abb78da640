import { route } from "@/server/api/kit";
import { describeApi } from "@/server/api/openapi/document";

/** GET /api/v1/openapi.json: the API described, as OpenAPI 3.1. 200; 401 problem+json. */
export const GET = route((ctx) => describeApi(ctx));
