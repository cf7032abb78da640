import { createHash, randomBytes } from "node:crypto";
import { err } from "../kernel/result";
import type { OutboundClient, Outcome, SignedRequest } from "./call";
import { type OutboundOptions, outboundClient } from "./client";
import { type DigestChallenge, digestChallengeIn } from "./digest-challenge";
import type { HttpFailure } from "./failure";

/** A user of HTTP Digest. The name is sent, the password never is. */
export type DigestCredentials = { readonly username: string; readonly password: string };

type Asked = Pick<SignedRequest, "method" | "pathAndQuery">;

/**
 * The Authorization header that answers `challenge`.
 *
 * @param use.count how often this nonce has been answered, this time included
 * @param use.cnonce unpredictable text of our own, without quotes
 * @see RFC 7616 §3.4, RFC 2617 §3.2.2
 */
export function digestAuthorization(
  challenge: DigestChallenge,
  { username, password }: DigestCredentials,
  { method, pathAndQuery }: Asked,
  use: { readonly count: number; readonly cnonce: string },
): string {
  const { realm, nonce, opaque, algorithm, hasQop } = challenge;
  const hash = (text: string) => createHash(challenge.hash).update(text, "utf8").digest("hex");
  const count = use.count.toString(16).padStart(8, "0");
  const secret = hash(`${username}:${realm}:${password}`);
  const asked = hash(`${method}:${pathAndQuery}`);
  const once = hasQop ? `${nonce}:${count}:${use.cnonce}:auth` : nonce;
  const parts = [
    `username=${quoted(username)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(pathAndQuery)}`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(hasQop ? ["qop=auth", `nc=${count}`, `cnonce=${quoted(use.cnonce)}`] : []),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    `response=${quoted(hash(`${secret}:${once}:${asked}`))}`,
  ];
  return `Digest ${parts.join(", ")}`;
}

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`;

/**
 * An outbound client that answers Digest challenges.
 *
 * A 401 says that nothing was processed, so a call that meets one is sent a second time with the
 * answer, whether it pays for something or not; never a third time, and never after any other answer.
 * A nonce is used with a growing count until the server asks for a new one.
 *
 * @param credentials an ASCII name without colon or quotes
 */
export function digestClient(
  options: Omit<OutboundOptions, "secretHeaders">,
  credentials: DigestCredentials,
): OutboundClient {
  let open: { readonly challenge: DigestChallenge; count: number } | null = null;
  const secretHeaders = (request: SignedRequest): Record<string, string> => {
    if (!open) return {};
    open.count += 1;
    const use = { count: open.count, cnonce: randomBytes(16).toString("hex") };
    return { authorization: digestAuthorization(open.challenge, credentials, request, use) };
  };
  const client = outboundClient({ ...options, secretHeaders });
  return {
    close: () => client.close(),
    async send(call) {
      const first = await client.send(call);
      const demand = demandIn(first);
      if (!demand) return first;
      const challenge = digestChallengeIn(demand.challenge ?? "");
      if (!challenge) return err(unanswerable(demand));
      const isSameNonce = open?.challenge.nonce === challenge.nonce;
      open = { challenge, count: isSameNonce ? (open?.count ?? 0) : 0 };
      const second = await client.send(call);
      const refusal = demandIn(second);
      if (refusal) open = null;
      return refusal?.isBrokenOff ? err(unanswerable(refusal)) : second;
    },
  };
}

/** The 401 that an outcome is; null when it is none. */
const demandIn = (outcome: Outcome<unknown>): HttpFailure | null =>
  !outcome.ok && outcome.error.status === 401 ? outcome.error : null;

/**
 * What a 401 means that says nothing of the credentials: one that broke off, and one whose Digest
 * challenge cannot be read. Nothing was processed. Any other refuses them.
 */
function unanswerable(failure: HttpFailure): HttpFailure {
  const { isBrokenOff, challenge = "" } = failure;
  if (isBrokenOff)
    return { ...failure, kind: "unreachable", detail: "The demand for a proof broke off." };
  return /^\s*digest\b/i.test(challenge)
    ? { ...failure, kind: "malformed_answer", detail: "The demand for a proof cannot be read." }
    : failure;
}
