import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { look } from "../kernel/transact";
import * as pages from "./page/store";
import type { ChangeWorkDto } from "./schemas";

/** A failed change asks for somebody for so long; after it, it is history. */
export const FAILED_WITHIN_DAYS = 7;

/** What of the changes waits for somebody: failed ones, unproven ones, and plans the caller may decide about. */
export async function countChangeWork(ctx: ServiceContext): Promise<ChangeWorkDto> {
  authorize(ctx.actor, "operation.read");
  return look(ctx, async (tx) => {
    const [work, waiting] = await Promise.all([
      pages.countWork(tx, FAILED_WITHIN_DAYS),
      countWaiting(tx, ctx),
    ]);
    return { ...work, approvals: waiting };
  });
}

/** Plans the caller may decide about. Customers are told of none that is not theirs to decide. */
async function countWaiting(tx: Transaction, { actor }: ServiceContext): Promise<number | null> {
  if (actor.kind !== "user") return null;
  const waiting = await pages.countWaiting(tx, actor);
  return waiting === 0 && actor.role === "customer" ? null : waiting;
}
