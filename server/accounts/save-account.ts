import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { isDuplicate } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { assertPartnerInUse } from "../partners/in-use";
import { assertCallable } from "./by-hand";
import { candidateOf, prove } from "./credential";
import { AddAccountInput, ChangeAccountInput } from "./schemas";
import * as store from "./store";
import { spendTest } from "./test-account";

/** The refusal of a name that another account has. */
export function taken(): AppError {
  const message = "Another account has this name.";
  return new AppError("conflict", message, { fields: { name: [{ code: "taken", message }] } });
}

/**
 * Connects a registrar account, once its registrar has accepted the key. It is due for its first sync
 * at once. The key is sealed; nothing of it but its last signs is seen again.
 *
 * @throws AppError `invalid_input`; `conflict` on `name`; `registrar_refused` on the key's field;
 *   `registrar_unavailable`; `rate_limited`
 */
export async function addAccount(
  ctx: ServiceContext,
  input: AddAccountInput,
): Promise<{ accountId: string }> {
  await authorizeProven(ctx, "account.manage");
  const { name, defaultPartnerId, ...connection } = parsed(AddAccountInput, input);
  const candidate = candidateOf(connection);
  await spendTest(ctx);
  await prove(ctx, candidate);
  const { hint, callsPerMinute: _none, ...connected } = candidate;
  const { id, registrar, endpoint, proxyUrl } = connected;
  return mutate(ctx, "account.manage", async (tx, record) => {
    await assertPartnerInUse(tx, defaultPartnerId, "defaultPartnerId");
    const account = { ...connected, name, defaultPartnerId };
    if (!(await store.insertAccount(tx, { ...account, credentialHint: hint }))) throw taken();
    await record({
      action: "account.added",
      objectId: id,
      objectName: name,
      partnerId: null,
      after: {
        ...{ name, registrar, endpoint, defaultPartnerId, keyEndsIn: hint },
        ...(proxyUrl ? { proxy: proxyUrl } : {}),
      },
    });
    return { accountId: id };
  });
}

/**
 * Changes an account's name, how often it is read, who gets its arrivals, and what it is billed in.
 * @throws AppError `not_found`; `invalid_input`; `conflict` on `name`
 */
export async function changeAccount(
  ctx: ServiceContext,
  input: ChangeAccountInput,
): Promise<{ accountId: string }> {
  const { accountId, currency: asked, ...rest } = parsed(ChangeAccountInput, input);
  await mutate(ctx, "account.manage", async (tx, record) => {
    const { account } = await store.lockAccount(tx, accountId);
    assertCallable(account);
    const { name, syncIntervalMinutes, defaultPartnerId, currency } = account;
    const before = { name, syncIntervalMinutes, defaultPartnerId, currency };
    const after = { ...rest, currency: asked === undefined ? currency : asked };
    if (JSON.stringify(before) === JSON.stringify({ ...before, ...after })) return record();
    if (after.defaultPartnerId !== before.defaultPartnerId)
      await assertPartnerInUse(tx, after.defaultPartnerId, "defaultPartnerId");
    await store.updateSettings(tx, accountId, after);
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
