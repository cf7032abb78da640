import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import { alignFlags } from "./holding/store";
import * as store from "./store";

/** Lets conflicts wait again whose plan was discarded, ran out unstarted, or failed. Time alone does this; no line is written. */
export async function reopenAbandoned(ctx: ServiceContext): Promise<number> {
  authorize(ctx.actor, "conflict.decide");
  return transact(ctx, async (tx) => {
    const ids = await store.reopenAbandoned(tx);
    await alignFlags(tx, ids);
    return ids.length;
  });
}
