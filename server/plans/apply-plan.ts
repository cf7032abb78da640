import { z } from "zod";
import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { assertSteppedUp } from "../auth/step-up";
import { orderOf } from "../import/order";
import * as imports from "../import/store";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, notFound, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { isPaid, mostSends, type OperationKind } from "../operations/kinds";
import * as dnsStore from "./dns/store";
import { fingerprintOf } from "./draft-plan";
import * as factStore from "./facts/store";
import * as leases from "./leases/store";
import { needsStepUp, permissionFor } from "./permissions";
import { readPlan } from "./read-plan";
import { ApplyPlanInput, type PlanDto } from "./schemas";
import * as starting from "./start/store";
import * as store from "./store";
import { planOf } from "./to-plan";

const STALE = "It was changed since this was planned. Plan it again.";

/**
 * Starts a plan: sets rows aside whose names were changed meanwhile, and makes an operation of every other one.
 * From here on they are worked on by whoever works, whatever becomes of this process. Started twice, it is
 * started once.
 *
 * @throws AppError `precondition_failed` when it is not the plan that was looked at, is too old, waits for approval, or has
 *   nothing to do; `invalid_input` with field `typed`; `forbidden` with field `session` without a fresh proof of who asks
 */
export async function applyPlan(ctx: ServiceContext, input: ApplyPlanInput): Promise<PlanDto> {
  const { id, ...start } = parsed(ApplyPlanInput, input);
  const seen = await readPlan(ctx, { id });
  if (seen.appliedAt !== null) return seen;
  const permission = permissionFor(seen.kind, seen.change);
  if (needsStepUp(permission, ctx.actor)) await assertSteppedUp(ctx);
  await mutate(ctx, permission, async (tx, record) => {
    const plan = await store.hold(tx, id);
    if (!plan) throw notFound("This plan");
    if (plan.appliedAt !== null) return record();
    const dto = await planOf(tx, ctx, plan);
    assertReady(dto, { ...start, isJob: ctx.actor.kind === "job" });
    const started = await (dto.kind === "import" ? beginImport : sendRows)(ctx, tx, plan, start);
    await record({
      action: "plan.applied",
      objectId: id,
      objectName: dto.kind,
      partnerId: plan.partnerId,
      runId: id,
      after: { ...plan.change, ...started, hash: plan.hash },
      ...(start.reason ? { reason: start.reason } : {}),
    });
  });
  return readPlan(ctx, { id });
}

type Start = Omit<z.output<typeof ApplyPlanInput>, "id">;
/** How many names are changed from now on, and how many were set aside. */
type Started = { readonly sent: number; readonly stale: number };

/** Makes an operation of every row that still stands. */
async function sendRows(
  ctx: ServiceContext,
  tx: Transaction,
  plan: store.PlanRecord,
  { hasCanary, stopAfterErrors, reason }: Start,
): Promise<Started> {
  const { id } = plan;
  const kind = plan.kind as OperationKind;
  const stale = await staleRows(tx, plan);
  await starting.markStale(tx, id, stale, STALE);
  const releasedTo = hasCanary ? await firstPosition(tx, id) : null;
  await starting.markApplied(tx, id, {
    hasCanary,
    stopAfterErrors,
    releasedTo,
    reason: reason ?? null,
  });
  const sent = await starting.insertOperations(tx, {
    planId: id,
    kind,
    isPaid: isPaid(kind),
    maxSends: mostSends(kind),
    releasedTo,
    forcedReason: forcedReasonOf(plan),
    by: ctx.actor,
    requestId: ctx.requestId,
  });
  await followLeases(tx, plan);
  await followDelegations(ctx, tx, id);
  if (sent === 0)
    throw precondition("Nothing is left to do: every name was changed meanwhile. Plan it again.");
  return { sent, stale: stale.length };
}

