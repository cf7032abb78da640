import { ContactDto, ContactListDto } from "../../../contacts/schemas";
import type { Endpoint } from "../endpoint";

/** Whom names belong to. */
export const CONTACTS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/contacts",
    summary: "Contacts, without their personal numbers",
    permission: "contact.read",
    query: ["q", "partner", "limit", "cursor"],
    answer: ContactListDto,
  },
  {
    method: "get",
    path: "/contacts/{id}",
    summary: "One contact, without its personal number",
    permission: "contact.read",
    answer: ContactDto,
  },
];
