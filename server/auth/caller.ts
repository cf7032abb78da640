import type { Database } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { hashToken } from "../kernel/tokens";
import { spend } from "../limits/store";
import { baseContext } from "../runtime";
import { keepTimeZone } from "../settings/keep-time-zone";
import { mintScope } from "./mint-scope";
import { type Caller, findCaller, findKeyCaller } from "./store";

type Request = {
  readonly requestId: string;
  readonly source: ServiceContext["source"];
  readonly address: string | null;
};

const contextOf = (db: Database, caller: Caller, request: Request): ServiceContext => ({
  ...baseContext(),
  ...request,
  db,
  actor: {
    kind: "user",
    id: caller.userId,
    name: caller.name,
    email: caller.email,
    role: caller.role,
    sessionId: caller.sessionId,
  },
  scope: mintScope(caller.role === "customer" ? (caller.partnerId ?? "") : null),
});

/**
 * The context of whoever holds a session token now.
 * @throws AppError `unauthenticated` for no token, or one that is unknown, ended, idle, or of a disabled user
 */
export async function callerContext(
  token: string | null,
  request: Request,
): Promise<ServiceContext> {
  const { db } = baseContext();
  const [caller] = await Promise.all([
    token ? findCaller(db, hashToken(token)) : null,
    keepTimeZone(db),
  ]);
  if (!caller) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
  return contextOf(db, caller, request);
}

const PER_KEY = { times: 600, perSeconds: 60 };

/**
 * The context of a program that shows a key.
 *
 * @throws AppError `unauthenticated` for a key that is unknown, revoked, expired, or of a disabled person;
 *   `rate_limited` beyond 600 requests a minute
 */
export async function keyContext(token: string, request: Request): Promise<ServiceContext> {
  const base = baseContext();
  const [caller] = await Promise.all([
    findKeyCaller(base.db, hashToken(token)),
    keepTimeZone(base.db),
  ]);
  if (!caller)
    throw new AppError("unauthenticated", "This key is not known, or has ended. Make a new one.");
  await spend(base.db, `api-key|${caller.keyId}`, PER_KEY, "Too many requests with this key.");
  const { keyId, keyName, name, role, scope, partnerId } = caller;
  return {
    ...base,
    ...request,
    actor: { kind: "key", id: keyId, name: `${keyName} (key of ${name})`, role, scope },
    scope: mintScope(role === "customer" ? (partnerId ?? "") : null),
  };
}

/** A context that acts for the house: sign-in, cron, workers. It holds every permission. */
export const houseContext = (
  name: string,
  request: Partial<Request> = {},
  db: Database = baseContext().db,
): ServiceContext => ({
  ...baseContext(),
  db,
  actor: { kind: "job", id: name, name },
  scope: mintScope(null),
  requestId: request.requestId ?? crypto.randomUUID(),
  source: request.source ?? "job",
  address: request.address ?? null,
});
