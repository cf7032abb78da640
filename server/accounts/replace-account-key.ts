import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { assertCallable } from "./by-hand";
import { prove, withNewKey } from "./credential";
import { AccountKeyInput } from "./schemas";
import * as store from "./store";
import { spendTest } from "./test-account";

/**
 * Puts a new key in the place of the old one, after the registrar has accepted it. Until then the old
 * key stays in use.
 *
 * @throws AppError `not_found`; `invalid_input`; `registrar_refused` on the key's field;
 *   `registrar_unavailable`; `rate_limited`
 */
export async function replaceAccountKey(
  ctx: ServiceContext,
  input: AccountKeyInput,
): Promise<{ hint: string }> {
  await authorizeProven(ctx, "account.manage");
  const { accountId, credential } = parsed(AccountKeyInput, input);
  const found = await read(ctx, (tx) => store.findAccount(tx, accountId));
  assertCallable(found);
  const candidate = withNewKey(found, credential);
  await spendTest(ctx);
  await prove(ctx, candidate);
  return mutate(ctx, "account.manage", async (tx, record) => {
    const { account } = await store.lockAccount(tx, accountId);
    const { credential: sealed, hint } = candidate;
    await store.replaceKey(tx, accountId, { credential: sealed, credentialHint: hint });
    await record({
      action: "account.key_replaced",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      before: { keyEndsIn: account.credentialHint },
      after: { keyEndsIn: hint },
    });
    return { hint };
  });
}
