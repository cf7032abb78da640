import { mutate } from "../audit/mutate";
import { revokeSessions } from "../auth/store";
import type { ServiceContext } from "../kernel/context";
import { parsed } from "../kernel/zod-errors";
import { PersonInput } from "./schemas";
import { lockForChange } from "./standing";

/** Signs a person out everywhere, effective on their next request. @throws AppError `not_found` */
export async function endPersonSessions(
  ctx: ServiceContext,
  input: PersonInput,
): Promise<{ endedSessions: number }> {
  const { personId } = parsed(PersonInput, input);
  return mutate(ctx, "user.manage", async (tx, record) => {
    const { person } = await lockForChange(tx, personId);
    const endedSessions = await revokeSessions(tx, { userId: personId });
    await record({
      action: "session.ended",
      objectId: personId,
      objectName: person.email,
      partnerId: person.partnerId,
      after: { ended: endedSessions },
    });
    return { endedSessions };
  });
}
