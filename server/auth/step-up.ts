import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { refund, spend } from "../limits/store";
import { isPassword } from "./password";
import { authorize, type Permission } from "./policy";
import { StepUpInput } from "./schemas";
import * as store from "./store";

/** For so long somebody who has shown who they are may do what costs money or opens a door. */
export const STEP_UP_MINUTES = 15;

const LIMIT = { times: 5, perSeconds: 900 };
const TOO_MANY = "Too many attempts. Wait a little, then try again.";

/**
 * Makes sure that the person at the browser has signed in, or given the password again, a short while ago. Jobs
 * are who they are.
 *
 * @param within the transaction to ask in, where one is open
 * @throws AppError `forbidden` with field `session` and code `step_up_required`
 */
export async function assertSteppedUp(ctx: ServiceContext, within?: Transaction): Promise<void> {
  const { actor } = ctx;
  // A key that may pay was made by somebody who had shown who they are.
  if (actor.kind !== "user") return;
  const ask = (tx: Transaction) => store.isSteppedUp(tx, actor.sessionId, STEP_UP_MINUTES);
  const isFresh = await (within ? ask(within) : read(ctx, ask));
  if (isFresh) return;
  const message = "Confirm with your password that it is you.";
  throw new AppError("forbidden", message, {
    fields: { session: [{ code: "step_up_required", message }] },
  });
}

/**
 * {@link authorize} for what only somebody may do who has just shown who they are.
 *
 * @throws AppError `forbidden`, with field `session` when only the proof is missing
 */
export async function authorizeProven(ctx: ServiceContext, permission: Permission): Promise<void> {
  authorize(ctx.actor, permission);
  await assertSteppedUp(ctx);
}

/**
 * Takes the password once more.
 *
 * @throws AppError `invalid_input` with field `password`; `rate_limited` after 5 wrong ones in 15 minutes
 */
export async function stepUp(
  ctx: ServiceContext,
  input: StepUpInput,
): Promise<{ minutes: number }> {
  const { password } = parsed(StepUpInput, input);
  const { actor } = ctx;
  if (actor.kind !== "user") return { minutes: STEP_UP_MINUTES };
  const key = `step-up|${actor.id}`;
  await spend(ctx.db, key, LIMIT, TOO_MANY);
  const user = await read(ctx, (tx) => store.findUser(tx, actor.id));
  if (!(await isPassword(password, user.passwordHash)))
    throw invalid("password", "wrong", "This is not your password.");
  await refund(ctx.db, key);
  await mutate(ctx, "self.manage", async (tx, record) => {
    await store.markSteppedUp(tx, actor.sessionId);
    await record({
      action: "session.confirmed",
      objectId: actor.sessionId,
      objectName: actor.email,
      partnerId: user.partnerId,
    });
  });
  return { minutes: STEP_UP_MINUTES };
}
