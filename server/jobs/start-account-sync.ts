import { z } from "zod";
import { assertCallable } from "../accounts/by-hand";
import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { parsed } from "../kernel/zod-errors";
import * as book from "../sync/book/store";
import { syncAccount } from "../sync/sync-account";
import { requestSync } from "./queue";

const StartAccountSyncInput = z.strictObject({ accountId: z.uuid() });
export type StartAccountSyncInput = z.input<typeof StartAccountSyncInput>;

/** Without a worker the reading begins within the request, and the next cron tick goes on with it. */
const WITHIN_REQUEST_MS = 6_000;

/**
 * Has an account read as soon as possible: by the worker, or, where there is none, right here for as
 * long as a request may last.
 *
 * @throws AppError `not_found` for an account that does not exist
 */
export async function startAccountSync(
  ctx: ServiceContext,
  input: StartAccountSyncInput,
): Promise<{ accountId: string; isQueued: boolean }> {
  const { accountId } = parsed(StartAccountSyncInput, input);
  await mutate(ctx, "sync.run", async (tx, record) => {
    assertCallable(await book.findAccount(tx, accountId));
    await book.makeDue(tx, accountId);
    await record();
  });
  const { worker, databaseUrl } = environment();
  if (worker === "separate") {
    await requestSync(databaseUrl, accountId);
    return { accountId, isQueued: true };
  }
  await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: WITHIN_REQUEST_MS });
  return { accountId, isQueued: false };
}
