import { route } from "@/server/api/kit";
import { changeNameserverSet } from "@/server/nameserver-sets/save-set";

/** PATCH /api/v1/nameserver-sets/{id} {name?, hosts?}. 200 NameserverSetDto; 401, 403, 404, 422 problem+json. */
export const PATCH = route<{ id: string }>((ctx, { params, body }) =>
  changeNameserverSet(ctx, { ...body, setId: params.id }),
);
