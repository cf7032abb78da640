import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { countOpenOf } from "../operations/queue/store";
import * as nameStore from "./names/store";
import { RemoveAccountInput } from "./schemas";
import * as store from "./store";

const sentence = (name: string, names: number) =>
  `${names.toLocaleString("en-GB")} ${names === 1 ? "name belongs" : "names belong"} to ${name}. ` +
  "A name moves by itself once another connected account lists it and this one no longer does; remove the account after that.";

/**
 * Takes an account out of use and erases its key. Its runs and its lines in the log stay.
 *
 * @throws AppError `not_found`; `invalid_input` on `name` when it was not typed; `conflict` while a sync
 *   reads it; `precondition_failed` while names belong to it, or changes are under way, saying how many and what to do
 */
export async function removeAccount(ctx: ServiceContext, input: RemoveAccountInput): Promise<void> {
  await authorizeProven(ctx, "account.manage");
  const { accountId, name } = parsed(RemoveAccountInput, input);
  return mutate(ctx, "account.manage", async (tx, record) => {
    const { account, isSyncing } = await store.lockAccount(tx, accountId);
    if (name.trim().toLowerCase() !== account.name.toLowerCase())
      throw invalid("name", "mismatch", `Type the account’s name: ${account.name}.`);
    if (isSyncing)
      throw new AppError(
        "conflict",
        "A sync is reading this account. Try again when it has ended.",
      );
    const names = await nameStore.countNames(tx, accountId);
    if (names > 0) throw precondition(sentence(account.name, names));
    const open = await countOpenOf(tx, accountId);
    if (open > 0)
      throw precondition(
        `${open} ${open === 1 ? "change is" : "changes are"} under way in ${account.name}. Wait until they have ended, or decide about them by hand.`,
      );
    await store.removeAccount(tx, accountId, `${account.name} (removed ${accountId.slice(0, 8)})`);
    await record({
      action: "account.removed",
      objectId: accountId,
      objectName: account.name,
      partnerId: null,
      before: { name: account.name, registrar: account.registrar, endpoint: account.endpoint },
    });
  });
}
