import type { SimResponse } from "../wire";
import { action, wrong, wrongFields } from "./answers";
import { offersPrivacy } from "./classes";
import { type Context, hosts, isOn, orderById, orderByName, required } from "./context";
import { contactId, nextAction } from "./orders";
import type { LbOrder } from "./records";

/** POST domains/modify-ns */
export const modifyHosts = (context: Context): SimResponse => {
  const nameservers = hosts(context);
  return change(context, "ModNS", "Modification of Nameservers", { nameservers });
};

/** POST domains/enable-theft-protection */
export const lock = (context: Context): SimResponse => {
  const { locks } = orderById(context);
  const others = locks.filter((word) => word !== "transferlock");
  const fields = { locks: ["transferlock", ...others] };
  return change(context, "SetTransferLock", "Enabling of Theft Protection", fields);
};

/** POST domains/disable-theft-protection. A reseller's own lock has to go first. */
export const unlock = (context: Context): SimResponse => {
  const { locks } = orderById(context);
  if (locks.includes("resellerlock")) throw wrong("The order is locked by the reseller");
  const fields = { locks: locks.filter((word) => word !== "transferlock") };
  return change(context, "RemoveTransferLock", "Disabling of Theft Protection", fields);
};

/** POST domains/modify-privacy-protection */
export const modifyPrivacy = (context: Context): SimResponse => {
  required(context, "protect-privacy");
  required(context, "reason");
  const isPrivate = isOn(context, "protect-privacy");
  if (isPrivate && !offersPrivacy(orderById(context).name))
    throw wrong("Privacy Protection is not available for this domain name");
  const fields = { isPrivate };
  return change(context, "ModPrivacyProtection", "Modification of Privacy Protection", fields);
};

/** POST domains/modify-auth-code */
export const modifyAuthCode = (context: Context): SimResponse =>
  change(context, "ModDomainSecret", "Modification of Domain Secret", {
    secret: required(context, "auth-code"),
  });

/** POST domains/modify-contact: all four. */
export const modifyContacts = (context: Context): SimResponse => {
  const { customerId } = orderById(context);
  const contacts = {
    reg: contactId(context, "reg-contact-id", customerId),
    admin: contactId(context, "admin-contact-id", customerId),
    tech: contactId(context, "tech-contact-id", customerId),
    billing: contactId(context, "billing-contact-id", customerId),
  };
  return change(context, "ModContact", "Modification of Contacts", { contacts });
};

/** POST orders/suspend */
export const suspend = (context: Context): SimResponse => {
  const { locks } = orderById(context);
  required(context, "reason");
  const fields = { state: "Suspended", locks: [...locks, "suspended"] } as const;
  return change(context, "Suspend", "Suspension", fields);
};

/** POST orders/unsuspend */
export const unsuspend = (context: Context): SimResponse => {
  const { locks } = orderById(context);
  const fields = { state: "Active", locks: locks.filter((word) => word !== "suspended") } as const;
  return change(context, "Unsuspend", "Unsuspension", fields);
};

/** POST products/move: a name goes to another customer of the reseller. */
export const move = (context: Context): SimResponse => {
  const order = orderByName(context);
  const [before, after] = ["existing-customer-id", "new-customer-id"].map((parameter) =>
    required(context, parameter),
  );
  const isOwn = context.book.find("customer", after ?? "")?.userId === context.reseller.userId;
  if (order.customerId !== before)
    throw wrongFields({ "existing-customer-id": "not its customer" });
  if (!after || !isOwn) throw wrongFields({ "new-customer-id": "no such customer" });
  const parameters = new URLSearchParams([...context.parameters, ["order-id", order.orderId]]);
  return change({ ...context, parameters }, "MoveDomain", "Movement", { customerId: after });
};

/** POST domains/delete */
export const remove = (context: Context): SimResponse =>
  change(context, "DelDomain", "Deletion", { state: "Deleted" });

/** What is changed in an order is changed at once. */
export function change(
  context: Context,
  type: string,
  what: string,
  fields: Partial<LbOrder>,
): SimResponse {
  const order = orderById(context);
  if (order.action) throw wrong("An action is pending on this order");
  if (order.state === "Deleted" || order.state === "Archived") throw wrong("The order has ended");
  context.book.put("order", order.orderId, { ...order, ...fields });
  const { orderId, name, customerId } = order;
  return action({
    orderId,
    name,
    customerId,
    type,
    what: `${what} of ${name}`,
    actionId: nextAction(context),
    isDone: true,
  });
}
