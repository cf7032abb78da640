import { z } from "zod";
import { mutate } from "../audit/mutate";
import { assertSteppedUp } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { invalid, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { assertCallable } from "./by-hand";
import { CapabilityTestDto, SetAccountUseInput } from "./schemas";
import * as store from "./store";

const Results = z.array(CapabilityTestDto);

/** Whether nothing that was asked of the account in its last test failed. */
function passedItsTest(testResults: unknown): boolean {
  const results = Results.safeParse(testResults);
  return results.success && results.data.every(({ outcome }) => outcome !== "failed");
}

/**
 * Says what an account may be used for: reading alone, changes, or changes that cost money.
 *
 * @throws AppError `not_found`; `invalid_input` on `allowsPaidCalls` for paid calls of a read-only account;
 *   `precondition_failed` when more is allowed than before and the key was not tested well within a day; `forbidden`
 *   with field `session` when more is allowed than before without a fresh proof of who asks
 */
export async function setAccountUse(
  ctx: ServiceContext,
  input: SetAccountUseInput,
): Promise<{ accountId: string }> {
  const { accountId, mode, allowsPaidCalls } = parsed(SetAccountUseInput, input);
  if (allowsPaidCalls && mode !== "full")
    throw invalid("allowsPaidCalls", "value", "A read-only account can make no paid calls.");
  return mutate(ctx, "account.manage", async (tx, record) => {
    const { account, isTestedToday } = await store.lockAccount(tx, accountId);
    assertCallable(account);
    const hadPaidCalls = account.paidCallsAt !== null;
    const allowsMore =
      (mode === "full" && account.mode !== "full") || (allowsPaidCalls && !hadPaidCalls);
    if (allowsMore) await assertSteppedUp(ctx, tx);
    if (allowsMore && !(isTestedToday && passedItsTest(account.testResults)))
      throw precondition(
        "Test the account first: a test of its key must have passed within the last 24 hours.",
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
