import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { assertSteppedUp } from "../auth/step-up";
import { revokeSessions } from "../auth/store";
import type { ServiceContext } from "../kernel/context";
import { invalid } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { assertPartnerInUse } from "../partners/in-use";
import { ChangePersonInput } from "./schemas";
import { assertAdminRemains, isOwn, lockForChange, type Person } from "./standing";
import * as store from "./store";

type Standing = Pick<Person, "name" | "role" | "partnerId">;

const standingOf = ({ name, role, partnerId }: Standing): Standing => ({ name, role, partnerId });

const movesIn = (before: Standing, after: Standing) =>
  before.role !== after.role || before.partnerId !== after.partnerId;

/**
 * Changes a person's name, role or partner. Another role or partner ends all their sessions with it, so
 * that what they held is gone at their next request.
 *
 * @throws AppError `not_found`; `invalid_input`, also on `role` for one's own; `precondition_failed` for
 *   the last administrator
 */
export async function changePerson(
  ctx: ServiceContext,
  input: ChangePersonInput,
): Promise<{ endedSessions: number }> {
  const { personId, ...after } = parsed(ChangePersonInput, input);
  return mutate(ctx, "user.manage", async (tx, record) => {
    const { person, activeAdmins } = await lockForChange(tx, personId);
    const before = standingOf(person);
    const isMove = movesIn(before, after);
    if (isMove) await assertSteppedUp(ctx, tx);
    if (isMove) await assertMayMove(ctx, tx, { person, activeAdmins, after });
    if (!isMove && before.name === after.name) {
      await record();
      return { endedSessions: 0 };
    }
    await store.updateStanding(tx, personId, after);
    const endedSessions = isMove ? await revokeSessions(tx, { userId: personId }) : 0;
    await record({
      action: "user.changed",
      objectId: personId,
      objectName: person.email,
      partnerId: after.partnerId,
      before,
      after: isMove ? { ...after, endedSessions } : after,
    });
    return { endedSessions };
  });
}

type Move = { person: Person; activeAdmins: readonly string[]; after: Standing };

async function assertMayMove(ctx: ServiceContext, tx: Transaction, move: Move): Promise<void> {
  const { person, activeAdmins, after } = move;
  if (isOwn(ctx, person.id))
    throw invalid("role", "own", "Nobody changes their own role. Ask another administrator.");
  if (after.role !== "admin") assertAdminRemains(person.id, activeAdmins);
  await assertPartnerInUse(tx, after.partnerId);
}
