import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { personOf } from "./person";
import { RemoveViewInput } from "./schemas";
import * as store from "./store";

/** Takes away a view of one's own. @throws AppError `not_found` for a view of somebody else */
export async function removeView(
  ctx: ServiceContext,
  input: RemoveViewInput,
): Promise<{ id: string }> {
  const { id } = parsed(RemoveViewInput, input);
  return mutate(ctx, "view.manage", async (tx, record) => {
    const { userId, partnerId } = personOf(ctx);
    const before = await store.findOwn(tx, id, userId);
    if (!before) throw notFound("This view");
    await store.remove(tx, id);
    await record({
      action: "view.removed",
      objectId: id,
      objectName: before.name,
      partnerId,
      before: { params: before.params, isShared: before.isShared },
    });
    return { id };
  });
}
