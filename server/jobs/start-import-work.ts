import { applyImport, checkImport } from "../import/check-import";
import { runImport } from "../import/run-import";
import type { CheckImportInput, ImportInput } from "../import/schemas";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { requestImport } from "./queue";

type Started = { readonly importId: string };

/** Without a worker the work begins within the request, and the next cron tick goes on with it. */
const WITHIN_REQUEST_MS = 6_000;

/** Has ordered work done as soon as possible: by the worker, or, where there is none, right here for a while. */
async function soon(ctx: ServiceContext, started: Started): Promise<Started> {
  const { worker, databaseUrl } = environment();
  if (worker === "separate") await requestImport(databaseUrl, started.importId);
  else await runImport(ctx, { ...started, budgetMs: WITHIN_REQUEST_MS });
  return started;
}

/** {@link checkImport}, and the work begun. */
export const startImportCheck = async (
  ctx: ServiceContext,
  input: CheckImportInput,
): Promise<Started> => soon(ctx, await checkImport(ctx, input));

/** {@link applyImport}, and the work begun. */
export const startImportApply = async (ctx: ServiceContext, input: ImportInput): Promise<Started> =>
  soon(ctx, await applyImport(ctx, input));
