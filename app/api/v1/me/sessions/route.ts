import { route } from "@/server/api/kit";
import { endOtherSessions, endOwnSession, listOwnSessions } from "@/server/auth/own-sessions";

export const GET = route((ctx) => listOwnSessions(ctx));

/** With a `sessionId` it ends that one, without it all but the caller's. */
export const DELETE = route((ctx, { body }) =>
  "sessionId" in body ? endOwnSession(ctx, body) : endOtherSessions(ctx),
);
