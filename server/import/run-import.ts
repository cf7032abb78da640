import { randomUUID } from "node:crypto";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { read, transact } from "../kernel/transact";
import * as steering from "../operations/steering/store";
import { applyStep } from "./apply-step";
import { checkStep } from "./check-step";
import { onBehalf } from "./order";
import { LeaseLost, type Session } from "./session";
import * as store from "./store";

type Order = {
  readonly importId: string;
  /** Milliseconds after which the work pauses between two pieces; the next call goes on. */
  readonly budgetMs: number;
};

/** What a call did: `busy` when somebody else works on it, or nothing is to do; `paused` when time ran out first. */
export type ImportOutcome = "busy" | "paused" | "done" | "failed";

const OWN_FAULT = "Namekeep met an error of its own; it is in the log. Try again.";

/** A file that could not be checked to its end. */
const failed = ({ ctx, file, token }: Session, failure: string): Promise<void> =>
  transact(ctx, (tx) => store.failImport(tx, file.id, token, failure));

/** Names that could not be brought in to their end: their plan waits for somebody. */
const stopped = ({ ctx, file, token }: Session, reason: string): Promise<void> =>
  mutate(ctx, "domain.import", async (tx, record) => {
    const planId = file.planId ?? "";
    const { state, kind } = await steering.hold(tx, planId);
    if (state !== "applying" || !(await store.holdLease(tx, file.id, token))) return record();
    await steering.setState(tx, planId, "paused", reason);
    await store.dropLease(tx, file.id, token);
    const line = { objectId: planId, objectName: kind, partnerId: null, runId: planId };
    await record({ ...line, action: "plan.paused", reason });
  });

/**
 * Does the work an import waits for: checks its rows, or applies them. One process at a time works on a
 * file; each piece commits by itself, so that work that is cut off is taken up where it ended.
 */
export async function runImport(ctx: ServiceContext, order: Order): Promise<ImportOutcome> {
  authorize(ctx.actor, "domain.import");
  const token = randomUUID();
  const file = await read(ctx, (tx) => store.takeLease(tx, order.importId, token));
  if (!file) return "busy";
  const deadline = Date.now() + order.budgetMs;
  const session: Session = { ctx: onBehalf(ctx, file), file, token, deadline };
  try {
    const isDone = await (file.state === "checking" ? checkStep(session) : applyStep(session));
    await transact(ctx, (tx) => store.dropLease(tx, file.id, token));
    return isDone ? "done" : "paused";
  } catch (error) {
    if (error instanceof LeaseLost) {
      await transact(ctx, (tx) => store.dropLease(tx, file.id, token));
      return "busy";
    }
    const isExpected = error instanceof AppError;
    const failure = isExpected ? error.message : OWN_FAULT;
    await (file.state === "checking" ? failed : stopped)(session, failure);
    if (isExpected) return "failed";
    throw error;
  }
}
