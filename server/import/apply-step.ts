import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { appendSelected } from "../audit/store";
import { makeDue } from "../sync/book/store";
import * as apply from "./apply/store";
import type { Ground } from "./judge";
import { judgeRecords } from "./judge-records";
import { groundOf, reachOf } from "./reach";
import * as rows from "./rows/store";
import { assertWhole, isOutOfTime, LeaseLost, readingOf, type Session } from "./session";
import type { RawRecord } from "./split-records";
import * as store from "./store";

type Place = { readonly records: readonly RawRecord[]; readonly ground: Ground };

/** Checks lines again whose names somebody changed, or brought, since they were checked; they stay as they are from then on. */
async function judgeAgain(
  tx: Transaction,
  { file }: Session,
  { records, ground }: Place,
  lines: readonly number[],
): Promise<void> {
  if (lines.length === 0) return;
  const wanted = new Set(lines);
  const stale = records.filter(({ line }) => wanted.has(line));
  await judgeRecords(tx, stale, {
    importId: file.id,
    delimiter: file.delimiter,
    reading: readingOf(file),
    ground,
    firstLines: new Map(),
    isHeld: true,
  });
}

/** Brings one piece of the file in: its names, their bookkeeping and their lines in the log, or nothing of it. */
const applyChunk = (session: Session, chunk: number): Promise<number> =>
  mutate(session.ctx, "domain.import", async (tx, record) => {
    const { ctx, file, token } = session;
    if (!(await store.holdLease(tx, file.id, token))) throw new LeaseLost();
    const account = await store.holdAccount(tx, file.accountId);
    const ground = await groundOf(ctx, tx, account);
    const records = await store.readChunk(tx, file.id, chunk);
    const first = records[0]?.line ?? 0;
    const piece = { importId: file.id, first, last: records.at(-1)?.line ?? 0 };
    const place = { records, ground };
    assertWhole(records.length, await apply.countRows(tx, piece));
    await apply.holdNames(tx, piece);
    await judgeAgain(tx, session, place, await apply.staleLines(tx, piece));
    await apply.insertNames(tx, piece);
    await judgeAgain(tx, session, place, await apply.lostLines(tx, piece));
    await apply.updateNames(tx, piece);
    await apply.noteNames(tx, piece, ground.reach.facts === "all");
    await appendSelected(tx, ctx, apply.logOf(piece, `From the file ${file.fileName}.`));
    await record();
    await store.updateImport(tx, file.id, {
      appliedChunks: chunk + 1,
      appliedRecords: file.appliedRecords + records.length,
    });
    return records.length;
  });

/**
 * Brings a checked file in, piece by piece, from where it stands. Each piece is one transaction with the
 * mark behind it: a process that is killed leaves a whole number of pieces, and the next goes on there.
 *
 * @returns whether the end of the file was reached
 */
export async function applyStep(session: Session): Promise<boolean> {
  const { ctx, file } = session;
  let appliedRecords = file.appliedRecords;
  for (let chunk = file.appliedChunks; chunk < file.chunks; chunk += 1) {
    if (isOutOfTime(session)) return false;
    appliedRecords += await applyChunk({ ...session, file: { ...file, appliedRecords } }, chunk);
  }
  await mutate(ctx, "domain.import", async (tx, record) => {
    if (!(await store.holdLease(tx, file.id, session.token))) throw new LeaseLost();
    const { account } = await store.findImport(tx, file.id);
    const counts = await rows.countVerdicts(tx, file.id);
    await store.finishImport(tx, file.id, counts);
    // Where names are read one by one, the next sync should come for the new ones now.
    if (reachOf(ctx, account).facts === "untold") await makeDue(tx, account.id);
    await record({
      action: "account.names_imported",
      objectId: account.id,
      objectName: account.name,
      partnerId: null,
      after: { file: file.fileName, ...counts },
      runId: file.id,
    });
  });
  return true;
}
