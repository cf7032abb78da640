import { checkImport } from "../import/check-import";
import { runImport } from "../import/run-import";
import type { CheckImportInput } from "../import/schemas";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { applyPlan } from "../plans/apply-plan";
import type { ApplyPlanInput, PlanDto, PlanRef } from "../plans/schemas";
import { resumePlan } from "../plans/steer";
import { requestImport } from "./queue";

/** Without a worker the work begins within the request, and the next cron tick goes on with it. */
const WITHIN_REQUEST_MS = 6_000;

/** Has ordered work done as soon as possible: by the worker, or, where there is none, right here for a while. */
async function soon(ctx: ServiceContext, importId: string): Promise<void> {
  const { worker, databaseUrl } = environment();
  if (worker === "separate") await requestImport(databaseUrl, importId);
  else await runImport(ctx, { importId, budgetMs: WITHIN_REQUEST_MS });
}

/** {@link checkImport}, and the work begun. */
export async function startImportCheck(
  ctx: ServiceContext,
  input: CheckImportInput,
): Promise<{ importId: string }> {
  const started = await checkImport(ctx, input);
  await soon(ctx, started.importId);
  return started;
}

/** What is done at registrars its worker finds by itself each second; what is done here is asked for. */
async function begun(ctx: ServiceContext, plan: PlanDto): Promise<PlanDto> {
  const { importId } = plan.change;
  if (plan.kind === "import" && plan.state === "applying" && typeof importId === "string")
    await soon(ctx, importId);
  return plan;
}

/** {@link applyPlan}, and the work begun. */
export const startPlan = async (ctx: ServiceContext, input: ApplyPlanInput): Promise<PlanDto> =>
  begun(ctx, await applyPlan(ctx, input));

/** {@link resumePlan}, and the work begun. */
export const goOnWithPlan = async (ctx: ServiceContext, input: PlanRef): Promise<PlanDto> =>
  begun(ctx, await resumePlan(ctx, input));
