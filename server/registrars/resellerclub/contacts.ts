import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { FormPair } from "../../outbound/call";
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
import type { ResellerClubAccount } from "./account";
import { order } from "./action";
import { callApi } from "./call";
import { details, detailsOf, domainOf, readDetails } from "./domains";
import { malformed, refusal } from "./errors";
import { BareId, type Details, DetailsContacts } from "./wire";

type Contacts = Readonly<Partial<Record<ContactRole, Contact>>>;
type ContactIds = Readonly<Record<ContactRole, string>>;

/** A person has no company, and the field may not be empty. */
const NO_COMPANY = "N/A";

/** Registries whose contacts are a kind of their own. */
const TYPES: Readonly<Record<string, string>> = {
  ca: "CaContact",
  cn: "CnContact",
  co: "CoContact",
  de: "DeContact",
  es: "EsContact",
  eu: "EuContact",
  fr: "FrContact",
  nl: "NlContact",
  ru: "RuContact",
  uk: "UkContact",
};

const written = z.string().trim().min(1).max(255);

/** What a contact must have. Tax and register numbers are not asked for, and stay here. */
const AskedContact = z.object({
  givenName: written,
  familyName: written,
  organisation: written.optional(),
  email: z.email(),
  phone: z.string().regex(/^\+\d{1,3}\.\d{4,12}$/),
  street: written,
  city: written,
  state: written.optional(),
  postalCode: written,
  countryCode: z.string().regex(/^[A-Z]{2}$/),
});

type Holder = { readonly name: DomainName; readonly customerId: string };

/**
 * Books the contacts that are asked for, each once however many roles it has.
 *
 * Nothing points to a new contact yet, so a failure here leaves every name as it was.
 *
 * @returns ids by role; or `invalid_registrant` with the field, before anything was sent
 */
async function createContacts(
  account: ResellerClubAccount,
  holder: Holder,
  contacts: Contacts,
): Promise<Result<Partial<ContactIds>, RegistrarFailure>> {
  const asked = CONTACT_ROLES.flatMap((role) => {
    const contact = contacts[role];
    return contact ? [{ role, form: formOf(role, contact, holder) }] : [];
  });
  const unusable = asked.map(({ form }) => form).find((form) => !form.ok);
  if (unusable && !unusable.ok) return unusable;
  const created = new Map<string, string>();
  const ids: Partial<Record<ContactRole, string>> = {};
  for (const { role, form } of asked) {
    const id = form.ok ? await createOnce(account, form.value, created) : form;
    if (!id.ok) return id;
    ids[role] = id.value;
  }
  return ok(ids);
}

async function createOnce(
  account: ResellerClubAccount,
  form: readonly FormPair[],
  created: Map<string, string>,
): Promise<Result<string, RegistrarFailure>> {
  const key = JSON.stringify(form);
  const known = created.get(key);
  const id = known === undefined ? await create(account, form) : ok(known);
  if (id.ok) created.set(key, id.value);
  return id;
}

async function create(
  account: ResellerClubAccount,
  parameters: readonly FormPair[],
): Promise<Result<string, RegistrarFailure>> {
  const told = await callApi(account, {
    path: "contacts/add",
    parameters,
    content: BareId,
    asked: "write",
  });
  if (told.ok) return told;
  const { code } = told.error;
  return err({
    ...told.error,
    effect: "none",
    code: code === "invalid_request" ? "invalid_registrant" : code,
  });
}

function formOf(
  role: ContactRole,
  contact: Contact,
  { name, customerId }: Holder,
): Result<FormPair[], RegistrarFailure> {
  const read = AskedContact.safeParse(contact);
  if (!read.success) {
    const field = [role, ...(read.error.issues[0]?.path ?? [])].map(String).join(".");
    return err(refusal("invalid_registrant", `The contact cannot be used: ${field}.`, field));
  }
  const told = read.data;
  const [countryCode = "", number = ""] = told.phone.slice(1).split(".");
  const tld = name.slice(name.lastIndexOf(".") + 1);
  return ok([
    ["name", `${told.givenName} ${told.familyName}`],
    ["company", told.organisation ?? NO_COMPANY],
    ["email", told.email],
    ["address-line-1", told.street],
    ["city", told.city],
    ...(told.state ? [["state", told.state] as const] : []),
    ["country", told.countryCode],
    ["zipcode", told.postalCode],
    ["phone-cc", countryCode],
    ["phone", number],
    ["customer-id", customerId],
    ["type", Object.hasOwn(TYPES, tld) ? (TYPES[tld] ?? "Contact") : "Contact"],
  ]);
}

