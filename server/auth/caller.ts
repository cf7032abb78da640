import type { Database } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { hashToken } from "../kernel/tokens";
import { baseContext } from "../runtime";
import { mintScope } from "./mint-scope";
import { type Caller, findCaller } from "./store";

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
  const caller = token ? await findCaller(db, hashToken(token)) : null;
  if (!caller) throw new AppError("unauthenticated", "Your session has ended. Sign in again.");
  return contextOf(db, caller, request);
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
