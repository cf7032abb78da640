import { route } from "@/server/api/kit";
import { strictly } from "@/server/api/strictly";
import { listContacts } from "@/server/contacts/list-contacts";
import { addContact } from "@/server/contacts/save-contact";
import { type AddContactInput, readContactQuery } from "@/server/contacts/schemas";

/** GET /api/v1/contacts: contacts by name, without their personal numbers. 200 ContactListDto; 400, 401 problem+json. */
export const GET = route((ctx, { query }) => listContacts(ctx, strictly(readContactQuery(query))));

/** POST /api/v1/contacts: adds a contact. 200 {contactId, name}; 401, 403, 404, 422 problem+json. */
export const POST = route((ctx, { body }) => addContact(ctx, body as AddContactInput));
