import { json, type SimResponse } from "../wire";
import { epoch, wrongFields } from "./answers";
import { classOf, tldOf } from "./classes";
import { type Context, wholeNumber } from "./context";
import type { LbOrder } from "./records";

const RECORDS = [10, 500] as const;
const PAGES = [1, 1_000_000] as const;
const STATES = [
  "InActive",
  "Active",
  "Suspended",
  "Pending Delete Restorable",
  "Deleted",
  "Archived",
];

/** GET domains/search: rows numbered from "1" on every page, with the counters among them. */
export function search(context: Context): SimResponse {
  const { book, reseller, parameters } = context;
  const size = wholeNumber(context, "no-of-records", RECORDS);
  const page = wholeNumber(context, "page-no", PAGES);
  const states = parameters.getAll("status");
  if (states.some((state) => !STATES.includes(state)))
    throw wrongFields({ status: "not a status of orders" });
  const name = parameters.get("domain-name");
  const customerId = parameters.get("customer-id");
  const found = book
    .orders()
    .filter(
      (one) =>
        one.userId === reseller.userId &&
        (states.length === 0 || states.includes(one.state)) &&
        (name === null || one.name.includes(name.toLowerCase())) &&
        (customerId === null || one.customerId === customerId),
    );
  const rows = found.slice((page - 1) * size, page * size);
  return json(200, {
    recsonpage: String(rows.length),
    recsindb: String(found.length),
    ...Object.fromEntries(rows.map((order, index) => [String(index + 1), rowOf(order)])),
  });
}

const rowOf = (order: LbOrder) => {
  const tld = tldOf(order.name);
  return {
    "orders.orderid": order.orderId,
    "entity.entityid": order.orderId,
    "entity.description": order.name,
    "entity.currentstatus": order.state,
    "orders.creationtime": epoch(order.createdAt),
    ...(order.endsAt ? { "orders.endtime": epoch(order.endsAt) } : {}),
    "orders.transferlock": String(order.locks.includes("transferlock")),
    "orders.autorenew": String(order.autoRenew),
    "orders.privacyprotection": String(order.isPrivate),
    "entitytype.entitytypekey": classOf(tld)?.key,
    "entitytype.entitytypename": `.${tld.toUpperCase()} Domain Name`,
    "customer.customerid": order.customerId,
  };
};
