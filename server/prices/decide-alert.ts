import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { type AlertDecision, DecideAlertInput, SeeAlertsInput } from "./alerts/schemas";
import * as store from "./alerts/store";

const WORDS: Readonly<Record<AlertDecision, string>> = {
  renewed: "Renews names before it holds",
  ceiling: "Raised the ceiling",
  let_go: "Lets names go",
  moved: "Moves names to another account",
  accepted: "Accepted the price",
};

/** Marks alerts as seen. Decided ones stay decided. */
export async function seeAlerts(
  ctx: ServiceContext,
  input: SeeAlertsInput,
): Promise<{ seen: number }> {
  const { ids } = parsed(SeeAlertsInput, input);
  return mutate(ctx, "price.manage", async (tx, record) => {
    const seen = await store.markSeen(tx, ids);
    await record();
    return { seen };
  });
}

/** Notes what was decided about an alert; deciding anew replaces it. @throws AppError `not_found` */
export async function decideAlert(ctx: ServiceContext, input: DecideAlertInput): Promise<void> {
  const { id, decision } = parsed(DecideAlertInput, input);
  await mutate(ctx, "price.manage", (tx, record) =>
    noteDecision(tx, ctx, record, { id, decision }),
  );
}

/** The same, within a transaction of another verb. */
export async function noteDecision(
  tx: Transaction,
  ctx: ServiceContext,
  record: Recorder,
  { id, decision }: { id: string; decision: AlertDecision },
): Promise<void> {
  const alert = await store.holdAlert(tx, id);
  if (!alert) throw notFound("This price alert");
  await store.updateAlert(tx, id, {
    state: "decided",
    decision,
    decidedById: ctx.actor.id,
    decidedByName: ctx.actor.name,
    decidedAt: ctx.now().toISOString(),
  });
  await record({
    action: "price.alert_decided",
    objectId: id,
    objectName: alert.name || `.${alert.tld}`,
    partnerId: null,
    reason: WORDS[decision],
    before: { state: alert.state, decision: alert.decision },
    after: { state: "decided", decision },
  });
}
