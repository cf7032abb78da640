import type { Transaction } from "@/db/client";
import * as imports from "../import/planned/store";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { type Cause, causeOf, type OperationState } from "../operations/kinds";
import { countedLately } from "./counted-lately";
import { isRequester, maySettle, ruleOf } from "./decide";
import * as dnsStore from "./dns/store";
import { costText, dnssecGates, expectedText } from "./gates";
import { needsStepUp, permissionFor } from "./permissions";
import type { PlanDto, PlanGate, PlanKind } from "./schemas";
import * as store from "./store";

/** Values that can be set back to what they were. */
const UNDOABLE = new Set<string>([
  "nameserver_update",
  "lock_update",
  "auto_renew_update",
  "whois_update",
]);

/** What the way back of a file took away comes again with the file. */
const canUndo = ({ kind, undoOf }: store.PlanRecord): boolean =>
  UNDOABLE.has(kind) || (kind === "import" && undoOf === null);

/** A plan with its counts, as its page shows it. */
export async function planOf(
  tx: Transaction,
  ctx: ServiceContext,
  plan: store.PlanRecord,
): Promise<PlanDto> {
  const { verdicts, excluded, chosen, costs, risks } = plan.sums;
  // Nothing is counted of what was not started.
  const counting = plan.kind === "import" ? imports : store;
  const operations =
    plan.appliedAt === null
      ? []
      : await countedLately(ctx, plan, () => counting.countOperations(tx, plan.id));
  const gates = gatesNow(plan, costs, risks);
  const kind = plan.kind as PlanKind;
  const counted = countsOf(operations);
  return {
    id: plan.id,
    kind,
    state: plan.state as PlanDto["state"],
    change: plan.change,
    names: plan.names,
    hash: plan.hash,
    createdAt: iso(plan.createdAt),
    expiresAt: iso(plan.expiresAt),
    isExpired: plan.state === "ready" && Date.parse(plan.expiresAt) <= Date.now(),
    appliedAt: iso(plan.appliedAt),
    finishedAt: iso(plan.finishedAt),
    requestedBy: { id: plan.requestedById, name: plan.requestedByName },
    isOwn: plan.requestedById === ctx.actor.id,
    gates,
    expected: expectedText(gates, costs, chosen),
    needsStepUp: needsStepUp(permissionFor(kind, plan.change), ctx.actor),
    approval: await approvalOf(tx, ctx, plan),
    hasCanary: plan.hasCanary,
    stopAfterErrors: plan.stopAfterErrors,
    pauseReason: plan.pauseReason,
    reason: plan.reason,
    undoOf: plan.undoOf,
    retryOf: plan.retryOf,
    ...(await delegationsOf(tx, plan)),
    verdicts: { change: 0, same: 0, skipped: 0, impossible: 0, ...verdicts },
    excluded,
    costs,
    risks,
    ...counted,
    canUndo: canUndo(plan) && (counted.progress.completed ?? 0) > 0,
  };
}

/** The gates as they stand now: sums and the DNS change with the names that are taken out. */
const gatesNow = (
  { gates }: store.PlanRecord,
  costs: PlanDto["costs"],
  risks: PlanDto["risks"],
): PlanGate[] => [
  ...(gates as readonly PlanGate[]).map((gate) =>
    gate.gate === "cost" ? { ...gate, text: `It costs ${costText(costs)}.` } : gate,
  ),
  ...dnssecGates(risks),
];

type Delegations = Pick<PlanDto, "afterPlanId" | "nextPlanId" | "dns">;

async function delegationsOf(
  tx: Transaction,
  { id, kind, afterPlanId, sums: { dns } }: store.PlanRecord,
): Promise<Delegations> {
  return {
    afterPlanId,
    nextPlanId: kind === "ds_update" ? await dnsStore.planAfter(tx, id) : null,
    dns:
      Object.keys(dns).length === 0
        ? null
        : { checking: 0, safe: 0, breaks: 0, lame: 0, unknown: 0, ...dns },
  };
}

const approvalOf = async (
  tx: Transaction,
  { actor }: ServiceContext,
  plan: store.PlanRecord,
): Promise<PlanDto["approval"]> => ({
  isNeeded: plan.needsApproval,
  rule: ruleOf(plan),
  canDecide: isWaiting(plan) && maySettle(actor, plan) && !(await isRequester(tx, actor, plan)),
  approvedBy:
    plan.approvedById && plan.approvedByName
      ? { id: plan.approvedById, name: plan.approvedByName }
      : null,
  approvedAt: iso(plan.approvedAt),
  refusedAt: iso(plan.refusedAt),
  refusedBy:
    plan.refusedById && plan.refusedByName
      ? { id: plan.refusedById, name: plan.refusedByName }
      : null,
  comment: plan.approvalComment,
});

const isWaiting = ({
  needsApproval,
  approvedAt,
  refusedAt,
  state,
  expiresAt,
}: store.PlanRecord): boolean =>
  needsApproval &&
  !approvedAt &&
  !refusedAt &&
  state === "ready" &&
  Date.parse(expiresAt) > Date.now();

type Counted = Pick<PlanDto, "progress" | "accepted" | "review" | "causes">;

function countsOf(rows: Awaited<ReturnType<typeof store.countOperations>>): Counted {
  const progress: Partial<Record<OperationState, number>> = {};
  const causes: Partial<Record<Cause, number>> = {};
  for (const { state, code, names } of rows) {
    const known = state as OperationState;
    progress[known] = (progress[known] ?? 0) + names;
    if (known !== "failed") continue;
    const cause = causeOf(code ?? "");
    causes[cause] = (causes[cause] ?? 0) + names;
  }
  const open = rows.filter(({ state }) => state === "submitted");
  return {
    progress,
    causes,
    accepted: open.reduce((sum, { accepted }) => sum + accepted, 0),
    review: rows.reduce((sum, { review }) => sum + review, 0),
  };
}
