import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import { authorize } from "../auth/policy";
import * as imports from "../import/store";
import type { ServiceContext } from "../kernel/context";
import { invalid, notFound, precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import * as steering from "../operations/steering/store";
import * as dnsStore from "./dns/store";
import * as pages from "./page/store";
import { permissionFor } from "./permissions";
import { type PlanRowQuery, readPlanRowQuery } from "./queries";
import { readPlan } from "./read-plan";
import {
  ExcludeByDnsInput,
  ExcludeRowsInput,
  type PlanDto,
  type PlanKind,
  PlanRef,
} from "./schemas";
import * as store from "./store";

type Step = (tx: Transaction, record: Recorder, plan: store.PlanRecord) => Promise<void>;

/** Does one thing with a plan that nobody else touches meanwhile. */
async function withPlan(ctx: ServiceContext, id: string, step: Step): Promise<PlanDto> {
  authorize(ctx.actor, "operation.read");
  const seen = await read(ctx, (tx) => store.find(tx, id));
  if (!seen) throw notFound("This plan");
  const permission = permissionFor(seen.kind as PlanKind, seen.change);
  await mutate(ctx, permission, async (tx, record) => {
    const plan = await store.hold(tx, id);
    if (!plan) throw notFound("This plan");
    await step(tx, record, plan);
  });
  return readPlan(ctx, { id });
}

const lineOf = (
  action: "plan.paused" | "plan.resumed" | "plan.cancelled",
  plan: store.PlanRecord,
) => ({
  action,
  objectId: plan.id,
  objectName: plan.kind,
  partnerId: plan.partnerId,
  runId: plan.id,
});

/** Holds back everything of a plan that was not sent yet. @throws AppError `precondition_failed` unless it runs */
export async function pausePlan(ctx: ServiceContext, input: PlanRef): Promise<PlanDto> {
  const { id } = parsed(PlanRef, input);
  return withPlan(ctx, id, async (tx, record, plan) => {
    if (plan.state === "paused") return record();
    if (plan.state !== "applying") throw precondition("Only a running plan can be paused.");
    await steering.holdBack(tx, id);
    await steering.setState(tx, id, "paused", "Paused by hand.");
    await record(lineOf("plan.paused", plan));
  });
}

/** Goes on with a paused plan. @throws AppError `precondition_failed` unless it is paused */
export async function resumePlan(ctx: ServiceContext, input: PlanRef): Promise<PlanDto> {
  const { id } = parsed(PlanRef, input);
  return withPlan(ctx, id, async (tx, record, plan) => {
    if (plan.state === "applying") return record();
    if (plan.state !== "paused") throw precondition("Only a paused plan can go on.");
    // Whoever lets it go on after a failure has looked: it is not stopped by the same ones again.
    await store.update(tx, id, { stopAfterErrors: null, hasCanary: false });
    await steering.release(tx, id, null);
    await steering.setState(tx, id, "applying");
    await record(lineOf("plan.resumed", plan));
  });
}

/** Ends what was not sent yet; what was sent is still looked for. A plan that was not started is discarded. */
export async function cancelPlan(ctx: ServiceContext, input: PlanRef): Promise<PlanDto> {
  const { id } = parsed(PlanRef, input);
  return withPlan(ctx, id, async (tx, record, plan) => {
    if (plan.state === "done" || plan.state === "cancelled") return record();
    const ended = await steering.cancelUnsent(tx, id);
    const isOpen = await steering.hasOpen(tx, id);
    if (isOpen) await steering.setState(tx, id, "applying");
    else await steering.setState(tx, id, plan.appliedAt === null ? "cancelled" : "done");
    if (plan.kind === "import") await imports.endOfPlan(tx, id, plan.appliedAt !== null);
    await record(
      { ...lineOf("plan.cancelled", plan), after: { cancelled: ended.length } },
      ...ended.map((one) => ({
        action: "operation.cancelled" as const,
        objectId: one.id,
        objectName: one.name,
        partnerId: one.partnerId,
        runId: id,
      })),
    );
  });
}

/** Takes all names out of a plan that look so in the DNS. @throws AppError `precondition_failed` once it started or was approved */
export async function excludeByDns(
  ctx: ServiceContext,
  input: ExcludeByDnsInput,
): Promise<PlanDto> {
  const { id, state } = parsed(ExcludeByDnsInput, input);
  return withPlan(ctx, id, async (tx, record, plan) => {
    assertOpen(plan);
    await dnsStore.exclude(tx, id, state);
    await record();
  });
}

/** Takes names out of a plan before it starts, or back in. @throws AppError `precondition_failed` once it started or was approved */
export async function excludeRows(ctx: ServiceContext, input: ExcludeRowsInput): Promise<PlanDto> {
  const choice = parsed(ExcludeRowsInput, input);
  const { id, isExcluded } = choice;
  const shown = "filter" in choice ? shownBy(choice.filter) : null;
  return withPlan(ctx, id, async (tx, record, plan) => {
    assertOpen(plan);
    if (plan.kind === "import")
      throw precondition("Take the rows out of the file itself, and bring it in again.");
    if ("names" in choice) await store.setExcluded(tx, id, choice.names, isExcluded);
    if (shown) await pages.exclude(tx, id, shown, isExcluded);
    await record();
  });
}

/** @throws AppError `invalid_input` for parameters that the page would leave out: other names would be meant */
function shownBy(filter: string): PlanRowQuery {
  const { query, problems } = readPlanRowQuery(new URLSearchParams(filter));
  const [problem] = problems;
  if (problem) throw invalid("filter", problem.code, problem.message);
  return query;
}

function assertOpen({ state, approvedAt }: store.PlanRecord): void {
  if (state !== "ready") throw precondition("This plan has started already.");
  if (approvedAt) throw precondition("This plan was approved as it is.");
}
