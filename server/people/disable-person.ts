import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import { revokeSessions } from "../auth/store";
import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { PersonInput } from "./schemas";
import { assertAdminRemains, isOwn, lockForChange } from "./standing";
import * as store from "./store";

/**
 * Locks a person out: they cannot sign in, and their sessions end with this.
 * @throws AppError `not_found`; `precondition_failed` for oneself and for the last administrator
 */
export async function disablePerson(
  ctx: ServiceContext,
  input: PersonInput,
): Promise<{ endedSessions: number }> {
  await authorizeProven(ctx, "user.manage");
  const { personId } = parsed(PersonInput, input);
  return mutate(ctx, "user.manage", async (tx, record) => {
    const { person, activeAdmins } = await lockForChange(tx, personId);
    if (isOwn(ctx, personId))
      throw precondition("Nobody locks themselves out. Ask another administrator.");
    if (person.disabledAt) {
      await record();
      return { endedSessions: 0 };
    }
    assertAdminRemains(personId, activeAdmins);
    await store.setDisabled(tx, personId, true);
    const endedSessions = await revokeSessions(tx, { userId: personId });
    await record({
      action: "user.changed",
      objectId: personId,
      objectName: person.email,
      partnerId: person.partnerId,
      before: { disabled: false },
      after: { disabled: true, endedSessions },
    });
    return { endedSessions };
  });
}

/** Lets a person sign in again, with the password they had. @throws AppError `not_found` */
export async function enablePerson(ctx: ServiceContext, input: PersonInput): Promise<void> {
  await authorizeProven(ctx, "user.manage");
  const { personId } = parsed(PersonInput, input);
  return mutate(ctx, "user.manage", async (tx, record) => {
    const { person } = await lockForChange(tx, personId);
    if (!person.disabledAt) return record();
    await store.setDisabled(tx, personId, false);
    await record({
      action: "user.changed",
      objectId: personId,
      objectName: person.email,
      partnerId: person.partnerId,
      before: { disabled: true },
      after: { disabled: false },
    });
  });
}