/** Hands the rows of a file to whoever works on files. Those that were changed meanwhile are found piece by piece. */
async function beginImport(
  ctx: ServiceContext,
  tx: Transaction,
  { id, sums }: store.PlanRecord,
  { hasCanary, stopAfterErrors, reason }: Start,
): Promise<Started> {
  if (hasCanary || stopAfterErrors !== null)
    throw precondition("Names from a file are brought in without a try and without a stop.");
  const { account } = await imports.importOfPlan(tx, id);
  if (account.removedAt) throw precondition("The account of this file was removed.");
  const none = { hasCanary: false, stopAfterErrors: null, releasedTo: null };
  await starting.markApplied(tx, id, { ...none, reason: reason ?? null });
  await imports.beginApply(tx, id, orderOf(ctx));
  return { sent: sums.chosen, stale: 0 };
}

const forcedReasonOf = ({ change }: store.PlanRecord): string | null =>
  typeof change.forcedReason === "string" ? change.forcedReason : null;

type Said = {
  readonly hash: string;
  readonly typed?: string | undefined;
  /** What the house does by itself nobody types. */
  readonly isJob: boolean;
};

function assertReady(plan: PlanDto, { hash, typed, isJob }: Said): void {
  if (plan.state !== "ready") throw precondition("This plan was cancelled.");
  if (hash !== plan.hash)
    throw precondition("This is not the plan you looked at. Look at it again, then start it.");
  if (plan.isExpired) throw precondition("This preview is too old by now. Plan it again.");
  assertLookedUp(plan);
  const { isNeeded, approvedAt, refusedAt } = plan.approval;
  if (refusedAt) throw precondition("This plan was refused.");
  if (isNeeded && !approvedAt)
    throw new AppError(
      "precondition_failed",
      "A second person must approve this plan before it can start.",
      { fields: { approval: [{ code: "approval_required", message: "Not approved yet." }] } },
    );
  if (!isJob && plan.expected !== null && typed?.trim() !== plan.expected)
    throw invalid("typed", "mismatch", `Type ${plan.expected} to start it.`);
  if (plan.verdicts.change - plan.excluded <= 0)
    throw precondition("Nothing is left to do in this plan.");
}

/** What is still being looked at in the DNS may turn out to break. */
function assertLookedUp({ dns }: PlanDto): void {
  const names = dns?.checking ?? 0;
  if (names > 0)
    throw precondition(
      `${names === 1 ? "One name is" : `${names} names are`} still being looked at in the DNS. Wait until that has ended, or leave ${names === 1 ? "it" : "them"} out.`,
    );
}

/** New nameservers are looked for at the zone above, once they are seen at the registrar. */
async function followDelegations({ dns }: ServiceContext, tx: Transaction, id: string) {
  if (dns.isOn) await dnsStore.followAtParent(tx, id);
}

/** Unlocked names are lent until a day; names that are locked are lent no more. */
async function followLeases(
  tx: Transaction,
  { id, kind, change }: store.PlanRecord,
): Promise<void> {
  if (kind !== "lock_update") return;
  if (change.locked === true) return leases.endOfPlan(tx, id);
  const { purpose, until } = Lease.parse(change);
  await leases.lend(tx, { planId: id, purpose, until });
}

const Lease = z.object({
  purpose: z.string().default("A plan that locked it was undone"),
  until: z.iso
    .datetime()
    .default(() => new Date(Date.now() + UNDONE_DAYS * 86_400_000).toISOString()),
});
const UNDONE_DAYS = 7;

/** Rows whose names no longer stand as they did when they were judged. */
async function staleRows(tx: Transaction, plan: store.PlanRecord): Promise<number[]> {
  const { id, afterPlanId } = plan;
  const kind = plan.kind as OperationKind;
  const rows = await starting.chosenRows(tx, id);
  const ids = rows.flatMap(({ domainId }) => (domainId ? [domainId] : []));
  const facts = await factStore.factsOf(tx, ids);
  const now = new Map(facts.map((one) => [one.id, fingerprintOf(one, kind, afterPlanId !== null)]));
  return rows
    .filter(({ domainId, fingerprint }) => domainId && now.get(domainId) !== fingerprint)
    .map(({ position }) => position);
}

async function firstPosition(tx: Transaction, id: string): Promise<number | null> {
  const [first] = await starting.chosenRows(tx, id);
  return first?.position ?? null;
}
