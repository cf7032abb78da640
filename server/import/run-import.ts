import { randomUUID } from "node:crypto";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { read, transact } from "../kernel/transact";
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
    if (error instanceof LeaseLost) return "busy";
    const isExpected = error instanceof AppError;
    const failure = isExpected ? error.message : OWN_FAULT;
    await transact(ctx, (tx) => store.failImport(tx, file.id, token, failure));
    if (isExpected) return "failed";
    throw error;
  }
}
