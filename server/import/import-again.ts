import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import type { PlanRecord } from "../plans/store";
import { checkImport } from "./check-import";
import { runImport } from "./run-import";
import { CheckImportInput } from "./schemas";
import * as store from "./store";

const BUDGET_MS = 60_000;

/**
 * Checks a file anew whose plan is too old, with the columns it had.
 *
 * @returns the id of its new plan
 * @throws AppError as {@link checkImport}; `precondition_failed` when it could not be checked to its end
 */
export async function importAgain(ctx: ServiceContext, { id }: PlanRecord): Promise<string> {
  const { file } = await read(ctx, (tx) => store.importOfPlan(tx, id));
  const { mapping, dateFormat } = file;
  const input = CheckImportInput.parse({ importId: file.id, mapping: mapping ?? {}, dateFormat });
  await checkImport(ctx, input);
  await runImport(ctx, { importId: file.id, budgetMs: BUDGET_MS });
  const again = await read(ctx, (tx) => store.findImport(tx, file.id));
  if (again.file.planId) return again.file.planId;
  throw precondition(again.file.failure ?? "The file is still being checked. Look at it again.");
}
