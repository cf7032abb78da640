import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import * as rows from "./rows/store";
import {
  type ImportDto,
  ImportInput,
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

/** A page of the rows of an import with their verdicts, in the order of the file. @throws AppError `not_found` */
export async function listImportRows(
  ctx: ServiceContext,
  { importId: id, ...query }: ImportInput & ImportRowsQuery,
): Promise<ImportRowsDto> {
  authorize(ctx.actor, "domain.import");
  const importId = idOf({ importId: id });
  const { verdict, after, limit } = parsed(ImportRowsQuery, query);
  return read(ctx, async (tx) => {
    await store.findImport(tx, importId);
    const found = await rows.page(tx, importId, verdict ? [verdict] : [], after, limit + 1);
    const shown = found.slice(0, limit);
    return {
      rows: shown.map(toRow),
      nextAfter: found.length > limit ? (shown.at(-1)?.line ?? null) : null,
    };
  });
}
