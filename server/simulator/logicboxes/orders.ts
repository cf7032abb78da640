import type { PaidAction } from "../ledger";
import { addYears } from "../time";
import { json, type SimResponse } from "../wire";
import { CURRENCY } from "./accounts";
import { action, epoch, failedAction, wrong, wrongFields } from "./answers";
import { availabilityOf } from "./available";
import { classOf, tldOf, yearlyCents } from "./classes";
import { type Context, fullName, hosts, isOn, orderById, required, wholeNumber } from "./context";
import type { LbAction, LbContactIds, LbOrder } from "./records";
import { DEFAULT_HOSTS, secretOf } from "./world";

const FIRST_NEW_ORDER = 38_490_000;
const FIRST_ACTION = 215_938_470;
const INVOICES = ["NoInvoice", "PayInvoice", "KeepInvoice", "OnlyAdd"];
const YEARS = [1, 10] as const;
/** No name may run longer than this from today. */
const CAP_YEARS = 10;
const TRANSFER_DELAYS = 3;

export const nextAction = ({ book }: Context): string => book.nextId("action", FIRST_ACTION);

/** POST domains/register. It is done at once, or when the delay is over. */
export function register(context: Context): SimResponse {
  const { book, reseller } = context;
  const name = fullName(context);
  const years = wholeNumber(context, "years", YEARS);
  const placed = place(context, name);
  if (availabilityOf(book, name) !== "available")
    throw failedAction("Domain name is not available for registration");
  if (name.startsWith("sim-claims-")) throw wrong("Trademark claims have to be acknowledged");
  const costMinor = pay(context, { name, action: "register", years });
  const dueAt = book.dueAfter(1);
  const order: LbOrder = {
    ...placed,
    nameservers: hosts(context),
    action: {
      id: nextAction(context),
      type: "AddNewDomain",
      startedAt: book.dueAfter(0),
      dueAt,
      ...(name.startsWith("sim-fails-")
        ? { failure: "The registry refused the registration" }
        : {}),
      becomes: { state: "Active", endsAt: addYears(book.now, years) },
    },
  };
  book.put("order", order.orderId, order);
  book.spend(reseller, costMinor);
  const what = `Registration of ${name} for ${years} year${years === 1 ? "" : "s"}`;
  return begun(context, order, { what, costMinor });
}

/** GET domains/validate-transfer: a bare flag. */
export function validateTransfer(context: Context): SimResponse {
  return json(200, transferability(context, fullName(context)));
}

/** POST domains/transfer. The name arrives after three delays, unless its code is wrong. */
export function transfer(context: Context): SimResponse {
  const { book, reseller, parameters } = context;
  const name = fullName(context);
  const authCode = required(context, "auth-code");
  const placed = place(context, name);
  if (!transferability(context, name)) throw failedAction("Domain name cannot be transferred");
  const costMinor = pay(context, { name, action: "transfer", years: 1 });
  const order: LbOrder = {
    ...placed,
    nameservers: parameters.has("ns") ? hosts(context) : DEFAULT_HOSTS,
    action: arriving(context, authCode),
  };
  book.put("order", order.orderId, order);
  book.spend(reseller, costMinor);
  return begun(context, order, { what: `Transfer of ${name}`, costMinor });
}

/** POST domains/transfer/submit-auth-code: another try. */
export function submitAuthCode(context: Context): SimResponse {
  const order = orderById(context);
  const authCode = required(context, "auth-code");
  if (order.action?.type !== "AddTransferDomain") throw wrong("No transfer is under way");
  const again = { ...order, action: arriving(context, authCode) };
  context.book.put("order", order.orderId, again);
  return begun(context, again, { what: `Transfer of ${order.name}` });
}

/** POST domains/cancel-transfer */
export function cancelTransfer(context: Context): SimResponse {
  const order = orderById(context);
  if (order.action?.type !== "AddTransferDomain") throw wrong("No transfer is under way");
  context.book.put("order", order.orderId, { ...order, state: "Deleted", action: null });
  return action({
    ...idsOf(order),
    type: "CancelTransfer",
    what: `Cancellation of the transfer of ${order.name}`,
    actionId: nextAction(context),
    isDone: true,
  });
}

/** POST domains/renew: refused unless `exp-date` is the present expiry. */
export function renew(context: Context): SimResponse {
  const { book, reseller } = context;
  const order = orderById(context);
  const years = wholeNumber(context, "years", YEARS);
  const expected = required(context, "exp-date");
  invoice(context);
  if (!order.endsAt || order.action) throw wrong("An action is pending on this order");
  if (epoch(order.endsAt) !== expected)
    throw wrong("The expiry date given is not the present expiry date of the order");
  if (order.state !== "Active" && order.state !== "InActive")
    throw wrong("The order is not in a state in which it can be renewed");
  const endsAt = addYears(order.endsAt, years);
  if (endsAt > addYears(book.now, CAP_YEARS)) throw wrongFields({ years: "10 years at most" });
  const costMinor = pay(context, { name: order.name, action: "renew", years });
  book.put("order", order.orderId, { ...order, endsAt, state: "Active" });
  book.spend(reseller, costMinor);
  return billed(
    action({
      ...idsOf(order),
      type: "RenewDomain",
      what: `Renewal of ${order.name} for ${years} year${years === 1 ? "" : "s"}`,
      actionId: nextAction(context),
      isDone: true,
      costMinor,
    }),
    costMinor,
  );
}

