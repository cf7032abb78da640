import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { invalid, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { mostPerMinute } from "../registrars/rates";
import { endpointsOf } from "../runtime";
import { SetAccountRateInput } from "./schemas";
import * as store from "./store";

/**
 * Sets how many calls a minute an account may make, or goes back to the usual rate of its registrar.
 *
 * @throws AppError `not_found`; `invalid_input` with `range` on `callsPerMinute` above what its registrar
 *   documents; `precondition_failed` for an account that makes no calls
 */
export async function setAccountRate(
  ctx: ServiceContext,
  input: SetAccountRateInput,
): Promise<{ accountId: string }> {
  const { accountId, callsPerMinute } = parsed(SetAccountRateInput, input);
  return mutate(ctx, "account.manage", async (tx, record) => {
    const { account } = await store.lockAccount(tx, accountId);
    const endpoints = endpointsOf(account);
    if (endpoints.length === 0) throw precondition("This account makes no calls now.");
    const most = Math.min(...endpoints.map(({ usual }) => mostPerMinute(usual)));
    if (callsPerMinute !== null && callsPerMinute > most) throw tooMany(most);
    if (callsPerMinute === account.callsPerMinute) await record();
    else {
      await store.saveRate(tx, accountId, callsPerMinute);
      await record({
        action: "account.changed",
        objectId: accountId,
        objectName: account.name,
        partnerId: null,
        before: { callsPerMinute: account.callsPerMinute ?? "usual" },
        after: { callsPerMinute: callsPerMinute ?? "usual" },
      });
    }
    return { accountId };
  });
}

const tooMany = (most: number) =>
  invalid(
    "callsPerMinute",
    "range",
    `At most ${most.toLocaleString("en-GB")} a minute: its registrar allows no more, or says nothing of more.`,
  );
