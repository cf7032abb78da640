import type { PaidAction } from "../ledger";
import { action, wrong } from "./answers";
import { available } from "./available";
import * as changes from "./changes";
import * as children from "./children";
import type { Context, Verb } from "./context";
import { orderById } from "./context";
import * as customers from "./customers";
import * as details from "./details";
import * as orders from "./orders";
import * as products from "./products";
import { search } from "./search";

const resendApproval = (context: Context) => {
  const { orderId, name, customerId, action: under } = orderById(context);
  if (under?.type !== "AddTransferDomain") throw wrong("No transfer is under way");
  return action({
    orderId,
    name,
    customerId,
    type: "ResendRFA",
    what: `Mail about the transfer of ${name}`,
    actionId: orders.nextAction(context),
    isDone: true,
  });
};

/** Calls that ask; they are GETs. */
export const READS: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ["domains/available", available],
  ["domains/orderid", details.readOrderId],
  ["domains/details", details.readDetails],
  ["domains/details-by-name", details.readDetailsByName],
  ["domains/locks", details.readLocks],
  ["domains/search", search],
  ["domains/validate-transfer", orders.validateTransfer],
  ["domains/customer-default-ns", customers.readDefaultHosts],
  ["products/category-keys-mapping", products.readKeys],
  ["products/reseller-cost-price", products.readCosts],
  ["products/reseller-price", products.readResellerPrices],
  ["products/customer-price", products.readCustomerPrices],
  ["billing/reseller-balance", products.readBalance],
  ["customers/details", customers.readCustomer],
  ["customers/details-by-id", customers.readCustomerById],
  ["contacts/search", customers.searchContacts],
  ["contacts/details", customers.readContact],
]);

/** Calls that change something; they are POSTs. */
export const WRITES: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ["domains/register", orders.register],
  ["domains/transfer", orders.transfer],
  ["domains/transfer/submit-auth-code", orders.submitAuthCode],
  ["domains/cancel-transfer", orders.cancelTransfer],
  ["domains/resend-rfa", resendApproval],
  ["domains/renew", orders.renew],
  ["domains/restore", orders.restore],
  ["domains/modify-ns", changes.modifyHosts],
  ["domains/enable-theft-protection", changes.lock],
  ["domains/disable-theft-protection", changes.unlock],
  ["domains/modify-privacy-protection", changes.modifyPrivacy],
  ["domains/modify-auth-code", changes.modifyAuthCode],
  ["domains/modify-contact", changes.modifyContacts],
  ["domains/add-cns", children.addChild],
  ["domains/modify-cns-name", children.renameChild],
  ["domains/modify-cns-ip", children.changeChildAddress],
  ["domains/delete-cns-ip", children.removeChildAddress],
  ["products/move", changes.move],
  ["domains/delete", changes.remove],
  ["orders/suspend", changes.suspend],
  ["orders/unsuspend", changes.unsuspend],
  ["contacts/add", customers.addContact],
  ["customers/signup", customers.signUp],
  ["customers/v2/signup", customers.signUp],
]);

/** What of the writes costs money. */
export const PAID: ReadonlyMap<string, PaidAction> = new Map<string, PaidAction>([
  ["domains/register", "register"],
  ["domains/transfer", "transfer"],
  ["domains/renew", "renew"],
  ["domains/restore", "restore"],
]);
