import { isAfter, subDays } from "date-fns";
import { z } from "zod";
import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { invalid, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { CapabilityTestDto, SetAccountUseInput } from "./schemas";
import * as store from "./store";

type Account = Awaited<ReturnType<typeof store.lockAccount>>["account"];

/** Whether the account's key was tested within a day, and nothing that was asked failed. */
function isProven({ testResults, testedAt }: Account, now: Date): boolean {
  const results = z.array(CapabilityTestDto).safeParse(testResults);
  return (
    results.success &&
    testedAt !== null &&
    isAfter(new Date(testedAt), subDays(now, 1)) &&
    results.data.every(({ outcome }) => outcome !== "failed")
  );
}

/**
 * Says what an account may be used for: reading alone, changes, or changes that cost money.
 *
 * @throws AppError `not_found`; `invalid_input` on `allowsPaidCalls` for paid calls of a read-only account;
 *   `precondition_failed` when more is allowed than before and the key was not tested well within a day
 */
export async function setAccountUse(
  ctx: ServiceContext,
  input: SetAccountUseInput,
): Promise<{ accountId: string }> {
  const { accountId, mode, allowsPaidCalls } = parsed(SetAccountUseInput, input);
  if (allowsPaidCalls && mode !== "full")
    throw invalid("allowsPaidCalls", "value", "A read-only account can make no paid calls.");
  return mutate(ctx, "account.manage", async (tx, record) => {
    const { account } = await store.lockAccount(tx, accountId);
    const hadPaidCalls = account.paidCallsAt !== null;
    const allowsMore =
      (mode === "full" && account.mode !== "full") || (allowsPaidCalls && !hadPaidCalls);
    if (allowsMore && !isProven(account, ctx.now()))
      throw precondition(
        "Test the account first: its key must have been tested well within a day.",
      );
    await store.saveUse(tx, accountId, mode, allowsPaidCalls);
    await record({
      action: "account.changed",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      before: { mode: account.mode, paidCalls: hadPaidCalls },
      after: { mode, paidCalls: allowsPaidCalls },
    });
    return { accountId };
  });
}
