import { mutate } from "../audit/mutate";
import { type SavedViewDto, SaveViewInput } from "../domains/schemas";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { toView } from "./list-views";
import { personOf } from "./person";
import * as store from "./store";
import { viewParams } from "./view-params";

/** Two views of one person never share a name. */
export const nameTaken = (name: string) =>
  new AppError(
    "conflict",
    `You have a view called “${name}” already. Give this one another name.`,
    {
      fields: { name: [{ code: "taken", message: "You have a view of this name already." }] },
    },
  );

/**
 * Keeps a filter and sort under a name, for oneself or for everyone of the same tenant.
 *
 * @throws AppError `invalid_input` for parameters the portfolio does not take; `conflict` for a name in use
 */
export async function saveView(ctx: ServiceContext, input: SaveViewInput): Promise<SavedViewDto> {
  const { name, params, isShared } = parsed(SaveViewInput, input);
  const kept = viewParams(params);
  return mutate(ctx, "view.manage", async (tx, record) => {
    const { userId, partnerId } = personOf(ctx);
    const row = await store.insert(tx, { name, params: kept, isShared, userId, partnerId });
    if (!row) throw nameTaken(name);
    await record({
      action: "view.saved",
      objectId: row.id,
      objectName: name,
      partnerId,
      after: { params: kept, isShared },
    });
    return toView(row, userId);
  });
}
