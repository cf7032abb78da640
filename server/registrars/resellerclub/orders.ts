import { err, ok, type Result } from "../../kernel/result";
import type { FormPair } from "../../outbound/call";
import type { Accepted, Answer, RegistrarFailure, Registration, Renewal } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { order } from "./action";
import { callApi } from "./call";
import { contactsForOrder } from "./contacts";
import { readDetails } from "./domains";
import { malformed, refusal } from "./errors";
import { affordable } from "./guard";
import { Hosts } from "./wire";

const FEWEST_HOSTS = 2;
const MOST_HOSTS = 13;

/** Booked on the reseller's balance at once; no invoice for a customer of theirs. */
export const INVOICE: FormPair = ["invoice-option", "NoInvoice"];

/** Neither privacy nor renewals by themselves: both cost money that nobody agreed to. */
export const NO_EXTRAS: readonly FormPair[] = [
  ["purchase-privacy", "false"],
  ["protect-privacy", "false"],
  ["auto-renew", "false"],
];

export const NO_CUSTOMER =
  "New names are booked under a customer; enter its ID with the account's credential.";

/** POST domains/register, after price and availability were asked for and the contacts booked. */
export async function register(
  account: ResellerClubAccount,
  request: Registration,
): Answer<Accepted> {
  const { name, periodYears } = request;
  const { customerId } = account;
  if (!customerId) return err(refusal("unsupported", NO_CUSTOMER));
  const price = await affordable(account, request, "register");
  if (!price.ok) return price;
  const hosts = await hostsFor(account, customerId, request.nameservers);
  if (!hosts.ok) return hosts;
  const contacts = await contactsForOrder(account, { name, customerId }, request.contacts);
  if (!contacts.ok) return contacts;
  return order(account, {
    path: "domains/register",
    parameters: [
      ["domain-name", name],
      ["years", String(periodYears)],
      ...hosts.value,
      ["customer-id", customerId],
      ...contacts.value,
      INVOICE,
      ...NO_EXTRAS,
    ],
    isPaid: true,
  });
}

/** The delegation of a new name: as asked for, or else the customer's own. */
async function hostsFor(
  account: ResellerClubAccount,
  customerId: string,
  asked: readonly string[],
): Promise<Result<readonly FormPair[], RegistrarFailure>> {
  if (asked.length > 0) return hostPairs(asked);
  const told = await callApi(account, {
    path: "domains/customer-default-ns",
    parameters: [["customer-id", customerId]],
    content: Hosts,
    asked: "read",
  });
  return told.ok ? hostPairs(told.value) : told;
}

/** A delegation as parameters; `invalid_nameservers` for a wrong number of hosts. */
export function hostPairs(hosts: readonly string[]): Result<readonly FormPair[], RegistrarFailure> {
  return hosts.length < FEWEST_HOSTS || hosts.length > MOST_HOSTS
    ? err(refusal("invalid_nameservers", "ResellerClub takes 2 to 13 nameservers."))
    : ok(hosts.map((host) => ["ns", host]));
}

/**
 * POST domains/renew. The present expiry goes along, so that a second renewal of the same term is
 * refused; and it is compared with what the account says first, so that none is even ordered. Privacy
 * and auto-renew are left out, and so stay as they are.
 */
export async function renew(account: ResellerClubAccount, request: Renewal): Answer<Accepted> {
  const expiry = Math.floor(Date.parse(request.currentExpiresAt) / 1000);
  if (!Number.isFinite(expiry))
    return err(refusal("invalid_request", "The present expiry is not known.", "currentExpiresAt"));
  const present = await readDetails(account, request.name);
  if (!present.ok) return present;
  const { orderid, endtime } = present.value;
  if (!endtime) return err(malformed("It does not tell when the name expires."));
  if (Date.parse(endtime) / 1000 !== expiry)
    return err(
      refusal(
        "conflict",
        `The name expires at ${endtime} by now, which is not the expected expiry; nothing was ordered.`,
        "exp-date",
      ),
    );
  const price = await affordable(account, request, "renew");
  if (!price.ok) return price;
  return order(account, {
    path: "domains/renew",
    parameters: [
      ["order-id", orderid],
      ["years", String(request.periodYears)],
      ["exp-date", String(expiry)],
      INVOICE,
    ],
    isPaid: true,
  });
}
