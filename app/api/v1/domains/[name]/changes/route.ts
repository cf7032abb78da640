import { route } from "@/server/api/kit";
import { readChanges } from "@/server/plans/read-changes";

/** GET /api/v1/domains/{name}/changes: what goes on with a name. 200 DomainChangesDto; 401, 404, 422 problem+json. */
export const GET = route<{ name: string }>((ctx, { params }) => readChanges(ctx, params.name));
