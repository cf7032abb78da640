import { createHmac, timingSafeEqual } from "node:crypto";
import type { SimRequest } from "../wire";
import { type Account, accountOf } from "./accounts";
import { PREFIX } from "./memory";
import { Trouble } from "./trouble";

/** The account whose key a request of REST v2 carries, signed or not. */
export const claimedAccount = ({ headers }: SimRequest): Account | undefined =>
  accountOf(/^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1]);

/**
 * The account that signed `request`.
 *
 * Clients sign the path from the host on. Some have a base URL with a path, as the simulator's is, and
 * sign that along; others know the path from /restful on only. Both are right here.
 *
 * @throws Trouble 401 for an unknown key and a signature that is not its secret's
 */
export function signer(request: SimRequest): Account {
  const account = claimedAccount(request);
  if (!account) throw new Trouble(401, "invalid key");
  const full = request.url.pathname + request.url.search;
  const given = request.headers["x-signature"];
  const isGood = [full, full.slice(PREFIX.length)].some(
    (path) => typeof given === "string" && isSame(given, signature(account, path, request)),
  );
  if (!isGood) throw new Trouble(401, "Signature verification failed.");
  return account;
}

function signature({ key, secret }: Account, path: string, { headers, body }: SimRequest): string {
  const requestId = headers["x-request-id"];
  const text = `${key}\n${path}\n${typeof requestId === "string" ? requestId : ""}\n${body}`;
  return createHmac("sha256", secret).update(text).digest("base64");
}

const isSame = (given: string, right: string) =>
  given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