/** POST domains/restore: out of the time after deletion, for a year. */
export function restore(context: Context): SimResponse {
  const { book, reseller } = context;
  const order = orderById(context);
  invoice(context);
  if (order.state !== "Pending Delete Restorable" || !order.endsAt)
    throw wrong("The order cannot be restored");
  const costMinor = pay(context, { name: order.name, action: "restore", years: 1 });
  book.put("order", order.orderId, {
    ...order,
    state: "Active",
    endsAt: addYears(order.endsAt, 1),
    locks: [],
  });
  book.spend(reseller, costMinor);
  return billed(
    action({
      ...idsOf(order),
      type: "RestoreDomain",
      what: `Restoration of ${order.name}`,
      actionId: nextAction(context),
      isDone: true,
      costMinor,
    }),
    costMinor,
  );
}

/** Whether a name can be had from its registrar. @throws Refused for one that nobody has */
function transferability({ book }: Context, name: string): boolean {
  if (!classOf(tldOf(name))) throw wrongFields({ "domain-name": "its TLD is not offered" });
  const word = availabilityOf(book, name);
  if (word === "available") throw wrong(`${name} is currently available for Registration`);
  return word === "regthroughothers" && !name.startsWith("sim-taken-locked-");
}

/** What every new order has in common, its parameters checked. */
function place(context: Context, name: string): LbOrder {
  const { book, reseller } = context;
  const customerId = required(context, "customer-id");
  if (book.find("customer", customerId)?.userId !== reseller.userId)
    throw wrongFields({ "customer-id": "no such customer" });
  const contacts: LbContactIds = {
    reg: contactId(context, "reg-contact-id", customerId),
    admin: contactId(context, "admin-contact-id", customerId),
    tech: contactId(context, "tech-contact-id", customerId),
    billing: contactId(context, "billing-contact-id", customerId),
  };
  invoice(context);
  return {
    orderId: book.nextId("order", FIRST_NEW_ORDER),
    userId: reseller.userId,
    customerId,
    name,
    state: "InActive",
    locks: ["transferlock"],
    createdAt: book.now,
    endsAt: null,
    autoRenew: isOn(context, "auto-renew"),
    isPrivate: isOn(context, "protect-privacy"),
    nameservers: [],
    secret: secretOf(name),
    contacts,
    action: null,
  };
}

/** The id of a contact of this customer. @throws Refused for any other */
export function contactId(context: Context, parameter: string, customerId: string): string {
  const id = required(context, parameter);
  if (id !== "-1" && context.book.find("contact", id)?.customerId !== customerId)
    throw wrongFields({ [parameter]: "no such contact" });
  return id;
}

function invoice(context: Context): void {
  if (!INVOICES.includes(required(context, "invoice-option")))
    throw wrongFields({ "invoice-option": "not an invoice option" });
}

type Purchase = { readonly name: string; readonly action: PaidAction; readonly years: number };

/** What a purchase costs. @throws Refused without a price, or without the money */
function pay({ book, reseller }: Context, { name, action: bought, years }: Purchase): number {
  const cents = yearlyCents(name, bought, years);
  if (cents === undefined) throw wrongFields({ years: "there is no price for this" });
  if (cents * years > book.balanceMinor(reseller)) throw failedAction("InsufficientFunds");
  return cents * years;
}

function arriving(context: Context, authCode: string): LbAction {
  const { book } = context;
  return {
    id: nextAction(context),
    type: "AddTransferDomain",
    startedAt: book.dueAfter(0),
    dueAt: book.dueAfter(TRANSFER_DELAYS),
    ...(authCode.startsWith("wrong") ? { failure: "The auth code was refused" } : {}),
    becomes: { state: "Active", endsAt: addYears(book.now, 2) },
  };
}

type Begun = { readonly what: string; readonly costMinor?: number };

function begun({ book }: Context, order: LbOrder, { what, costMinor }: Begun): SimResponse {
  const under = order.action;
  const isDone = book.order(order.orderId)?.action === null;
  const response = action({
    ...idsOf(order),
    type: under?.type ?? "",
    what,
    actionId: under?.id ?? "",
    isDone,
    ...(costMinor === undefined ? {} : { costMinor }),
  });
  return costMinor === undefined ? response : billed(response, costMinor);
}

const billed = (response: SimResponse, priceMinor: number): SimResponse => ({
  ...response,
  bill: { priceMinor, currency: CURRENCY },
});

const idsOf = ({ orderId, name, customerId }: LbOrder) => ({ orderId, name, customerId });
