import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { FormPair } from "../../outbound/call";
import type { ContactCards } from "../contact-cards";
import {
  type Accepted,
  type Answer,
  CONTACT_ROLES,
  type Contact,
  type ContactRole,
  type ContactsTold,
  type DomainInFull,
  type RegistrarFailure,
  type ToldContact,
} from "../gateway";
import { toldContact } from "../told-contact";
import type { DynadotAccount } from "./account";
import { callApi3 } from "./api3";
import { domainIn, readInfo } from "./domains";
import { malformed, refusal } from "./errors";
import { CreatedContact, DomainInfo, ToldContactCard } from "./wire";

export type Contacts = Readonly<Partial<Record<ContactRole, Contact>>>;
export type ContactIds = Readonly<Partial<Record<ContactRole, number>>>;

const written = z.string().trim().min(1).max(255);

/** What Dynadot asks of a contact. It takes no tax or register numbers; those stay here. */
const AskedContact = z.object({
  givenName: written,
  familyName: written,
  organisation: written.optional(),
  email: z.email(),
  phone: z.string().regex(/^\+\d{1,3}\.\d{1,14}$/),
  street: written,
  city: written,
  state: written.optional(),
  postalCode: written,
  countryCode: z.string().regex(/^[A-Z]{2}$/),
});

/**
 * Creates the contacts that are asked for, each once however many roles it has.
 *
 * Only API3 documents the fields of a contact. Nothing points to a new contact yet, so a failure here
 * leaves the domain as it was.
 *
 * @returns ids by role; or `invalid_registrant` with the field, before anything was sent
 */
export async function createContacts(
  account: DynadotAccount,
  contacts: Contacts,
): Promise<Result<ContactIds, RegistrarFailure>> {
  const asked = CONTACT_ROLES.flatMap((role) =>
    contacts[role] ? [{ role, contact: contacts[role] }] : [],
  );
  const created = new Map<string, number>();
  const ids: Partial<Record<ContactRole, number>> = {};
  const forms = asked.map(({ role, contact }) => ({ role, form: formOf(role, contact) }));
  for (const { role, form } of forms) {
    if (!form.ok) return form;
    const key = JSON.stringify(form.value);
    const known = created.get(key);
    const id = known === undefined ? await create(account, form.value) : ok(known);
    if (!id.ok) return err({ ...id.error, effect: "none" });
    created.set(key, id.value);
    ids[role] = id.value;
  }
  return ok(ids);
}

async function create(
  { api3 }: DynadotAccount,
  parameters: readonly FormPair[],
): Promise<Result<number, RegistrarFailure>> {
  const answer = await callApi3(api3, {
    command: "create_contact",
    parameters,
    content: CreatedContact,
    asked: "write",
  });
  return answer.ok ? ok(answer.value.CreateContactContent.ContactId) : answer;
}

function formOf(role: ContactRole, contact: Contact): Result<FormPair[], RegistrarFailure> {
  const read = AskedContact.safeParse(contact);
  if (!read.success) {
    const field = `${role}.${read.error.issues[0]?.path.join(".") ?? ""}`.replace(/\.$/, "");
    return err(refusal("invalid_registrant", `The contact cannot be used: ${field}.`, field));
  }
  const told = read.data;
  const [countryCode = "", number = ""] = told.phone.slice(1).split(".");
  const pairs: (readonly [string, string | undefined])[] = [
    ["organization", told.organisation],
    ["name", `${told.givenName} ${told.familyName}`],
    ["email", told.email],
    ["phonenum", number],
    ["phonecc", countryCode],
    ["address1", told.street],
    ["city", told.city],
    ["state", told.state],
    ["zip", told.postalCode],
    ["country", told.countryCode],
  ];
  return ok(pairs.flatMap(([name, value]): FormPair[] => (value ? [[name, value]] : [])));
}

/**
 * Gives a name new contacts: creates them, reads which ids the other roles have, and sets all of them
 * at once, as roles that are left out might be emptied.
 */
