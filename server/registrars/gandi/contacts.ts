import type { z } from "zod";
import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Answer, Contact, ContactRole, ContactsTold, ToldContact } from "../gateway";
import { toldContact } from "../told-contact";
import { toGandiContact } from "./contact";
import { readFailure } from "./errors";
import type { Account } from "./send";
import { GandiContacts } from "./wire";

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

/** GET /domain/domains/{d}/contacts */
export async function readContacts(
  { api }: Pick<Account, "api">,
  name: DomainName,
  signal: AbortSignal | undefined,
): Answer<ContactsTold> {
  const path = `/domain/domains/${name}/contacts`;
  const answer = await api.send({ method: "GET", path, answer: GandiContacts, signal });
  if (!answer.ok) return err(readFailure(answer.error));
  return ok(contactsIn(answer.value.body));
}

/** Contacts by role, as they stand in an answer. */
export const contactsIn = (body: Told): ContactsTold =>
  Object.fromEntries(
    (Object.entries(ROLES) as [ContactRole, keyof Told][]).flatMap(([role, word]) => {
      const contact = body[word];
      return contact ? [[role, toContact(contact)] as const] : [];
    }),
  );

type Told = z.infer<typeof GandiContacts>;

const toContact = (told: NonNullable<Told["owner"]>): ToldContact =>
  toldContact({
    name: [told.given, told.family].filter(Boolean).join(" "),
    organisation: told.orgname,
    email: told.email,
    phone: told.phone,
    street: told.streetaddr,
    city: told.city,
    postalCode: told.zip,
    countryCode: told.country,
  });
