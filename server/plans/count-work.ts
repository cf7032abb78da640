import { authorize, holds } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import * as pages from "./page/store";
import type { ChangeWorkDto } from "./schemas";

/** A failed change asks for somebody for so long; after it, it is history. */
export const FAILED_WITHIN_DAYS = 7;

/** What of the changes waits for somebody: failed ones, unproven ones, and plans the caller may decide about. */
export async function countChangeWork(ctx: ServiceContext): Promise<ChangeWorkDto> {
  authorize(ctx.actor, "operation.read");
  return read(ctx, async (tx) => {
    const [work, waiting] = await Promise.all([
      pages.countWork(tx, FAILED_WITHIN_DAYS),
      holds(ctx.actor, "plan.approve") ? pages.countWaiting(tx, ctx.actor.id) : null,
    ]);
    return { ...work, approvals: waiting };
  });
}
