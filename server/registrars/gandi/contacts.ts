import type { Contact, ContactRole } from "../gateway";
import { toGandiContact } from "./contact";

/** Gandi's names of the roles; a change of owner is another product. */
const ROLES: Readonly<Record<ContactRole, string>> = {
  registrant: "owner",
  admin: "admin",
  tech: "tech",
  billing: "bill",
};

export type Contacts = Readonly<Partial<Record<ContactRole, Contact>>>;

/** Contacts by role, as an order or a change carries them. */
export const contactsBody = (contacts: Contacts): Record<string, unknown> =>
  Object.fromEntries(
    (Object.entries(contacts) as [ContactRole, Contact][]).map(([role, contact]) => [
      ROLES[role],
      toGandiContact(contact),
    ]),
  );
