import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { hashToken, newToken } from "../kernel/tokens";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { refund, refundOne, spend } from "../limits/store";
import { isPassword } from "./password";
import { SignInInput } from "./schemas";
import * as store from "./store";

const QUARTER_HOUR = 900;
const PER_ACCOUNT = { times: 5, perSeconds: QUARTER_HOUR };
const PER_ADDRESS = { times: 20, perSeconds: QUARTER_HOUR };
const TOO_MANY = "Too many attempts to sign in. Wait a little, then try again.";

/** Who has been recognised, before a session exists. */
export type Recognised = { readonly userId: string; readonly email: string; readonly name: string };

/**
 * Checks an e-mail address and password. Runs for nobody in particular: `ctx` acts for the house.
 *
 * @throws AppError `unauthenticated`, the same for an unknown address, a wrong password and a disabled
 *   user; `rate_limited` after 5 attempts in 15 minutes for an address of mail, or 20 from one network address
 */
export async function recognise(ctx: ServiceContext, input: SignInInput): Promise<Recognised> {
  const { email, password } = parsed(SignInInput, input);
  const accountKey = `sign-in|${email}`;
  const addressKey = `sign-in-from|${ctx.address ?? "unknown"}`;
  await spend(ctx.db, addressKey, PER_ADDRESS, TOO_MANY);
  await spend(ctx.db, accountKey, PER_ACCOUNT, TOO_MANY);

  const user = await read(ctx, (tx) => store.findUserByEmail(tx, email));
  const isRight = await isPassword(password, user?.passwordHash ?? null);
  if (!user || !isRight || user.disabledAt) {
    await recordRefusal(ctx, email, user?.disabledAt ? "disabled" : "wrong address or password");
    throw new AppError("unauthenticated", "This e-mail address and password do not fit together.");
  }
  await refund(ctx.db, accountKey);
  // Not all of the address's: whoever has one account could otherwise guess at others without end.
  await refundOne(ctx.db, addressKey, PER_ADDRESS);
  return { userId: user.id, email: user.email, name: user.name };
}

const recordRefusal = (ctx: ServiceContext, email: string, reason: string) =>
  mutate(ctx, "self.manage", (_tx, record) =>
    record({
      action: "session.refused",
      objectId: email,
      objectName: email,
      partnerId: null,
      result: "refused",
      reason,
    }),
  );

/**
 * Opens a session for a recognised person.
 *
 * @returns the token for the cookie; only its hash is stored
 * @throws AppError `unauthenticated` when the user was disabled meanwhile
 */
export async function openSession(
  ctx: ServiceContext,
  { userId, agent }: { userId: string; agent: string | null },
): Promise<string> {
  const token = newToken();
  const user = await read(ctx, (tx) => store.findUser(tx, userId));
  if (user.disabledAt) throw new AppError("unauthenticated", "This account is disabled.");
  const { email, name, role } = user;
  const actor = { kind: "user", id: userId, name, email, role, sessionId: "" } as const;
  await mutate({ ...ctx, actor }, "self.manage", async (tx, record) => {
    const tokenHash = hashToken(token);
    const id = await store.insertSession(tx, { userId, tokenHash, address: ctx.address, agent });
    await record({
      action: "session.started",
      objectId: id,
      objectName: email,
      partnerId: user.partnerId,
      after: { role },
    });
  });
  return token;
}

/** The person a single sign-on provider vouches for: known here by that address, and not disabled. */
export async function findByVerifiedEmail(
  ctx: ServiceContext,
  email: string,
): Promise<Recognised | null> {
  const user = await read(ctx, (tx) => store.findUserByEmail(tx, email.trim().toLowerCase()));
  if (user && !user.disabledAt) return { userId: user.id, email: user.email, name: user.name };
  await recordRefusal(ctx, email, "single sign-on: no such user here");
  return null;
}
