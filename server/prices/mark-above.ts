import { houseContext } from "../auth/caller";
import type { ServiceContext } from "../kernel/context";
import { read, transact } from "../kernel/transact";
import * as store from "./ceilings/store";

/**
 * Has names say whether their year costs more than their ceiling. Whose ceilings hold is the house's to know, so it is
 * done in its name, after the change that it follows; what is cut off in between the next price sync puts right.
 */
export async function markAbove(ctx: ServiceContext, of: store.Bearing): Promise<void> {
  const house = houseContext("ceilings", { requestId: ctx.requestId }, ctx.db);
  if (!("isAll" in of) && !(await read(house, store.isAnySet)) && !("tag" in of || "ids" in of))
    return;
  await transact(house, (tx) => store.markAbove(tx, of, ctx.now().toISOString()));
}