export async function updateContacts(
  account: DynadotAccount,
  { name, contacts }: { name: DomainName; contacts: Contacts },
): Answer<Accepted> {
  const present = await contactIdsOf(account, name);
  if (!present.ok) return present;
  const created = await createContacts(account, contacts);
  if (!created.ok) return created;
  const ids = { ...present.value, ...created.value };
  const answer = await callApi3(account.api3, {
    command: "set_whois",
    parameters: [
      ["domain", name],
      ["registrant_contact", String(ids.registrant)],
      ["admin_contact", String(ids.admin)],
      ["technical_contact", String(ids.tech)],
      ["billing_contact", String(ids.billing)],
    ],
    content: z.unknown(),
    asked: "write",
  });
  return answer.ok ? ok({ outcome: "accepted" }) : answer;
}

async function contactIdsOf(
  account: DynadotAccount,
  name: DomainName,
): Promise<Result<Required<ContactIds>, RegistrarFailure>> {
  const info = await readInfo(account, name);
  return info.ok ? contactIdsIn(info.value) : info;
}

function contactIdsIn(info: unknown): Result<Required<ContactIds>, RegistrarFailure> {
  const told = DomainInfo.safeParse(info);
  const registrant = told.data?.registrant_contact_id;
  const admin = told.data?.admin_contact_id;
  const tech = told.data?.tech_contact_id ?? told.data?.technical_contact_id;
  const billing = told.data?.billing_contact_id;
  return registrant == null || admin == null || tech == null || billing == null
    ? err(malformed("It does not tell all contacts of the name."))
    : ok({ registrant, admin, tech, billing });
}

/** The ids stand with the name, the persons behind them in the account's own book: each is read once. */
export async function readContacts(
  account: DynadotAccount,
  name: DomainName,
): Answer<ContactsTold> {
  const ids = await contactIdsOf(account, name);
  if (!ids.ok) return ids;
  const cards = new Map<number, ToldContact>();
  for (const id of new Set(Object.values(ids.value))) {
    const card = await cardOf(account, id);
    if (!card.ok) return card;
    cards.set(id, card.value);
  }
  return ok(
    Object.fromEntries(CONTACT_ROLES.map((role) => [role, cards.get(ids.value[role]) ?? {}])),
  );
}

/** A name and its contacts. Where those cannot be read, the name is told all the same. */
export async function readInFull(
  account: DynadotAccount,
  cards: ContactCards,
  name: DomainName,
  signal?: AbortSignal,
): Answer<DomainInFull> {
  const info = await readInfo(account, name, signal);
  if (!info.ok) return info;
  const domain = domainIn(info.value, name);
  if (!domain.ok) return domain;
  const ids = contactIdsIn(info.value);
  if (!ids.ok) return ok({ domain: domain.value, contacts: null, calls: 1 });
  let calls = 1;
  const contacts: Partial<Record<ContactRole, ToldContact>> = {};
  for (const role of CONTACT_ROLES) {
    const id = ids.value[role];
    const card = await cards.of(String(id), () => cardOf(account, id, signal));
    if (!card.ok) return ok({ domain: domain.value, contacts: null, calls: calls + 1 });
    calls += card.value.calls;
    contacts[role] = card.value.told;
  }
  return ok({ domain: domain.value, contacts, calls });
}

async function cardOf(
  { api3 }: DynadotAccount,
  id: number,
  signal?: AbortSignal,
): Promise<Result<ToldContact, RegistrarFailure>> {
  const answer = await callApi3(api3, {
    command: "get_contact",
    parameters: [["contact_id", String(id)]],
    content: ToldContactCard,
    asked: "read",
    signal,
  });
  if (!answer.ok) return answer;
  const { PhoneCc, PhoneNum, ...card } = answer.value.GetContact;
  return ok(
    toldContact({
      name: card.Name,
      organisation: card.Organization,
      email: card.Email,
      phone: PhoneCc && PhoneNum ? `+${PhoneCc}.${PhoneNum}` : null,
      street: card.Address1,
      city: card.City,
      postalCode: card.ZipCode,
      countryCode: card.Country,
    }),
  );
}
