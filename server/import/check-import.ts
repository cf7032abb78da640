import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
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

/** Whether nobody works on a file, and its account is in use. */
function assertIdle({ state }: store.Import, { removedAt }: store.Account): void {
  if (state === "checking" || state === "applying") throw new AppError("conflict", BUSY);
  if (removedAt) throw precondition("The account of this file was removed.");
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
    assertIdle(file, account);
    if (!["uploaded", "checked", "failed"].includes(file.state))
      throw precondition("This file is done with. Bring it in again to check it anew.");
    assertMapping(mapping, file.columns);
    if (dateFormat === null && DATED_FIELDS.some((field) => mapping[field] !== undefined))
      throw invalid("dateFormat", "required", "Say how the file writes its dates.");
    await rows.deleteRows(tx, importId);
    const order = { state: "checking", ...orderOf(ctx), mapping, dateFormat };
    await store.beginWork(tx, importId, order);
    await record();
    return { importId };
  });
}

/**
 * Has a checked file applied. What changed here meanwhile is checked again on the way.
 *
 * @throws AppError `not_found`; `conflict` while it is worked on; `precondition_failed` for a file that was not checked,
 *   or that would change nothing
 */
export async function applyImport(
  ctx: ServiceContext,
  input: ImportInput,
): Promise<{ importId: string }> {
  authorize(ctx.actor, "domain.import");
  const { importId } = parsed(ImportInput, input);
  return mutate(ctx, "domain.import", async (tx, record) => {
    const { file, account } = await store.lockImport(tx, importId);
    assertIdle(file, account);
    const isChecked = file.checkedChunks === file.chunks && file.chunks > 0;
    if (!(file.state === "checked" || (file.state === "failed" && isChecked)))
      throw precondition("Only a file that was checked can be brought in.");
    if (!file.counts.new && !file.counts.changed)
      throw precondition("Nothing in this file is new or different.");
    await store.beginWork(tx, importId, { state: "applying", ...orderOf(ctx) });
    await record();
    return { importId };
  });
}

/**
 * Drops a file that is not to be applied, with everything staged for it.
 * @throws AppError `not_found`; `conflict` while it is applied; `precondition_failed` once it was
 */
export async function discardImport(
  ctx: ServiceContext,
  input: ImportInput,
): Promise<{ importId: string }> {
  authorize(ctx.actor, "domain.import");
  const { importId } = parsed(ImportInput, input);
  return mutate(ctx, "domain.import", async (tx, record) => {
    const { file } = await store.lockImport(tx, importId);
    if (file.state === "applying") throw new AppError("conflict", BUSY);
    if (file.state === "applied" || file.appliedChunks > 0)
      throw precondition("This file was brought in already.");
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
