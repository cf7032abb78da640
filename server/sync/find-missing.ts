import { mutate } from "../audit/mutate";
import { endUnlisted, holdReviews } from "../conflicts/hold";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import * as book from "./book/store";
import * as listing from "./listing/store";
import { LeaseLost, type Session, type Stopped } from "./session";
import * as store from "./store";

/** More than this many names gone at once, and more than this share, is a broken list before it is news. */
const BELIEVED_GONE = 5;
const BELIEVED_SHARE = 0.02;

const isBelievable = (gone: number, known: number): boolean =>
  gone <= Math.max(BELIEVED_GONE, Math.floor(known * BELIEVED_SHARE));

/**
 * Marks names that the list no longer holds, unless too many went at once or the list was shorter than
 * the registrar said it would be: then nothing is marked, and the run says why.
 */
export async function findMissing(session: Session): Promise<Stopped> {
  const { ctx, account, run, token, gateway } = session;
  if (!gateway.capabilities.list.supported) return null;
  return mutate(ctx, "sync.run", async (tx, record) => {
    if (!(await book.holdLease(tx, account.id, token))) throw new LeaseLost();
    await record();
    const now = await book.openRun(tx, account.id);
    if (now?.phase === "details") return null;
    const { listed, known } = await listing.countListed(tx, account.id, run.id);
    const problem = doubt(listed, known, now?.expected ?? null, now?.errors ?? 0);
    if (problem) {
      await book.advanceRun(tx, run.id, {
        phase: "details",
        problems: [{ name: account.name, problem }],
      });
      return {
        state: "partial",
        failure: { code: "malformed_answer", effect: "none", message: problem },
      };
    }
    const absent = (await store.unlisted(tx, account.id, run.id)).filter(
      ({ record: { flags } }) => (flags & DOMAIN_FLAGS.missing) === 0,
    );
    const written = await store.saveRecords(
      tx,
      absent.map(({ id, version, accountId, record: known }) => ({
        id,
        version,
        accountId,
        record: { ...known, flags: known.flags | DOMAIN_FLAGS.missing },
      })),
    );
    const gone = absent.filter(({ id }) => written.has(id));
    await record(
      ...gone.map(({ id, name, partnerId }) => ({
        action: "domain.missing" as const,
        objectId: id,
        objectName: name,
        partnerId,
        reason: `${account.name} no longer lists this name.`,
        runId: run.id,
      })),
    );
    const source = { accountId: account.id, runId: run.id, at: ctx.now().toISOString() };
    await holdReviews(tx, { ...source, via: "list" }, "departure", gone);
    await endUnlisted(tx, source);
    await book.advanceRun(tx, run.id, { phase: "details", missing: gone.length });
    return null;
  });
}

function doubt(
  listed: number,
  known: number,
  expected: number | null,
  unreadable: number,
): string | null {
  if (expected !== null && listed + unreadable < expected)
    return `The registrar announced ${expected} names and listed ${listed}. Names that were not listed stay as they are.`;
  const gone = known - listed;
  if (!isBelievable(gone, known))
    return `${gone} of ${known} names were not listed. That is too many at once to believe; they stay as they are.`;
  return null;
}
