import { mutate } from "../audit/mutate";
import { read, transact } from "../kernel/transact";
import { judgeRecords } from "./judge-records";
import { planImport } from "./plan-import";
import { groundOf } from "./reach";
import * as rows from "./rows/store";
import { isOutOfTime, LeaseLost, readingOf, type Session } from "./session";
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
  let { checkedRecords, rowsHash } = file;
  for (let chunk = file.checkedChunks; chunk < file.chunks; chunk += 1) {
    if (isOutOfTime(session)) return false;
    // A transaction that is tried again begins with what was known before it.
    const before = rowsHash;
    const isAtLine = checkedRecords;
    ({ checkedRecords, rowsHash } = await transact(ctx, async (tx) => {
      if (!(await store.holdLease(tx, file.id, session.token))) throw new LeaseLost();
      const records = await store.readChunk(tx, file.id, chunk);
      const done = {
        checkedRecords: isAtLine + records.length,
        rowsHash: await judgeRecords(tx, records, { ...common, firstLines }, before),
      };
      await store.updateImport(tx, file.id, { ...done, checkedChunks: chunk + 1 });
      return done;
    }));
  }
  await mutate(ctx, "domain.import", async (tx, record) => {
    await record();
    const { account, file: checked } = await store.lockImport(tx, file.id);
    if (!(await store.holdLease(tx, file.id, session.token))) throw new LeaseLost();
    await planImport(ctx, tx, {
      file: checked,
      account,
      key: `check ${file.id} ${session.token}`,
      hash: rowsHash,
    });
  });
  return true;
}
