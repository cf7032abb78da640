import { authorize } from "../auth/policy";
import type { SavedViewDto } from "../domains/schemas";
import type { ServiceContext } from "../kernel/context";
import { look } from "../kernel/transact";
import { personOf } from "./person";
import * as store from "./store";

/** A stored view as one person sees it. */
export const toView = (row: store.ViewRow, userId: string): SavedViewDto => ({
  id: row.id,
  name: row.name,
  params: row.params,
  isShared: row.isShared,
  isOwn: row.userId === userId,
});

/** The caller's own views and those that colleagues of the same tenant share. */
export async function listViews(ctx: ServiceContext): Promise<SavedViewDto[]> {
  authorize(ctx.actor, "domain.read");
  const { userId, partnerId } = personOf(ctx);
  const rows = await look(ctx, (tx) => store.list(tx, userId, partnerId));
  return rows.map((row) => toView(row, userId));
}
