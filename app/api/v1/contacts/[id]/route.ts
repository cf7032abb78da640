import { route } from "@/server/api/kit";
import { readContact } from "@/server/contacts/list-contacts";

/** GET /api/v1/contacts/{id}: one contact, without its personal number. 200 ContactDto; 401, 404 problem+json. */
export const GET = route<{ id: string }>((ctx, { params }) =>
  readContact(ctx, { contactId: params.id }),
);
