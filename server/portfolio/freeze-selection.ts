import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { frozenFilter } from "./bulk/selection";
import * as store from "./bulk/store";
import { FreezeInput, type FrozenSelection } from "./schemas";

/**
 * Counts to the last name what a filter matches now: what "all that match" means from here on.
 *
 * @throws AppError `invalid_input` for parameters that cannot be used
 */
export async function freezeSelection(
  ctx: ServiceContext,
  input: FreezeInput,
): Promise<FrozenSelection> {
  authorize(ctx.actor, "domain.read");
  const { filter } = parsed(FreezeInput, input);
  const wanted = frozenFilter(ctx, filter);
  const names = await read(ctx, (tx) => store.countExactly(tx, wanted));
  return { filter, names, frozenAt: ctx.now().toISOString() };
}
