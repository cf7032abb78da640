import { mutate } from "../audit/mutate";
import { TagDomainsInput } from "../domains/schemas";
import type { ServiceContext } from "../kernel/context";
import { invalid } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { markAbove } from "../prices/mark-above";
import { bulkResult } from "./bulk/result";
import { eachBatch } from "./bulk/selection";
import * as store from "./bulk/store";
import type { BulkResult } from "./schemas";

const MOST_TAGS = 20;

/** The tags a name has afterwards; null when nothing changes. */
function retagged(
  tags: readonly string[],
  add: readonly string[],
  remove: readonly string[],
): string[] | null {
  const kept = tags.filter((tag) => !remove.includes(tag));
  const next = [...kept, ...add.filter((tag) => !kept.includes(tag))];
  return next.length === tags.length && next.every((tag, at) => tag === tags[at]) ? null : next;
}

/**
 * Gives tags to the chosen names and takes others away. Names that have them already stay untouched.
 *
 * @throws AppError as `eachBatch`; `invalid_input` with code `too_many` when a name would carry more than twenty tags
 */
export async function tagDomains(ctx: ServiceContext, input: TagDomainsInput): Promise<BulkResult> {
  const { selection, add, remove } = parsed(TagDomainsInput, input);
  if (add.length + remove.length === 0)
    throw invalid("add", "required", "Give at least one tag to add or to remove.");
  const changedIds: string[] = [];
  const result = await mutate(ctx, "domain.edit", async (tx, record) => {
    const chosen = await eachBatch(tx, ctx, selection, async (names) => {
      const changes = names.flatMap((held) => {
        const tags = retagged(held.tags, add, remove);
        return tags ? [{ ...held, before: held.tags, tags }] : [];
      });
      const full = changes.find(({ tags }) => tags.length > MOST_TAGS);
      if (full)
        throw invalid(
          "add",
          "too_many",
          `${full.name} would carry more than ${MOST_TAGS} tags. Nothing was changed.`,
        );
      await store.setTags(
        tx,
        changes.map(({ id, tags }) => ({ id, tags })),
      );
      changedIds.push(...changes.map(({ id }) => id));
      await record(
        ...changes.map(({ id, name, partner_id, before, tags }) => ({
          action: "domain.edited" as const,
          objectId: id,
          objectName: name,
          partnerId: partner_id,
          before: { tags: before },
          after: { tags },
        })),
      );
    });
    return bulkResult(chosen, changedIds);
  });
  // Ceilings of tags hold for other names now.
  if (changedIds.length > 0) await markAbove(ctx, { ids: changedIds });
  return result;
}
