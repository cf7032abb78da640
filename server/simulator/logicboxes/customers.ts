import { json, rawJson, type SimResponse } from "../wire";
import { wrong, wrongFields } from "./answers";
import { type Context, required } from "./context";
import { contactOf } from "./details";
import type { LbCustomer } from "./records";
import { DEFAULT_HOSTS } from "./world";

const FIRST_CONTACT = 90_000_000;
const FIRST_CUSTOMER = 10_500_000;

const CONTACT_FIELDS = [
  "name",
  "company",
  "email",
  "address-line-1",
  "city",
  "country",
  "zipcode",
  "phone-cc",
  "phone",
];
const TYPES = /^(?:Contact|(?:Ca|Cn|Co|De|Es|Eu|Fr|Nl|Ru|Uk)Contact)$/;

/** POST contacts/add: a bare id. */
export function addContact(context: Context): SimResponse {
  const { book, parameters } = context;
  const customerId = ownCustomer(context, required(context, "customer-id")).customerId;
  const fields = Object.fromEntries(CONTACT_FIELDS.map((name) => [name, required(context, name)]));
  if (!/^\d{4,12}$/.test(fields.phone ?? "")) throw wrongFields({ phone: "4 to 12 digits" });
  if (!/^\d{1,3}$/.test(fields["phone-cc"] ?? ""))
    throw wrongFields({ "phone-cc": "1 to 3 digits" });
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(fields.email ?? ""))
    throw wrongFields({ email: "Invalid email address" });
  if (!/^[A-Z]{2}$/.test(fields.country ?? "")) throw wrongFields({ country: "two letters" });
  const type = required(context, "type");
  if (!TYPES.test(type)) throw wrongFields({ type: "not a kind of contact" });
  const contactId = book.nextId("contact", FIRST_CONTACT);
  const state = parameters.get("state");
  book.put("contact", contactId, {
    contactId,
    customerId,
    fields: { ...fields, type, ...(state ? { state } : {}) },
  });
  return rawJson(200, contactId);
}

/** GET contacts/search: rows in the spelling of this call, which differs from that of names. */
export function searchContacts(context: Context): SimResponse {
  const { customerId } = ownCustomer(context, required(context, "customer-id"));
  const found = context.book.kept("contact").filter((one) => one.customerId === customerId);
  return json(200, {
    recsonpage: String(found.length),
    recsindb: String(found.length),
    result: found.map(({ contactId, fields }) => ({
      "entity.entitiyid": contactId,
      "contact.name": fields.name,
      "contact.company": fields.company,
      "contact.emailaddr": fields.email,
      "contact.type": fields.type,
    })),
  });
}

/** GET customers/details */
export function readCustomer(context: Context): SimResponse {
  const username = required(context, "username");
  const found = context.book
    .kept("customer")
    .find((one) => one.username === username && one.userId === context.reseller.userId);
  if (!found) throw wrong(`Customer ${username} does not exist`);
  return told(found);
}

/** GET customers/details-by-id */
export const readCustomerById = (context: Context): SimResponse =>
  told(ownCustomer(context, required(context, "customer-id")));

/** POST customers/signup: a bare id. */
export function signUp(context: Context): SimResponse {
  const { book, reseller } = context;
  const username = required(context, "username");
  required(context, "passwd");
  if (book.kept("customer").some((one) => one.username === username))
    throw wrong(`${username} is already a customer`);
  const customerId = book.nextId("customer", FIRST_CUSTOMER);
  book.put("customer", customerId, {
    customerId,
    userId: reseller.userId,
    username,
    name: required(context, "name"),
    company: required(context, "company"),
  });
  return rawJson(200, customerId);
}

/** GET contacts/details */
export function readContact(context: Context): SimResponse {
  const { book } = context;
  const contactId = required(context, "contact-id");
  const contact = book.find("contact", contactId);
  if (!contact) throw wrongFields({ "contact-id": "no such contact" });
  ownCustomer(context, contact.customerId);
  const { type = "Contact" } = contact.fields;
  const { customerId: customerid } = contact;
  return json(200, { ...contactOf(book, contactId), customerid, type, contactstatus: "Active" });
}

/** GET domains/customer-default-ns */
export function readDefaultHosts(context: Context): SimResponse {
  ownCustomer(context, required(context, "customer-id"));
  return json(200, DEFAULT_HOSTS);
}

function ownCustomer({ book, reseller }: Context, customerId: string): LbCustomer {
  const customer = book.find("customer", customerId);
  if (customer?.userId !== reseller.userId)
    throw wrongFields({ "customer-id": "no such customer" });
  return customer;
}

const told = ({ customerId, username, name, company }: LbCustomer): SimResponse =>
  json(200, { customerid: customerId, username, name, company, customerstatus: "Active" });
