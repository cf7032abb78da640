import { route } from "@/server/api/kit";
import { listNameserverSets } from "@/server/nameserver-sets/list-sets";
import { addNameserverSet } from "@/server/nameserver-sets/save-set";
import type { AddNameserverSetInput } from "@/server/nameserver-sets/schemas";

/** GET /api/v1/nameserver-sets: named sets of nameservers, by name. 200 NameserverSetDto[]; 401, 403 problem+json. */
export const GET = route((ctx) => listNameserverSets(ctx));

/** POST /api/v1/nameserver-sets {name, hosts, partnerId?}. 200 NameserverSetDto; 401, 403, 404, 422 problem+json. */
export const POST = route((ctx, { body }) => addNameserverSet(ctx, body as AddNameserverSetInput));