/** Contacts for an order. The registrant stands in for roles nobody was named for. */
export async function contactsForOrder(
  account: ResellerClubAccount,
  holder: Holder,
  contacts: Contacts,
): Promise<Result<FormPair[], RegistrarFailure>> {
  if (!contacts.registrant)
    return err(
      refusal("invalid_registrant", "ResellerClub needs a registrant for this.", "registrant"),
    );
  const ids = await createContacts(account, holder, contacts);
  if (!ids.ok) return ids;
  const { registrant = "" } = ids.value;
  return ok(
    contactPairs({
      registrant,
      admin: registrant,
      tech: registrant,
      billing: registrant,
      ...ids.value,
    }),
  );
}

const contactPairs = ({ registrant, admin, tech, billing }: ContactIds): FormPair[] => [
  ["reg-contact-id", registrant],
  ["admin-contact-id", admin],
  ["tech-contact-id", tech],
  ["billing-contact-id", billing],
];

/**
 * Gives a name new contacts: reads which ones it has, books the new ones, and sets all four at once,
 * as the call asks for all of them.
 */
export async function updateContacts(
  account: ResellerClubAccount,
  { name, contacts }: { name: DomainName; contacts: Contacts },
): Answer<Accepted> {
  const present = await readDetails(account, name);
  if (!present.ok) return present;
  const told = present.value;
  const { registrantcontactid: registrant, admincontactid: admin } = told;
  const { techcontactid: tech, billingcontactid: billing, customerid } = told;
  if (!customerid || !registrant || !admin || !tech || !billing)
    return err(malformed("It does not tell the customer and all contacts of the name."));
  const created = await createContacts(account, { name, customerId: customerid }, contacts);
  if (!created.ok) return created;
  return order(account, {
    path: "domains/modify-contact",
    parameters: [
      ["order-id", told.orderid],
      ...contactPairs({ registrant, admin, tech, billing, ...created.value }),
    ],
  });
}

const IDS = {
  registrant: "registrantcontactid",
  admin: "admincontactid",
  tech: "techcontactid",
  billing: "billingcontactid",
} as const satisfies Record<ContactRole, keyof Details>;
const CARDS = {
  registrant: "registrantcontact",
  admin: "admincontact",
  tech: "techcontact",
  billing: "billingcontact",
} as const satisfies Record<ContactRole, keyof z.infer<typeof DetailsContacts>>;

/** The persons stand in the details. Two roles of one id are one person, also where only one of them is told. */
export async function readContacts(
  account: ResellerClubAccount,
  name: DomainName,
): Answer<ContactsTold> {
  const told = await details(account, name);
  if (!told.ok) return told;
  const read = detailsOf(told.value, name);
  if (!read.ok) return read;
  return ok(contactsIn(read.value, DetailsContacts.safeParse(told.value).data));
}

function contactsIn(
  told: Details,
  cards: z.infer<typeof DetailsContacts> | undefined,
): ContactsTold {
  const byId = new Map<string, ToldContact>();
  for (const role of CONTACT_ROLES) {
    const id = told[IDS[role]];
    const card = cards?.[CARDS[role]];
    if (id && card) byId.set(id, toContact(card));
  }
  const roles = CONTACT_ROLES.flatMap((role) => {
    const contact = byId.get(told[IDS[role]] ?? "");
    return contact ? [[role, contact] as const] : [];
  });
  return Object.fromEntries(roles);
}

/** A name and its contacts, from one answer. An older kind of answer tells no persons at all. */
export async function readInFull(
  account: ResellerClubAccount,
  name: DomainName,
  signal?: AbortSignal,
): Answer<DomainInFull> {
  const told = await details(account, name, signal);
  if (!told.ok) return told;
  const read = detailsOf(told.value, name);
  if (!read.ok) return read;
  const domain = domainOf(read.value);
  if (!domain.ok) return domain;
  const contacts = contactsIn(read.value, DetailsContacts.safeParse(told.value).data);
  const isTold = Object.keys(contacts).length > 0;
  return ok({ domain: domain.value, contacts: isTold ? contacts : null, calls: 1 });
}

type Card = NonNullable<z.infer<typeof DetailsContacts>["registrantcontact"]>;

const toContact = ({ telnocc, telno, ...card }: Card): ToldContact =>
  toldContact(
    {
      name: card.name,
      organisation: card.company,
      email: card.emailaddr,
      phone: telnocc && telno ? `+${telnocc}.${telno}` : null,
      street: card.address1,
      city: card.city,
      postalCode: card.zip,
      countryCode: card.country,
    },
    [NO_COMPANY],
  );
