import { randomUUID } from "node:crypto";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { read, transact } from "../kernel/transact";
import { applyPlan } from "./apply-plan";
import { draftPlan } from "./draft-plan";
import * as leases from "./leases/store";
import { readPlan } from "./read-plan";

const MOST_AT_ONCE = 1_000;
const CHANGE = { kind: "lock_update", locked: true } as const;

/**
 * Locks names again whose lease has run out: a plan like any other, made and started by the house. A name that is
 * locked already, or cannot be locked any more, merely ends its lease. One that is changed elsewhere in this very
 * moment keeps it, and is tried again the next time.
 *
 * @returns how many names are being locked
 */
export async function endLeases(ctx: ServiceContext): Promise<number> {
  const due = await read(ctx, (tx) => leases.dueNames(tx, MOST_AT_ONCE));
  if (due.length === 0) return 0;
  const ids = due.map(({ id }) => id);
  const planId = await draftPlan(ctx, {
    key: randomUUID(),
    kind: CHANGE.kind,
    change: CHANGE,
    selection: { leases: ids.length },
    choose: async () => due.map(({ domainId }) => ({ domainId, change: CHANGE })),
  });
  const { hash, verdicts } = await readPlan(ctx, { id: planId });
  const started = verdicts.change > 0 && (await start(ctx, planId, hash));
  await transact(ctx, (tx) => leases.endUnneeded(tx, ids, planId));
  return started ? verdicts.change : 0;
}

/** A plan whose names were all changed in this very moment has nothing to do. */
async function start(ctx: ServiceContext, id: string, hash: string): Promise<boolean> {
  try {
    await applyPlan(ctx, { id, hash });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "precondition_failed") return false;
    throw error;
  }
}
