import { mutate } from "../audit/mutate";
import { hashPassword } from "../auth/password";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { assertPartnerInUse } from "../partners/in-use";
import { initialPassword } from "./initial-password";
import { AddPersonInput, type NewSecretDto } from "./schemas";
import * as store from "./store";

/**
 * Lets a person sign in.
 *
 * @returns the password made for them, told this once
 * @throws AppError `invalid_input`; `conflict` on `email` when the address is taken
 */
export async function addPerson(ctx: ServiceContext, input: AddPersonInput): Promise<NewSecretDto> {
  await authorizeProven(ctx, "user.manage");
  const { email, ...standing } = parsed(AddPersonInput, input);
  const password = initialPassword();
  const passwordHash = await hashPassword(password);
  return mutate(ctx, "user.manage", async (tx, record) => {
    await assertPartnerInUse(tx, standing.partnerId);
    const personId = await store.insertPerson(tx, { ...standing, email, passwordHash });
    if (!personId) throw taken();
    await record({
      action: "user.added",
      objectId: personId,
      objectName: email,
      partnerId: standing.partnerId,
      after: { email, ...standing },
    });
    return { personId, email, password };
  });
}

function taken(): AppError {
  const message = "Somebody with this e-mail address can sign in already.";
  return new AppError("conflict", message, { fields: { email: [{ code: "taken", message }] } });
}
