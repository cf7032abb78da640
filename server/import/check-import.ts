import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import * as steering from "../operations/steering/store";
import type { PlanRecord } from "../plans/store";
import * as plans from "../plans/store";
import { orderOf } from "./order";
import * as rows from "./rows/store";
import { CheckImportInput, DATED_FIELDS, ImportInput, type Mapping } from "./schemas";
import * as store from "./store";

function assertMapping(mapping: Mapping, columns: readonly string[]): void {
  const used = Object.values(mapping);
  if (mapping.name === undefined)
    throw invalid("mapping.name", "required", "Say which column holds the domain name.");
  if (used.some((at) => at >= columns.length))
    throw invalid("mapping", "range", "The file has no such column.");
  if (new Set(used).size !== used.length)
    throw invalid("mapping", "duplicate", "One column cannot hold two things.");
}

const BUSY = "This file is being worked on. Wait until that has ended.";

/** Whether nobody works on a file, its account is in use, and nothing of it was started. @returns the plan it had */
async function assertIdle(
  tx: Transaction,
  { state, planId }: store.Import,
  { removedAt }: store.Account,
): Promise<PlanRecord | null> {
  if (state === "checking") throw new AppError("conflict", BUSY);
  if (removedAt) throw precondition("The account of this file was removed.");
  const plan = planId ? await plans.find(tx, planId) : null;
  if (!["uploaded", "checked", "failed"].includes(state) || plan?.appliedAt)
    throw precondition("This file is done with. Bring it in again to check it anew.");
  if (plan?.undoOf) throw precondition("The way back of a file is planned from its own plan.");
  return plan;
}

/**
 * Says what the columns of a file hold, and has every row checked against the rules and against what
 * is here. The work itself follows (`runImport`).
 *
 * @throws AppError `not_found`; `invalid_input` on `mapping.<field>` or `dateFormat`; `conflict` while it is worked
 *   on; `precondition_failed` once it was applied or discarded
 */
export async function checkImport(
  ctx: ServiceContext,
  input: CheckImportInput,
): Promise<{ importId: string }> {
  authorize(ctx.actor, "domain.import");
  const { importId, mapping, dateFormat } = parsed(CheckImportInput, input);
  return mutate(ctx, "domain.import", async (tx, record) => {
    const { file, account } = await store.lockImport(tx, importId);
    const plan = await assertIdle(tx, file, account);
    assertMapping(mapping, file.columns);
    if (dateFormat === null && DATED_FIELDS.some((field) => mapping[field] !== undefined))
      throw invalid("dateFormat", "required", "Say how the file writes its dates.");
    if (plan) await steering.setState(tx, plan.id, "cancelled");
    await rows.deleteRows(tx, importId);
    await store.beginCheck(tx, importId, { ...orderOf(ctx), mapping, dateFormat });
    await record();
    return { importId };
  });
}

/**
 * Drops a file nothing of which was brought in, with everything staged for it; a plan that was made of it is discarded.
 * @throws AppError `not_found`; `precondition_failed` once it was started
 */
export async function discardImport(
  ctx: ServiceContext,
  input: ImportInput,
): Promise<{ importId: string }> {
  authorize(ctx.actor, "domain.import");
  const { importId } = parsed(ImportInput, input);
  return mutate(ctx, "domain.import", async (tx, record) => {
    const { file } = await store.lockImport(tx, importId);
    const plan = file.planId ? await plans.find(tx, file.planId) : null;
    if (file.state === "applied" || plan?.appliedAt)
      throw precondition("This file was brought in already.");
    if (plan) await steering.setState(tx, plan.id, "cancelled");
    await rows.deleteRows(tx, importId);
    await store.deleteChunks(tx, importId);
    await store.updateImport(tx, importId, {
      state: "discarded",
      chunks: 0,
      leaseToken: null,
      leaseUntil: null,
    });
    await record();
    return { importId };
  });
}
