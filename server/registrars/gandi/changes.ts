import type { z } from "zod";
import { err, ok } from "../../kernel/result";
import { blotOut } from "../../outbound/answer-body";
import type { OutboundCall, OutboundClient } from "../../outbound/call";
import type {
  Accepted,
  Answer,
  Contact,
  ContactRole,
  RegistrarFailure,
  RegistrarGateway,
  Registration,
  TransferIn,
  TransferStatus,
} from "../gateway";
import { toGandiContact } from "./contact";
import { malformed, readFailure, writeFailure } from "./errors";
import { GandiAccepted, GandiTransfer } from "./wire";

type Account = { readonly api: OutboundClient; readonly sharingId?: string | undefined };

type Changes = Pick<
  RegistrarGateway,
  | "register"
  | "renew"
  | "transferIn"
  | "readTransferIn"
  | "updateNameservers"
  | "setTransferLock"
  | "setAutoRenew"
  | "updateContacts"
>;

/**
 * What can be changed at Gandi. Every change is taken up with a 202 and done later: `accepted` is all
 * that an answer can prove, and only a reading shows that it is done.
 */
export function gandiChanges(account: Account): Changes {
  return {
    register: (request) => pay(account, "/domain/domains", registrationBody(request)),
    renew: ({ name, periodYears }) =>
      pay(account, `/domain/domains/${name}/renew`, { duration: periodYears }),
    transferIn: (request) => transferIn(account, request),
    readTransferIn: (request) => readTransferIn(account, request),
    updateNameservers: ({ name, nameservers }) =>
      change(account, "PUT", `/domain/domains/${name}/nameservers`, { nameservers }),
    setTransferLock: ({ name, locked }) =>
      change(account, "PATCH", `/domain/domains/${name}/status`, {
        clientTransferProhibited: locked,
      }),
    setAutoRenew: ({ name, enabled }) =>
      change(account, "PATCH", `/domain/domains/${name}/autorenew`, { enabled }),
    updateContacts: ({ name, contacts }) => updateContacts(account, name, contacts),
  };
}

/** Gandi's names of the roles; a change of owner is another product, see {@link updateContacts}. */
const ROLES: Readonly<Record<ContactRole, string>> = {
  registrant: "owner",
  admin: "admin",
  tech: "tech",
  billing: "bill",
};

type Contacts = Readonly<Partial<Record<ContactRole, Contact>>>;

const contactsBody = (contacts: Contacts): Record<string, unknown> =>
  Object.fromEntries(
    (Object.entries(contacts) as [ContactRole, Contact][]).map(([role, contact]) => [
      ROLES[role],
      toGandiContact(contact),
    ]),
  );

const registrationBody = (request: Registration): Record<string, unknown> => ({
  fqdn: request.name,
  duration: request.periodYears,
  ...contactsBody(request.contacts),
  ...(request.nameservers.length > 0 ? { nameservers: request.nameservers } : {}),
  ...(request.acceptsPremium ? { enforce_premium: true } : {}),
});

const transferBody = (request: TransferIn): Record<string, unknown> => ({
  fqdn: request.name,
  duration: request.periodYears,
  authinfo: request.authCode,
  ...contactsBody(request.contacts),
  ...(request.nameservers ? { nameservers: request.nameservers } : {}),
});

/** The organisation that pays stands in the query, never in the body. */
const paidPath = (path: string, sharingId: string | undefined): string =>
  sharingId ? `${path}?sharing_id=${encodeURIComponent(sharingId)}` : path;

const pay = ({ api, sharingId }: Account, path: string, body: Record<string, unknown>) =>
  send(api, { method: "POST", path: paidPath(path, sharingId), body, isPaid: true });

/** The code goes out in the body, and comes back to nobody where an answer repeats it. */
async function transferIn(account: Account, request: TransferIn): Answer<Accepted> {
  const answer = await pay(account, "/domain/transferin", transferBody(request));
  if (answer.ok) return answer;
  const { message, field } = answer.error;
  const clean = (text: string) => blotOut(text, [request.authCode]);
  return err({
    ...answer.error,
    message: clean(message),
    ...(field ? { field: clean(field) } : {}),
  });
}

const change = (
  { api }: Account,
  method: "PUT" | "PATCH",
  path: string,
  body: Record<string, unknown>,
) => send(api, { method, path, body });

async function send(
  api: OutboundClient,
  call: Omit<OutboundCall<z.ZodType>, "answer">,
): Answer<Accepted> {
  const answer = await api.send({ ...call, answer: GandiAccepted });
  if (!answer.ok) return err(writeFailure(answer.error));
  return answer.value.status === 202
    ? ok({ outcome: "accepted" })
    : err(notTakenUp(answer.value.status));
}

/** A 200 means "these parameters are valid": nothing was taken up, as far as the documents go. */
const notTakenUp = (status: number): RegistrarFailure => ({
  ...malformed(`A change is taken up with status 202; this was ${status}.`),
  effect: "unknown",
  status,
});

async function updateContacts(
  account: Account,
  name: string,
  contacts: Contacts,
): Answer<Accepted> {
  if (contacts.registrant)
    return err({
      code: "unsupported",
      effect: "none",
      message:
        "A change of the holder is a trade of its own at Gandi; start it in Gandi's console.",
    });
  return change(account, "PATCH", `/domain/domains/${name}/contacts`, contactsBody(contacts));
}

/** Steps are not documented; an error type asks for action, and a name in the list is the proof of success. */
async function readTransferIn(
  { api }: Account,
  name: Parameters<RegistrarGateway["readTransferIn"]>[0],
): Answer<TransferStatus> {
  const path = `/domain/transferin/${name}`;
  const answer = await api.send({ method: "GET", path, answer: GandiTransfer });
  if (!answer.ok) return err(readFailure(answer.error));
  const { step, errortype, errortype_label } = answer.value.body;
  return ok({
    name,
    state: errortype ? "action_needed" : "in_progress",
    ...(step ? { step } : {}),
    ...(errortype ? { reason: errortype_label ?? errortype } : {}),
  });
}
