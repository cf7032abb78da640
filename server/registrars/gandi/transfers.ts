import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { blotOut } from "../../outbound/answer-body";
import type { Accepted, Answer, RegistrarGateway, TransferIn, TransferStatus } from "../gateway";
import { contactsBody } from "./contacts";
import { readFailure, refusal } from "./errors";
import { type Account, paidPath, send } from "./send";
import { GandiTransfer } from "./wire";

type Transfers = Pick<
  RegistrarGateway,
  "transferIn" | "readTransferIn" | "resendTransferMail" | "relaunchTransferIn"
>;

/** Transfers to Gandi. Each is known by its name; none can be cancelled by a call. */
export const gandiTransfers = (account: Account): Transfers => ({
  transferIn: (request) => transferIn(account, request),
  readTransferIn: (name) => readTransferIn(account, name),
  resendTransferMail: (request) => resendMail(account, request),
  relaunchTransferIn: (request) => relaunch(account, request),
});

const pathOf = (name: DomainName) => `/domain/transferin/${name}`;

const transferBody = (request: TransferIn): Record<string, unknown> => ({
  fqdn: request.name,
  duration: request.periodYears,
  authinfo: request.authCode,
  ...contactsBody(request.contacts),
  ...(request.nameservers ? { nameservers: request.nameservers } : {}),
});

const transferIn = ({ api, sharingId }: Account, request: TransferIn): Answer<Accepted> =>
  discreetly(request.authCode, () =>
    send(api, {
      method: "POST",
      path: paidPath("/domain/transferin", sharingId),
      body: transferBody(request),
      isPaid: true,
    }),
  );

/** A code goes out in the body, and comes back to nobody where an answer repeats it. */
async function discreetly(code: string, change: () => Answer<Accepted>): Answer<Accepted> {
  const answer = await change();
  if (answer.ok) return answer;
  const { message, field } = answer.error;
  const clean = (text: string) => blotOut(text, [code]);
  return err({
    ...answer.error,
    message: clean(message),
    ...(field ? { field: clean(field) } : {}),
  });
}

/** Steps are not documented; an error type asks for action, and a name in the list is the proof of success. */
async function readTransferIn({ api }: Account, name: DomainName): Answer<TransferStatus> {
  const answer = await api.send({ method: "GET", path: pathOf(name), answer: GandiTransfer });
  if (!answer.ok) return err(readFailure(answer.error));
  const { step, errortype, errortype_label, foa } = answer.value.body;
  const awaitedFrom = (foa ?? []).flatMap(({ email, answer: said }) => (said ? [] : [email]));
  return ok({
    name,
    state: errortype ? "action_needed" : "in_progress",
    ...(step ? { step } : {}),
    ...(errortype ? { reason: errortype_label ?? errortype } : {}),
    ...(awaitedFrom.length > 0 ? { awaitedFrom } : {}),
  });
}

/** POST …/foa, once for each address that is waited for. */
async function resendMail(
  account: Account,
  { name, email }: { name: DomainName; email?: string },
): Answer<Accepted> {
  const to = email === undefined ? await awaitedOf(account, name) : ok([email]);
  if (!to.ok) return to;
  for (const [count, address] of to.value.entries()) {
    const path = `${pathOf(name)}/foa`;
    const sent = await send(account.api, { method: "POST", path, body: { email: address } }, MAIL);
    if (!sent.ok) return count === 0 ? sent : err({ ...sent.error, effect: "unknown" });
  }
  return ok({ outcome: "accepted" });
}

const MAIL = { 200: "accepted", 202: "accepted" } as const;

async function awaitedOf(account: Account, name: DomainName): Answer<readonly string[]> {
  const told = await readTransferIn(account, name);
  if (!told.ok) return told;
  const { awaitedFrom = [] } = told.value;
  return awaitedFrom.length > 0
    ? ok(awaitedFrom)
    : err(refusal("not_eligible", "Gandi waits for nobody's approval of this transfer."));
}

/**
 * PUT …/authinfo with the new code, then PUT on the transfer to start it again. A transfer that runs
 * already says so with a conflict, and is then what was wanted.
 */
async function relaunch(
  { api, sharingId }: Account,
  { name, authCode }: { name: DomainName; authCode: string },
): Answer<Accepted> {
  const code = await discreetly(authCode, () =>
    send(api, {
      method: "PUT",
      path: paidPath(`${pathOf(name)}/authinfo`, sharingId),
      body: { authinfo: authCode },
    }),
  );
  if (!code.ok) return code;
  const started = await send(api, { method: "PUT", path: pathOf(name) });
  if (started.ok || started.error.code === "conflict") return ok({ outcome: "accepted" });
  return err({
    ...started.error,
    effect: "unknown",
    message: `Gandi has the new code, but did not start the transfer again. ${started.error.message}`,
  });
}
