import { mutate } from "../audit/mutate";
import { seenByLooking } from "../conflicts/holding/store";
import type { ServiceContext } from "../kernel/context";
import { parsed } from "../kernel/zod-errors";
import { flagsIn, SEEN_BY_LOOKING } from "../names/domain-flags";
import { bulkResult } from "./bulk/result";
import { eachBatch } from "./bulk/selection";
import * as store from "./bulk/store";
import { type BulkResult, SelectionInput } from "./schemas";

/**
 * Takes from the chosen names the flags that go by being looked at; those whose cause stands, stay.
 *
 * @throws AppError as `eachBatch`
 */
export async function markSeen(ctx: ServiceContext, input: SelectionInput): Promise<BulkResult> {
  const { selection } = parsed(SelectionInput, input);
  const who = { id: ctx.actor.id, name: ctx.actor.name, at: ctx.now().toISOString() };
  return mutate(ctx, "domain.edit", async (tx, record) => {
    const changedIds: string[] = [];
    const chosen = await eachBatch(tx, ctx, selection, async (names) => {
      const unseen = names.filter(({ flags }) => (flags & SEEN_BY_LOOKING) !== 0);
      const ids = unseen.map(({ id }) => id);
      if (ids.length > 0) await store.clearFlags(tx, ids, SEEN_BY_LOOKING);
      await seenByLooking(tx, ids, who);
      changedIds.push(...ids);
      await record(
        ...unseen.map(({ id, name, partner_id, flags }) => ({
          action: "domain.edited" as const,
          objectId: id,
          objectName: name,
          partnerId: partner_id,
          before: { flags: flagsIn(flags) },
          after: { flags: flagsIn(flags & ~SEEN_BY_LOOKING) },
        })),
      );
    });
    return bulkResult(chosen, changedIds);
  });
}
