import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { invalid, precondition } from "../kernel/errors";
import { isDuplicate, read } from "../kernel/transact";
import { type Cause, causeOf } from "../operations/kinds";
import * as plans from "../plans/store";
import { intentKeyOf } from "../plans/write-plan";
import { judgeRecords } from "./judge-records";
import { orderOf } from "./order";
import { planImport, requestHashOf } from "./plan-import";
import { groundOf } from "./reach";
import * as rows from "./rows/store";
import { readingOf } from "./session";
import type { RawRecord } from "./split-records";
import * as store from "./store";

type Follow = { readonly key: string; readonly undoOf?: string; readonly retryOf?: string };

/** Plans what follows from a plan, once per key, for ever. @throws AppError `invalid_input` with field `key` for another intent */
async function once(
  ctx: ServiceContext,
  { key, undoOf, retryOf }: Follow,
  make: (tx: Transaction) => Promise<string>,
): Promise<string> {
  const find = async () => {
    const made = await read(ctx, (tx) => plans.findByIntent(tx, intentKeyOf(ctx, key)));
    if (made && made.requestHash !== requestHashOf(undoOf, retryOf))
      throw invalid("key", "reused", "This key was used for something else before.");
    return made?.id ?? null;
  };
  const made = await find();
  if (made) return made;
  try {
    return await mutate(ctx, "domain.import", async (tx, record) => {
      await record();
      return make(tx);
    });
  } catch (error) {
    const other = isDuplicate(error) ? await find() : null;
    if (!other) throw error;
    return other;
  }
}

/** An import beside another, of the same file. */
const beside = (
  ctx: ServiceContext,
  { accountId, fileName, digest, delimiter }: store.Import,
): Parameters<typeof store.insertImport>[1] => ({
  accountId,
  fileName,
  digest,
  delimiter,
  columns: [],
  ...orderOf(ctx),
});

/**
 * Plans the way back of a file: the names it added go again, those it changed get what they had. What was touched since
 * stays as it is.
 *
 * @returns the id of the plan
 * @throws AppError `precondition_failed` when nothing of it can be taken back
 */
export async function undoImport(
  ctx: ServiceContext,
  { id: undoOf, undoOf: isWayBack }: plans.PlanRecord,
  key: string,
): Promise<string> {
  if (isWayBack) throw precondition("Bring the file in again: what it holds comes back with it.");
  return once(ctx, { key, undoOf }, async (tx) => {
    const { file, account } = await store.importOfPlan(tx, undoOf);
    const id = await store.insertImport(tx, beside(ctx, file));
    await rows.stageWayBack(tx, id, file.id);
    const counts = await rows.countVerdicts(tx, id);
    if (!counts.removed && !counts.restored)
      throw precondition(
        "Nothing of this plan can be undone: all of it was touched since, or it is not known any more what stood before.",
      );
    const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
    await store.updateImport(tx, id, { records });
    const back = await store.findImport(tx, id);
    const hash = await rows.hashOf(tx, id);
    return planImport(ctx, tx, { file: back.file, account, key, hash, undoOf });
  });
}

type Retry = { readonly key: string; readonly causes: readonly Cause[] };

/**
 * Plans once more what could not be brought in: the same lines, judged anew.
 *
 * @returns the id of the plan
 * @throws AppError `precondition_failed` when nothing failed for these causes, or the file is gone
 */
export async function retryImport(
  ctx: ServiceContext,
  { id: retryOf, undoOf }: plans.PlanRecord,
  { key, causes }: Retry,
): Promise<string> {
  if (undoOf) {
    const origin = await read(ctx, (tx) => plans.find(tx, undoOf));
    if (origin) return undoImport(ctx, origin, key);
  }
  return once(ctx, { key, retryOf }, async (tx) => {
    const { file, account } = await store.importOfPlan(tx, retryOf);
    const lines = (await rows.faultyLines(tx, file.id)).filter(({ fault }) =>
      causes.includes(causeOf(fault)),
    );
    if (lines.length === 0) throw precondition("Nothing failed for these causes.");
    const { columns, mapping, dateFormat } = file;
    const id = await store.insertImport(tx, {
      ...beside(ctx, file),
      columns,
      mapping,
      dateFormat,
      records: lines.length,
    });
    const wanted = new Set(lines.map(({ line }) => line));
    const ground = await groundOf(ctx, tx, account);
    const work = { importId: id, delimiter: file.delimiter, reading: readingOf(file), ground };
    let [hash, chunks] = ["", 0];
    for (let n = 0; n < file.chunks; n += 1) {
      const records = wantedOf(await store.readChunk(tx, file.id, n), wanted);
      if (records.length === 0) continue;
      await store.insertChunk(tx, id, chunks, records);
      chunks += 1;
      hash = await judgeRecords(tx, records, { ...work, firstLines: new Map() }, hash);
    }
    await store.updateImport(tx, id, { chunks });
    const again = await store.findImport(tx, id);
    return planImport(ctx, tx, { file: again.file, account, key, hash, retryOf });
  });
}

const wantedOf = (
  records: readonly RawRecord[],
  lines: ReadonlySet<number>,
): readonly RawRecord[] => records.filter(({ line }) => lines.has(line));
