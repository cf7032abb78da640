import { mutate } from "../audit/mutate";
import { read } from "../kernel/transact";
import type { DomainPage, RegistrarFailure } from "../registrars/gateway";
import { applyPage } from "./apply-page";
import * as book from "./book/store";
import { isOutOfTime, LeaseLost, readingOf, type Session, type Stopped } from "./session";

/**
 * Reads the account's list from where the run stands, page by page. A page and the cursor behind it
 * are written together, so that a run that is killed reads no page into the record twice and skips none.
 */
export async function listStep(session: Session): Promise<Stopped> {
  const { run, ctx } = session;
  if (run.phase !== "list" || !session.gateway.capabilities.list.supported) return null;
  const isKnownAccount = await read(ctx, (tx) => book.hasCompletedRun(tx, session.account.id));
  let cursor = run.cursor ?? undefined;
  let pages = run.pages;
  do {
    if (isOutOfTime(session)) return "out_of_time";
    const answer = await askForPage(session, cursor);
    if (!answer.ok) return stoppedBy(session, answer.error, pages);
    await takeIn(session, answer.value, isKnownAccount);
    pages += 1;
    cursor = answer.value.nextCursor;
  } while (cursor !== undefined);
  return null;
}

const askForPage = ({ gateway, signal }: Session, cursor: string | undefined) =>
  gateway.listDomains(cursor === undefined ? { signal } : { cursor, signal });

const stoppedBy = (
  { signal }: Session,
  failure: RegistrarFailure,
  pages: number,
): NonNullable<Stopped> =>
  signal.aborted ? "out_of_time" : { state: pages > 0 ? "partial" : "failed", failure };

async function takeIn(session: Session, page: DomainPage, isKnownAccount: boolean): Promise<void> {
  const { ctx, account, run, token } = session;
  await mutate(ctx, "sync.run", async (tx, record) => {
    if (!(await book.holdLease(tx, account.id, token))) throw new LeaseLost();
    await record();
    const reading = readingOf(session, "list", isKnownAccount);
    const outcome = await applyPage(tx, record, reading, page.domains);
    const unreadable = page.unreadable;
    await book.advanceRun(tx, run.id, {
      ...outcome,
      pages: 1,
      apiCalls: 1,
      errors: unreadable.length,
      problems: [...outcome.problems, ...unreadable],
      cursor: page.nextCursor ?? null,
      phase: page.nextCursor === undefined ? "missing" : "list",
      ...(page.total === undefined ? {} : { expected: page.total }),
    });
  });
}
