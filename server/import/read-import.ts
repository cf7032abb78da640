import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import * as plans from "../plans/store";
import { reachOrNone } from "./reach";
import * as rows from "./rows/store";
import {
  type ImportDto,
  ImportInput,
  type ImportReach,
  type ImportRowDto,
  type ImportRowsDto,
  ImportRowsQuery,
  type ImportSummaryDto,
} from "./schemas";
import * as store from "./store";
import { toImport, toRow, toSummary } from "./to-import";

const SAMPLES = 3;

/** The import of that id. @throws AppError `not_found`, also for what is no id */
function idOf(input: ImportInput): string {
  const known = ImportInput.safeParse(input);
  if (!known.success) throw notFound("This import");
  return known.data.importId;
}

/** One import, as far as it is. @throws AppError `not_found` */
export async function readImport(ctx: ServiceContext, input: ImportInput): Promise<ImportDto> {
  authorize(ctx.actor, "domain.import");
  const importId = idOf(input);
  return read(ctx, async (tx) => {
    const found = await store.findImport(tx, importId);
    return toImport(ctx, found, await store.firstTexts(tx, importId, SAMPLES));
  });
}

/** The account that names are to be brought in for, and what a file may do there. @throws AppError `not_found` */
export async function importPlace(
  ctx: ServiceContext,
  accountId: string,
): Promise<{ account: { id: string; name: string }; reach: ImportReach }> {
  authorize(ctx.actor, "domain.import");
  const known = ImportInput.shape.importId.safeParse(accountId);
  if (!known.success) throw notFound("This registrar account");
  const account = await read(ctx, (tx) => store.findAccount(tx, known.data));
  const { id, name } = account;
  return { account: { id, name }, reach: reachOrNone(ctx, account) };
}

/** The files that were brought in for an account, newest first. @throws AppError `not_found` */
export async function listImports(
  ctx: ServiceContext,
  accountId: string | null,
): Promise<{ imports: ImportSummaryDto[] }> {
  authorize(ctx.actor, "domain.import");
  const known = ImportInput.shape.importId.safeParse(accountId);
  if (!known.success) throw notFound("This registrar account");
  return read(ctx, async (tx) => {
    await store.findAccount(tx, known.data);
    return { imports: (await store.listImports(tx, known.data)).map(toSummary) };
  });
}

/** A page that was reached forwards. @param found one more than a page has, where there are more */
function onward(found: readonly ImportRowDto[], after: number, limit: number): ImportRowsDto {
  const shown = found.slice(0, limit);
  return {
    rows: shown,
    nextAfter: found.length > limit ? (shown.at(-1)?.line ?? null) : null,
    previousBefore: after > 0 ? (shown[0]?.line ?? null) : null,
  };
}

/** A page that was reached backwards: something lies behind it, for from there one came. */
function back(found: readonly ImportRowDto[], limit: number): ImportRowsDto {
  const shown = found.slice(-limit);
  return {
    rows: shown,
    nextAfter: shown.at(-1)?.line ?? null,
    previousBefore: found.length > limit ? (shown[0]?.line ?? null) : null,
  };
}

/** A page of the rows of an import with their verdicts, in the order of the file. @throws AppError `not_found` */
export async function listImportRows(
  ctx: ServiceContext,
  { importId: id, ...query }: ImportInput & ImportRowsQuery,
): Promise<ImportRowsDto> {
  authorize(ctx.actor, "domain.import");
  const importId = idOf({ importId: id });
  const { verdict, after, before, limit } = parsed(ImportRowsQuery, query);
  return read(ctx, async (tx) => {
    const { file } = await store.findImport(tx, importId);
    const plan = file.planId ? await plans.find(tx, file.planId) : null;
    const records = await rows.page(tx, importId, {
      verdicts: verdict ? [verdict] : [],
      ...(before === null ? { after } : { before }),
      most: limit + 1,
    });
    const found = records.map(toRow(file, plan));
    return before === null ? onward(found, after, limit) : back(found, limit);
  });
}
