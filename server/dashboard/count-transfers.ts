import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import * as store from "./store";

/** How many transfers go no further without the caller's side. */
export async function countTransfersWaiting(
  ctx: ServiceContext,
  { partner }: { readonly partner: string | null },
): Promise<number> {
  authorize(ctx.actor, "operation.read");
  return read(ctx, (tx) => store.transfersWaiting(tx, ctx.scope.all ? partner : null));
}
