import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { FormPair } from "../../outbound/call";
import type { Accepted, Answer, TransferIn, TransferStatus } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { order } from "./action";
import { callApi } from "./call";
import { contactsForOrder } from "./contacts";
import { readDetails, readOrderId } from "./domains";
import { refusal } from "./errors";
import { affordable } from "./guard";
import { isOver } from "./mapping";
import { hostPairs, INVOICE, NO_CUSTOMER, NO_EXTRAS } from "./orders";
import { BareFlag, type Details } from "./wire";

/** POST domains/transfer: done days later. It adds one year, never more. */
export async function transferIn(
  account: ResellerClubAccount,
  request: TransferIn,
): Answer<Accepted> {
  const { name, authCode, nameservers = [] } = request;
  const { customerId } = account;
  if (!customerId) return err(refusal("unsupported", NO_CUSTOMER));
  if (request.periodYears !== 1)
    return err(refusal("invalid_request", "A transfer adds one year.", "years"));
  const hosts = nameservers.length > 0 ? hostPairs(nameservers) : ok([]);
  if (!hosts.ok) return hosts;
  const isReady = await canTransfer(account, name);
  if (!isReady.ok) return isReady;
  const price = await affordable(account, request, "transfer");
  if (!price.ok) return price;
  const contacts = await contactsForOrder(account, { name, customerId }, request.contacts);
  if (!contacts.ok) return contacts;
  return order(account, {
    path: "domains/transfer",
    parameters: [
      ["domain-name", name],
      ["auth-code", authCode],
      ...hosts.value,
      ["customer-id", customerId],
      ...contacts.value,
      INVOICE,
      ...NO_EXTRAS,
    ],
    isPaid: true,
    secrets: [authCode],
  });
}

/** GET domains/validate-transfer: a bare flag. */
async function canTransfer(account: ResellerClubAccount, name: DomainName): Answer<null> {
  const told = await callApi(account, {
    path: "domains/validate-transfer",
    parameters: [["domain-name", name]],
    content: BareFlag,
    asked: "read",
  });
  if (!told.ok) return told;
  return told.value
    ? ok(null)
    : err(refusal("not_eligible", "ResellerClub says that the name cannot be transferred now."));
}

const TRANSFER = "addtransferdomain";

/** POST domains/cancel-transfer: as long as the present holder has not approved it. */
export const cancelTransferIn = (
  account: ResellerClubAccount,
  { name }: { name: DomainName },
): Answer<Accepted> => change(account, name, "domains/cancel-transfer");

/** POST domains/resend-rfa: the mail goes to whom the registrar chooses. */
export async function resendTransferMail(
  account: ResellerClubAccount,
  { name, email }: { name: DomainName; email?: string },
): Answer<Accepted> {
  if (email !== undefined)
    return err(
      refusal("invalid_request", "ResellerClub chooses whom it sends the mail to.", "email"),
    );
  return change(account, name, "domains/resend-rfa");
}

/** POST domains/transfer/submit-auth-code: the transfer goes on with it. */
export const relaunchTransferIn = (
  account: ResellerClubAccount,
  { name, authCode }: { name: DomainName; authCode: string },
): Answer<Accepted> =>
  change(account, name, "domains/transfer/submit-auth-code", {
    parameters: [["auth-code", authCode]],
    secrets: [authCode],
  });

async function change(
  account: ResellerClubAccount,
  name: DomainName,
  path: string,
  more: { readonly parameters?: readonly FormPair[]; readonly secrets?: readonly string[] } = {},
): Answer<Accepted> {
  const id = await readOrderId(account, name);
  if (!id.ok) return id;
  const { parameters = [], secrets = [] } = more;
  return order(account, { path, parameters: [["order-id", id.value], ...parameters], secrets });
}

/** How an inbound transfer stands, by the order's present action. Its stages are free text. */
export async function readTransferIn(
  account: ResellerClubAccount,
  name: DomainName,
): Answer<TransferStatus> {
  const told = await readDetails(account, name);
  if (told.ok) return ok({ name, ...progressOf(told.value) });
  return told.error.code === "domain_unknown" ? ok({ name, state: "unknown" }) : told;
}

function progressOf(told: Details): Omit<TransferStatus, "name"> {
  const isActive = told.currentstatus?.toLowerCase() === "active";
  const isTransfer = told.actiontype?.toLowerCase() === TRANSFER;
  const word = told.actionstatus ?? "";
  const step = word ? { step: word } : {};
  const reason = told.actionstatusdesc ? { reason: told.actionstatusdesc } : {};
  if (isTransfer && word.toLowerCase() === "failed") return { state: "failed", ...step, ...reason };
  if (isOver(told.currentstatus)) return { state: "failed", ...step, ...reason };
  if (isActive && (!isTransfer || word.toLowerCase() === "success")) return { state: "completed" };
  return isTransfer ? { state: "in_progress", ...step, ...reason } : { state: "unknown", ...step };
}
