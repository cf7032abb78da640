import { mutate } from "../audit/mutate";
import type { SavedViewDto } from "../domains/schemas";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { toView } from "./list-views";
import { personOf } from "./person";
import { nameTaken } from "./save-view";
import { ChangeViewInput } from "./schemas";
import * as store from "./store";
import { viewParams } from "./view-params";

const snapshot = ({ name, params, isShared }: store.ViewRow) => ({ name, params, isShared });

/**
 * Renames a view of one's own, gives it other parameters, or shares it.
 *
 * @throws AppError `not_found` for a view of somebody else, shared or not; `conflict` for a name in use
 */
export async function changeView(
  ctx: ServiceContext,
  input: ChangeViewInput,
): Promise<SavedViewDto> {
  const { id, name, params, isShared } = parsed(ChangeViewInput, input);
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(params === undefined ? {} : { params: viewParams(params) }),
    ...(isShared === undefined ? {} : { isShared }),
  };
  return mutate(ctx, "view.manage", async (tx, record) => {
    const { userId, partnerId } = personOf(ctx);
    const before = await store.findOwn(tx, id, userId);
    if (!before) throw notFound("This view");
    if (name !== undefined && name !== before.name && (await store.hasNamed(tx, userId, name)))
      throw nameTaken(name);
    const after = { ...before, ...changes };
    if (Object.keys(changes).length > 0) await store.update(tx, id, changes);
    await record({
      action: "view.saved",
      objectId: id,
      objectName: after.name,
      partnerId,
      before: snapshot(before),
      after: snapshot(after),
    });
    return toView(after, userId);
  });
}
