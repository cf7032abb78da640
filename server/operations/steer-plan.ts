import type { Transaction } from "@/db/client";
import { together } from "@/db/together";
import type { Recorder } from "../audit/mutate";
import { OPEN_STATES, type OperationState } from "./kinds";
import type { Claimed } from "./queue/store";
import * as steering from "./steering/store";

/** After the first of a canary, so many follow before all the rest. */
const CANARY_SECOND = 5;

const isOpen = (state: OperationState) => (OPEN_STATES as readonly string[]).includes(state);

type Ended = Pick<Claimed, "id" | "planId">;

/**
 * What the end of one operation means for its plan: too many failures pause it, a good canary lets the next ones go,
 * and the last one ends it.
 */
export async function afterTurn(
  tx: Transaction,
  record: Recorder,
  { id, planId }: Ended,
  state: OperationState,
): Promise<void> {
  if (isOpen(state)) return;
  const [plan, hasOthers] = await together(
    steering.hold(tx, planId),
    steering.hasOpen(tx, planId, id),
  );
  if (plan.state === "applying" && state === "failed")
    await pauseIfTooMany(tx, record, planId, plan);
  if (plan.hasCanary && plan.releasedTo !== null) await followCanary(tx, record, planId, plan);
  if (!hasOthers) await finish(tx, record, planId, plan);
}

const lineOf = (
  action: "plan.paused" | "plan.finished",
  planId: string,
  { partnerId, kind }: steering.Standing,
) => ({ action, objectId: planId, objectName: kind, partnerId, runId: planId });

async function pauseIfTooMany(
  tx: Transaction,
  record: Recorder,
  planId: string,
  plan: steering.Standing,
): Promise<void> {
  if (plan.stopAfterErrors === null) return;
  const failed = await steering.countFailed(tx, planId);
  if (failed < plan.stopAfterErrors) return;
  const reason = `${failed} ${failed === 1 ? "change" : "changes"} failed, as many as this plan bears.`;
  await pause(tx, record, planId, plan, reason);
}

async function pause(
  tx: Transaction,
  record: Recorder,
  planId: string,
  plan: steering.Standing,
  reason: string,
): Promise<void> {
  await steering.holdBack(tx, planId);
  await steering.setState(tx, planId, "paused", reason);
  await record({ ...lineOf("plan.paused", planId, plan), reason });
}

async function followCanary(
  tx: Transaction,
  record: Recorder,
  planId: string,
  plan: steering.Standing,
): Promise<void> {
  const { open, failed } = await steering.tallyUpTo(tx, planId, plan.releasedTo ?? 0);
  if (failed > 0 && plan.state === "applying")
    return pause(tx, record, planId, plan, "One of the first changes failed, so the rest waits.");
  if (open > 0 || failed > 0) return;
  const isFirst = plan.releasedTo === (await steering.positionBehind(tx, planId, -1, 1));
  const next = isFirst
    ? await steering.positionBehind(tx, planId, plan.releasedTo ?? 0, CANARY_SECOND)
    : null;
  await steering.release(tx, planId, next);
}

async function finish(
  tx: Transaction,
  record: Recorder,
  planId: string,
  plan: steering.Standing,
): Promise<void> {
  if (plan.state === "cancelled") return;
  const counts = await steering.tally(tx, planId);
  await steering.setState(tx, planId, "done");
  await record({
    ...lineOf("plan.finished", planId, plan),
    after: { completed: 0, failed: 0, ...counts },
  });
}
