import { hash } from "node:crypto";
import {
  CONTACT_ROLES,
  type ContactRole,
  type ContactsTold,
  type ToldContact,
} from "../../registrars/gateway";

/** What is kept of a name's contacts: by role and field a digest of what was told, and nothing that can be read. */
export type ContactDigests = Readonly<
  Partial<Record<ContactRole, Readonly<Partial<Record<keyof ToldContact, string>>>>>
>;

const SIGNS = 16;

/** How a value is spelt does not matter: signs of a number, case, blanks. */
const folded = (field: string, value: string): string =>
  field === "phone"
    ? value.replace(/\D/g, "")
    : value.normalize("NFC").replace(/\s+/gu, " ").trim().toLowerCase();

/**
 * Digests of contacts as they were told. Equal values of two names, and of two roles, have unequal digests.
 *
 * @param salt of the name alone
 */
export const contactDigests = (contacts: ContactsTold, salt: string): ContactDigests =>
  Object.fromEntries(
    CONTACT_ROLES.flatMap((role) => {
      const contact = contacts[role];
      if (!contact) return [];
      const fields = Object.entries(contact).map(([field, value]) => [
        field,
        hash(
          "sha256",
          JSON.stringify([salt, role, field, folded(field, value)]),
          "base64url",
        ).slice(0, SIGNS),
      ]);
      return [[role, Object.fromEntries(fields)]];
    }),
  );

/** Which fields of which roles differ, such as "admin email"; a role that came or went is named alone. */
export function changedContacts(before: ContactDigests, after: ContactDigests): string[] {
  return CONTACT_ROLES.flatMap((role) => {
    const [was, is] = [before[role], after[role]];
    if (!was || !is) return was || is ? [role] : [];
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])] as (keyof ToldContact)[];
    return fields
      .filter((field) => was[field] !== is[field])
      .map((field) => `${role} ${WORDS[field]}`);
  });
}

const WORDS: Readonly<Record<keyof ToldContact, string>> = {
  name: "name",
  organisation: "organisation",
  email: "e-mail",
  phone: "phone",
  street: "street",
  city: "city",
  postalCode: "postal code",
  countryCode: "country",
};

/** One short word for all that was told of a contact: another word, another contact. */
export const contactHash = (fields: Readonly<Record<string, string>>): string =>
  hash("sha256", JSON.stringify(Object.entries(fields).sort()), "hex").slice(0, 12);
