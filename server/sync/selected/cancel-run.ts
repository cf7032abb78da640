import { mutate } from "../../audit/mutate";
import type { ServiceContext } from "../../kernel/context";
import { notFound, precondition } from "../../kernel/errors";
import { parsed } from "../../kernel/zod-errors";
import * as book from "../book/store";
import { endRun } from "../end-run";
import { syncRules } from "../read-rules";
import { CancelRunInput } from "./schemas";
import { targetOfRun } from "./target-of-run";

/** A process that reads hears of it within two seconds; one that was silent for so long does not. */
const HEARS_WITHIN_SECONDS = 10;

/**
 * Ends a run. What it has read stays; the names it did not reach are kept with it.
 *
 * @returns `ending`: its process stops at the next step; `ended`: nobody was reading, and it is over
 * @throws AppError `not_found`; `precondition_failed` for a run that is over already
 */
export async function cancelRun(
  ctx: ServiceContext,
  input: CancelRunInput,
): Promise<{ runId: string; state: "ending" | "ended" }> {
  const { runId } = parsed(CancelRunInput, input);
  const { run, isAlive, account } = await mutate(ctx, "sync.run", async (tx, record) => {
    await record();
    const run = await book.askCancel(tx, runId, ctx.actor.name);
    if (!run) {
      if (!(await book.findRun(tx, runId))) throw notFound("This run");
      throw precondition("This run has ended already.");
    }
    const isAlive = await book.isAlive(tx, runId, HEARS_WITHIN_SECONDS);
    return { run, isAlive, account: await book.findAnyAccount(tx, run.accountId) };
  });
  if (isAlive) return { runId, state: "ending" };
  const target = targetOfRun(run, await syncRules(ctx));
  const ended = { account, run, ...(target ? { target } : {}) };
  await endRun(ctx, ended, { state: "cancelled", failure: null });
  return { runId, state: "ended" };
}
