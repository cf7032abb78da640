import { route } from "@/server/api/kit";
import { removeNameserverSet } from "@/server/nameserver-sets/save-set";

/** POST /api/v1/nameserver-sets/{id}/remove: names keep their nameservers. 200 {removed}; 401, 403, 404 problem+json. */
export const POST = route<{ id: string }>(async (ctx, { params }) => {
  await removeNameserverSet(ctx, { setId: params.id });
  return { removed: params.id };
});
