import { read, transact } from "../kernel/transact";
import { judgeRecords } from "./judge-records";
import { groundOf } from "./reach";
import * as rows from "./rows/store";
import { assertWhole, isOutOfTime, LeaseLost, readingOf, type Session } from "./session";
import * as store from "./store";

/**
 * Checks a file piece by piece, from where it stands. A piece and the mark behind it are written
 * together, so that a process that is killed checks no piece twice and skips none.
 *
 * @returns whether the end of the file was reached
 */
export async function checkStep(session: Session): Promise<boolean> {
  const { ctx, file } = session;
  const { ground, seen } = await read(ctx, async (tx) => ({
    ground: await groundOf(ctx, tx, await store.findAccount(tx, file.accountId)),
    seen: file.checkedChunks > 0 ? await rows.namedLines(tx, file.id) : new Map<string, number>(),
  }));
  const firstLines = new Map(seen);
  const common = { importId: file.id, delimiter: file.delimiter, reading: readingOf(file), ground };
  let checkedRecords = file.checkedRecords;
  for (let chunk = file.checkedChunks; chunk < file.chunks; chunk += 1) {
    if (isOutOfTime(session)) return false;
    checkedRecords += await transact(ctx, async (tx) => {
      if (!(await store.holdLease(tx, file.id, session.token))) throw new LeaseLost();
      const records = await store.readChunk(tx, file.id, chunk);
      const work = { ...common, firstLines, isHeld: false };
      await judgeRecords(tx, records, work);
      await store.updateImport(tx, file.id, {
        checkedChunks: chunk + 1,
        checkedRecords: checkedRecords + records.length,
      });
      return records.length;
    });
  }
  await transact(ctx, async (tx) => {
    if (!(await store.holdLease(tx, file.id, session.token))) throw new LeaseLost();
    const counts = await rows.countVerdicts(tx, file.id);
    assertWhole(
      file.records,
      Object.values(counts).reduce((sum, count) => sum + count, 0),
    );
    await store.updateImport(tx, file.id, { state: "checked", counts });
  });
  return true;
}
