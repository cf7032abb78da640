import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { parsed } from "../kernel/zod-errors";
import * as gates from "./gates/store";
import { AccountInput } from "./schemas";
import * as store from "./store";

/**
 * Lets calls to an account's endpoints leave again, although they were failing.
 *
 * @returns how many endpoints were held back
 * @throws AppError `not_found` for an account that does not exist
 */
export async function resetBreakers(
  ctx: ServiceContext,
  input: AccountInput,
): Promise<{ closed: number }> {
  const { accountId } = parsed(AccountInput, input);
  return mutate(ctx, "account.test", async (tx, record) => {
    const account = await store.findAccount(tx, accountId);
    const closed = await gates.closeBreakers(tx, accountId);
    await record({
      action: "account.changed",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      after: { breakersClosed: closed },
    });
    return { closed };
  });
}
