import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { appendSelected } from "../audit/store";
import * as steering from "../operations/steering/store";
import { makeDue } from "../sync/book/store";
import * as apply from "./apply/store";
import { reachOf } from "./reach";
import { assertWhole, isOutOfTime, LeaseLost, type Session } from "./session";
import * as store from "./store";

/** How far an import has come. */
type Stand = Pick<store.Import, "appliedLine" | "appliedRecords" | "appliedNames" | "failedNames">;

/** The plan an import was frozen as. Whoever pauses or cancels it waits for the piece that is under way. */
async function holdPlan(tx: Transaction, { file, token }: Session): Promise<steering.Standing> {
  const { planId } = file;
  const plan = planId ? await steering.hold(tx, planId) : null;
  if (plan?.state !== "applying") throw new LeaseLost();
  if (!(await store.holdLease(tx, file.id, token))) throw new LeaseLost();
  return plan;
}

/** Sets aside what is not as it was. @returns how many rows, and of these the new ones */
async function setAside(tx: Transaction, piece: apply.Piece, held: number) {
  if (held > 0) await apply.holdNames(tx, piece);
  const stale = held > 0 ? await apply.setStaleAside(tx, piece) : 0;
  const partnerless = await apply.setPartnerless(tx, piece);
  return { rows: stale + partnerless.rows, added: partnerless.added };
}

/** Brings one piece in: its names, their bookkeeping and their lines in the log, or nothing of it. Null: it was the last. */
const applyPiece = (session: Session, stand: Stand): Promise<Stand | null> =>
  mutate(session.ctx, "domain.import", async (tx, record) => {
    const { ctx, file } = session;
    await holdPlan(tx, session);
    const account = await store.holdAccount(tx, file.accountId);
    const behind = stand.appliedLine;
    const { rows, last, added, held } = await apply.nextPiece(tx, file.id, behind);
    await record();
    if (last === null) return null;
    const piece = { importId: file.id, behind, last };
    const told = toldOf(file);
    const isKeptByHand = reachOf(ctx, account).facts === "all";
    const aside = await setAside(tx, piece, held);
    let lost = 0;
    if (added > 0) {
      const inserted = await apply.insertNames(tx, piece);
      if (inserted < added - aside.added) lost = await apply.setLostAside(tx, piece);
      await apply.noteAdded(tx, piece, isKeptByHand);
      await appendSelected(tx, ctx, apply.logOfAdded(piece, told));
    }
    if (held > 0) {
      await apply.updateNames(tx, piece);
      await appendSelected(tx, ctx, apply.logOfKnown(piece, told));
      await apply.deleteNames(tx, piece);
    }
    if (added < rows) await apply.noteKnown(tx, piece, isKeptByHand);
    const failed = aside.rows + lost;
    const next = {
      appliedLine: last,
      appliedRecords: stand.appliedRecords + rows,
      appliedNames: stand.appliedNames + added + held - failed,
      failedNames: stand.failedNames + failed,
    };
    await store.updateImport(tx, file.id, next);
    return next;
  });

const toldOf = ({ planId, fileName, columns }: store.Import): apply.Told => ({
  planId: planId ?? "",
  reason: isWayBack({ columns })
    ? `The way back of the file ${fileName}.`
    : `From the file ${fileName}.`,
});

/** The way back of a file is no file: it has no columns. */
const isWayBack = ({ columns }: Pick<store.Import, "columns">): boolean => columns.length === 0;

/**
 * Brings a checked file in, piece by piece, from where it stands. Each piece is one transaction with the
 * mark behind it: a process that is killed leaves a whole number of pieces, and the next goes on there.
 *
 * @returns whether the end of the file was reached
 */
export async function applyStep(session: Session): Promise<boolean> {
  let stand: Stand = session.file;
  for (;;) {
    if (isOutOfTime(session)) return false;
    const next = await applyPiece(session, stand);
    if (next === null) break;
    stand = next;
  }
  assertWhole(session.file.records, stand.appliedRecords);
  await finish(session, stand);
  return true;
}

async function finish(session: Session, { appliedNames, failedNames }: Stand): Promise<void> {
  const { ctx, file } = session;
  await mutate(ctx, "domain.import", async (tx, record) => {
    const plan = await holdPlan(tx, session);
    const { account } = await store.findImport(tx, file.id);
    const planId = file.planId ?? "";
    await steering.setState(tx, planId, "done");
    await store.endOfPlan(tx, planId, true);
    // Where names are read one by one, the next sync should come for the new ones now.
    if (reachOf(ctx, account).facts === "untold") await makeDue(tx, account.id);
    const common = { partnerId: null, runId: planId };
    await record(
      {
        ...common,
        action: "plan.finished",
        objectId: planId,
        objectName: plan.kind,
        after: { completed: appliedNames, failed: failedNames },
      },
      ...(isWayBack(file)
        ? []
        : [
            {
              ...common,
              action: "account.names_imported" as const,
              objectId: account.id,
              objectName: account.name,
              after: { file: file.fileName, ...file.counts },
            },
          ]),
    );
  });
}
