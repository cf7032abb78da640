import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { parsed } from "../kernel/zod-errors";
import { endpointsOf } from "../runtime";
import * as gates from "./gates/store";
import { limitKey } from "./limits";
import { AccountInput } from "./schemas";
import * as store from "./store";

/**
 * Forgets the calls that an account has made, as far as its rate goes, so that the next may leave at once.
 * Where accounts of one address share a count, it is forgotten for all of them.
 *
 * @throws AppError `not_found`
 */
export async function resetLimits(
  ctx: ServiceContext,
  input: AccountInput,
): Promise<{ accountId: string }> {
  const { accountId } = parsed(AccountInput, input);
  return mutate(ctx, "account.manage", async (tx, record) => {
    const account = await store.findAccount(tx, accountId);
    const endpoints = endpointsOf(account);
    await gates.forgetLimits(
      tx,
      endpoints.flatMap(({ paces }) => paces.map(limitKey)),
    );
    await record({
      action: "account.changed",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      after: { limitsReset: endpoints.map(({ endpoint }) => endpoint) },
    });
    return { accountId };
  });
}
