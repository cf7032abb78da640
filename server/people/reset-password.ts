import { mutate } from "../audit/mutate";
import { hashPassword } from "../auth/password";
import { authorizeProven } from "../auth/step-up";
import { revokeSessions, setPassword } from "../auth/store";
import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { initialPassword } from "./initial-password";
import { type NewSecretDto, PersonInput } from "./schemas";
import { isOwn, lockForChange } from "./standing";

/**
 * Gives a person a new password and ends their sessions.
 *
 * @returns the password, told this once
 * @throws AppError `not_found`; `precondition_failed` for oneself, whose way is to change it
 */
export async function resetPassword(
  ctx: ServiceContext,
  input: PersonInput,
): Promise<NewSecretDto> {
  await authorizeProven(ctx, "user.manage");
  const { personId } = parsed(PersonInput, input);
  if (isOwn(ctx, personId)) throw precondition("Change your own password under “Your account”.");
  const password = initialPassword();
  const passwordHash = await hashPassword(password);
  return mutate(ctx, "user.manage", async (tx, record) => {
    const { person } = await lockForChange(tx, personId);
    await setPassword(tx, personId, passwordHash);
    const endedSessions = await revokeSessions(tx, { userId: personId });
    await record({
      action: "user.password_set",
      objectId: personId,
      objectName: person.email,
      partnerId: person.partnerId,
      after: { endedSessions },
    });
    return { personId, email: person.email, password };
  });
}
