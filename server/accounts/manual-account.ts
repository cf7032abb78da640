import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import { isDuplicate } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { assertPartnerInUse } from "../partners/in-use";
import { taken } from "./save-account";
import { AddManualAccountInput, ChangeManualAccountInput } from "./schemas";
import * as store from "./store";

/**
 * Sets up an account that is kept by hand, at a registrar that cannot be asked. There is no key, nobody
 * is called, and no sync ever reads it: its names come from files.
 *
 * @throws AppError `invalid_input`; `conflict` on `name`
 */
export async function addManualAccount(
  ctx: ServiceContext,
  input: AddManualAccountInput,
): Promise<{ accountId: string }> {
  authorize(ctx.actor, "account.manage");
  const { panelUrl, ...given } = parsed(AddManualAccountInput, input);
  const account = { ...given, panelUrl: panelUrl || null };
  return mutate(ctx, "account.manage", async (tx, record) => {
    await assertPartnerInUse(tx, account.defaultPartnerId, "defaultPartnerId");
    const accountId = await store.insertManualAccount(tx, account);
    if (!accountId) throw taken();
    await record({
      action: "account.added",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      after: { registrar: "manual", ...account },
    });
    return { accountId };
  });
}

/**
 * Changes what an account that is kept by hand is called, where its registrar's panel is, and who gets its names.
 * @throws AppError `not_found`; `invalid_input`; `conflict` on `name`; `precondition_failed` for any other account
 */
export async function changeManualAccount(
  ctx: ServiceContext,
  input: ChangeManualAccountInput,
): Promise<{ accountId: string }> {
  authorize(ctx.actor, "account.manage");
  const { accountId, panelUrl, ...given } = parsed(ChangeManualAccountInput, input);
  const after = { ...given, panelUrl: panelUrl || null };
  await mutate(ctx, "account.manage", async (tx, record) => {
    const { account } = await store.lockAccount(tx, accountId);
    if (account.registrar !== "manual") throw precondition("This account is not kept by hand.");
    const { name, registrarLabel, defaultPartnerId } = account;
    const before = { name, registrarLabel, defaultPartnerId, panelUrl: account.panelUrl };
    if (JSON.stringify(before) === JSON.stringify({ ...before, ...after })) return record();
    if (after.defaultPartnerId !== defaultPartnerId)
      await assertPartnerInUse(tx, after.defaultPartnerId, "defaultPartnerId");
    await store.updateManualAccount(tx, accountId, after);
    await record({
      action: "account.changed",
      objectId: accountId,
      objectName: after.name,
      partnerId: null,
      before,
      after,
    });
  }).catch((error: unknown) => {
    throw isDuplicate(error) ? taken() : error;
  });
  return { accountId };
}
