import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import type { Actor } from "./actor";
import { hashPassword, isPassword } from "./password";
import { authorize } from "./policy";
import { ChangePasswordInput, EndSessionInput, type SessionDto } from "./schemas";
import * as store from "./store";

type Person = Extract<Actor, { kind: "user" }>;

function personOf(ctx: ServiceContext): Person {
  authorize(ctx.actor, "self.manage");
  if (ctx.actor.kind !== "user") throw new AppError("forbidden", "Only a person has sessions.");
  return ctx.actor;
}

const partnerOf = (ctx: ServiceContext) => (ctx.scope.all ? null : ctx.scope.partnerId);

/** Where the caller is signed in. */
export async function listOwnSessions(ctx: ServiceContext): Promise<SessionDto[]> {
  const person = personOf(ctx);
  return read(ctx, (tx) => store.listSessions(tx, person.id, person.sessionId));
}

async function end(ctx: ServiceContext, which: { sessionId?: string; exceptId?: string }) {
  const person = personOf(ctx);
  return mutate(ctx, "self.manage", async (tx, record) => {
    const ended = await store.revokeSessions(tx, { userId: person.id, ...which });
    if (which.sessionId && ended === 0) throw notFound("This session");
    await record({
      action: "session.ended",
      objectId: which.sessionId ?? person.id,
      objectName: person.email,
      partnerId: partnerOf(ctx),
      after: { ended },
    });
    return { ended };
  });
}

/** Ends one of the caller's sessions. @throws AppError `not_found` for one that is not theirs */
export const endOwnSession = (ctx: ServiceContext, input: unknown) =>
  end(ctx, parsed(EndSessionInput, input));

/** Ends every other session of the caller, at once. */
export const endOtherSessions = (ctx: ServiceContext) =>
  end(ctx, { exceptId: personOf(ctx).sessionId });

/** Ends the session the request came with. */
export const endCurrentSession = (ctx: ServiceContext) =>
  end(ctx, { sessionId: personOf(ctx).sessionId });

/**
 * Changes the caller's password and ends their other sessions.
 * @throws AppError `invalid_input` on `current` when it is not the password
 */
export async function changeOwnPassword(
  ctx: ServiceContext,
  input: unknown,
): Promise<{ ended: number }> {
  const { current, next } = parsed(ChangePasswordInput, input);
  const person = personOf(ctx);
  const user = await read(ctx, (tx) => store.findUser(tx, person.id));
  if (!(await isPassword(current, user.passwordHash)))
    throw invalid("current", "wrong", "This is not your current password.");
  const passwordHash = await hashPassword(next);
  return mutate(ctx, "self.manage", async (tx, record) => {
    await store.setPassword(tx, person.id, passwordHash);
    const ended = await store.revokeSessions(tx, { userId: person.id, exceptId: person.sessionId });
    await record({
      action: "user.password_set",
      objectId: person.id,
      objectName: person.email,
      partnerId: user.partnerId,
      after: { endedSessions: ended },
    });
    return { ended };
  });
}
