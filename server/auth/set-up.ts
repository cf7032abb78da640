import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid } from "../kernel/errors";
import { hashToken, isSameSecret, newToken } from "../kernel/tokens";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { spend } from "../limits/store";
import { hashPassword } from "./password";
import { SetUpInput } from "./schemas";
import * as store from "./store";

const TOKEN_KEY = "set_up_token_hash";
const ATTEMPTS = { times: 10, perSeconds: 900 };

/** Whether this installation still waits for its first admin. */
export const needsSetUp = async (ctx: ServiceContext): Promise<boolean> =>
  !(await read(ctx, store.hasUsers));

/**
 * Makes the one-time token that guards the set-up page, in place of any earlier one.
 * @returns the token, to be printed in the log once; null when there already is a user
 */
export async function issueSetUpToken(ctx: ServiceContext): Promise<string | null> {
  if (!(await needsSetUp(ctx))) return null;
  const token = newToken();
  await read(ctx, (tx) => store.saveFact(tx, TOKEN_KEY, hashToken(token)));
  return token;
}

/**
 * Creates the first admin. Of many that try at once one wins, and the token is spent with it.
 *
 * @throws AppError `conflict` when a user already exists; `invalid_input` on `token` when it is wrong;
 *   `rate_limited` after 10 attempts in 15 minutes
 */
export async function createFirstAdmin(
  ctx: ServiceContext,
  input: unknown,
): Promise<{ email: string }> {
  const { token, name, email, password } = parsed(SetUpInput, input);
  await spend(ctx.db, "set-up", ATTEMPTS, "Too many attempts. Wait a little, then try again.");
  const passwordHash = await hashPassword(password);
  return mutate(ctx, "user.manage", async (tx, record) => {
    const wanted = await store.takeFact(tx, TOKEN_KEY);
    if (await store.hasUsers(tx))
      throw new AppError("conflict", "Namekeep is set up already. Sign in instead.");
    if (typeof wanted !== "string" || !isSameSecret(hashToken(token), wanted))
      throw invalid(
        "token",
        "wrong",
        "This is not the set-up token. Copy it from the newest start in the log.",
      );
    const id = await store.insertUser(tx, {
      email,
      name,
      role: "admin",
      partnerId: null,
      passwordHash,
    });
    await record({
      action: "user.added",
      objectId: id,
      objectName: email,
      partnerId: null,
      after: { email, name, role: "admin" },
    });
    return { email };
  });
}
