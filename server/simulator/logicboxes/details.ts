import { json, rawJson, type SimResponse } from "../wire";
import { epoch, notFound } from "./answers";
import type { Book } from "./book";
import { classOf, offersPrivacy, tldOf } from "./classes";
import { type Context, orderById, orderByName } from "./context";
import type { LbAction, LbOrder } from "./records";

/** GET domains/orderid: a bare number. */
export function readOrderId(context: Context): SimResponse {
  const order = orderByName(context);
  if (order.state === "Deleted") throw notFound(order.name);
  return rawJson(200, order.orderId);
}

/** GET domains/details */
export const readDetails = (context: Context): SimResponse => told(context, orderById(context));

/** GET domains/details-by-name */
export const readDetailsByName = (context: Context): SimResponse =>
  told(context, orderByName(context));

/** GET domains/locks: only those that are on. */
export function readLocks(context: Context): SimResponse {
  const { locks } = orderById(context);
  return json(200, Object.fromEntries(locks.map((lock) => [lock, true])));
}

function told({ book, parameters }: Context, order: LbOrder): SimResponse {
  const options = parameters.getAll("options");
  const has = (option: string) =>
    options.length === 0 || options.includes("All") || options.includes(option);
  return json(200, {
    ...heading(order),
    ...(has("OrderDetails") ? orderOf(order, book) : {}),
    ...(has("StatusDetails") || has("DomainStatus")
      ? { orderstatus: order.locks, domainstatus: [] }
      : {}),
    ...(has("NsDetails") ? hostsOf(order) : {}),
    ...(has("ContactIds") ? idsOf(order) : {}),
    ...(has("RegistrantContactDetails")
      ? { registrantcontact: contactOf(book, order.contacts.reg) }
      : {}),
    ...(has("All") ? othersOf(book, order) : {}),
  });
}

const heading = ({ orderId, name, state, customerId }: LbOrder) => ({
  orderid: orderId,
  entityid: orderId,
  domainname: name,
  productkey: classOf(tldOf(name))?.key,
  currentstatus: state,
  customerid: customerId,
});

const orderOf = (order: LbOrder, book: Book) => ({
  creationtime: epoch(order.createdAt),
  ...(order.endsAt ? { endtime: epoch(order.endsAt) } : {}),
  recurring: "false",
  autorenew: null,
  domsecret: order.secret,
  isprivacyprotected: String(order.isPrivate),
  privacyprotectedallowed: String(offersPrivacy(order.name)),
  executioninfoparams: {},
  ...(order.action
    ? actionOf(order.action, book.dueAfter(0))
    : { actioncompleted: "0", actiontype: null, actionstatus: null, actionstatusdesc: null }),
});

const TRANSFER_STAGES = [
  ["AdminApproval", "Waiting for the approval of the present holder"],
  ["LosingRegistrar", "Waiting for the losing registrar"],
  ["Registry", "The transfer is being made at the registry"],
] as const;

/** How far an action is; a transfer goes through stages, each a third of its time. */
function actionOf(action: LbAction, now: string) {
  const { type, failure, startedAt, dueAt } = action;
  const part =
    (Date.parse(now) - Date.parse(startedAt)) / (Date.parse(dueAt) - Date.parse(startedAt) || 1);
  const common = { actioncompleted: "0", actiontype: type, eaqid: action.id };
  if (failure && part >= 1) return { ...common, actionstatus: "Failed", actionstatusdesc: failure };
  const [word, description] =
    type === "AddTransferDomain"
      ? (TRANSFER_STAGES[Math.min(2, Math.max(0, Math.floor(part * 3)))] ?? TRANSFER_STAGES[0])
      : (["InProgress", "Registration is in progress"] as const);
  return { ...common, actionstatus: word, actionstatusdesc: description };
}

const hostsOf = ({ nameservers, children = {} }: LbOrder) => ({
  ...Object.fromEntries(nameservers.map((host, index) => [`ns${index + 1}`, host])),
  cns: children,
});

const idsOf = ({ contacts }: LbOrder) => ({
  registrantcontactid: contacts.reg,
  admincontactid: contacts.admin,
  techcontactid: contacts.tech,
  billingcontactid: contacts.billing,
});

const othersOf = (book: Book, { contacts }: LbOrder) => ({
  admincontact: contactOf(book, contacts.admin),
  techcontact: contactOf(book, contacts.tech),
  billingcontact: contactOf(book, contacts.billing),
});

/** A contact as `details` and `contacts/details` tell it. */
export function contactOf(book: Book, contactId: string) {
  const fields = book.find("contact", contactId)?.fields ?? {};
  return {
    contactid: contactId,
    name: fields.name,
    company: fields.company,
    emailaddr: fields.email,
    telnocc: fields["phone-cc"],
    telno: fields.phone,
    address1: fields["address-line-1"],
    city: fields.city,
    state: fields.state ?? "",
    country: fields.country,
    zip: fields.zipcode,
  };
}
