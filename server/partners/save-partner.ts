import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError, notFound } from "../kernel/errors";
import { isDuplicate } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { AddPartnerInput, RenamePartnerInput } from "./schemas";
import { slugOf } from "./slug";
import * as store from "./store";

function taken(): AppError {
  const message = "A partner of this name exists already, perhaps among the archived ones.";
  return new AppError("conflict", message, { fields: { name: [{ code: "taken", message }] } });
}

/** Adds a partner. @throws AppError `invalid_input`; `conflict` on `name` when there is one of that name */
export async function addPartner(
  ctx: ServiceContext,
  input: AddPartnerInput,
): Promise<{ partnerId: string }> {
  await authorizeProven(ctx, "partner.manage");
  const { name } = parsed(AddPartnerInput, input);
  return mutate(ctx, "partner.manage", async (tx, record) => {
    const partnerId = await store.insertPartner(tx, { name, slug: slugOf(name) });
    if (!partnerId) throw taken();
    await record({
      action: "partner.added",
      objectId: partnerId,
      objectName: name,
      partnerId,
      after: { name },
    });
    return { partnerId };
  });
}

/** Renames a partner. @throws AppError `not_found`; `invalid_input`; `conflict` on `name` */
export async function renamePartner(
  ctx: ServiceContext,
  input: RenamePartnerInput,
): Promise<{ partnerId: string }> {
  await authorizeProven(ctx, "partner.manage");
  const { partnerId, name } = parsed(RenamePartnerInput, input);
  await mutate(ctx, "partner.manage", async (tx, record) => {
    const partner = await store.lockPartner(tx, partnerId);
    if (!partner) throw notFound("This partner");
    if (partner.name === name) return record();
    await store.renamePartner(tx, partnerId, { name, slug: slugOf(name) });
    await record({
      action: "partner.changed",
      objectId: partnerId,
      objectName: name,
      partnerId,
      before: { name: partner.name },
      after: { name },
    });
  }).catch((error: unknown) => {
    throw isDuplicate(error) ? taken() : error;
  });
  return { partnerId };
}
