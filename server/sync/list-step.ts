import { mutate } from "../audit/mutate";
import { read } from "../kernel/transact";
import type { DomainPage, RegistrarFailure } from "../registrars/gateway";
import { applyPage } from "./apply-page";
import * as book from "./book/store";
import { Pages, REPEATING } from "./pages";
import { patiently } from "./patiently";
import { LeaseLost, readingOf, type Session, type Stopped } from "./session";
import { Writer } from "./writer";

/** Rows that are written together at most, when pages come faster than they can be written: they lie in memory thrice. */
const MOST_ROWS = 1_000;
/** Times in a row that what was written held no name that had not been listed before. */
const MOST_REPEATS = 2;

/**
 * Reads the account's list from where the run stands. The next page is asked for while the last ones are written.
 * Pages and the cursor behind them are written together, so that a run that is killed reads no page into the record
 * twice and skips none.
 */
export async function listStep(session: Session): Promise<Stopped> {
  const { run, ctx } = session;
  if (run.phase !== "list" || !session.gateway.capabilities.list.supported) return null;
  const isKnownAccount = await patiently(() =>
    read(ctx, (tx) => book.hasCompletedRun(tx, session.account.id)),
  );
  const writer = new PageWriter(session, isKnownAccount);
  const position = { cursor: run.cursor ?? undefined, pages: run.pages, rows: run.checked };
  try {
    return await readPages(session, new Pages(session, position), writer);
  } finally {
    await writer.end();
  }
}

async function readPages(session: Session, pages: Pages, writer: PageWriter): Promise<Stopped> {
  while (!pages.isOver) {
    const why = session.stopping.why();
    if (why && !pages.isAsked) return why;
    const answer = await pages.take();
    if (!answer.ok) return await stoppedBy(session, answer.error, writer);
    if (answer.value.nextCursor !== undefined && !session.stopping.why()) pages.ask();
    await writer.add(answer.value);
    if (writer.isRepeating) return partial(REPEATING);
  }
  return null;
}

async function stoppedBy(
  { stopping }: Session,
  failure: RegistrarFailure,
  writer: PageWriter,
): Promise<Stopped> {
  const why = stopping.why();
  if (why) return why;
  await writer.end();
  return { state: writer.pages > 0 ? "partial" : "failed", failure };
}

const partial = (message: string): Stopped => ({
  state: "partial",
  failure: { code: "malformed_answer", effect: "none", message },
});

/** Writes pages into the record, and notices when they bring nothing that was not listed before. */
class PageWriter extends Writer<DomainPage> {
  /** Pages of the run that are written. */
  pages: number;
  #repeats = 0;

  constructor(session: Session, isKnownAccount: boolean) {
    super(async (pages) => {
      const fresh = await patiently(() => takeIn(session, pages, this.pages, isKnownAccount));
      this.pages += pages.length;
      const isRepeat = fresh === 0 && pages.some(({ domains }) => domains.length > 0);
      this.#repeats = isRepeat ? this.#repeats + 1 : 0;
      session.onProgress(session);
    }, isMuch);
    this.pages = session.run.pages;
  }

  get isRepeating(): boolean {
    return this.#repeats >= MOST_REPEATS;
  }
}

const isMuch = (pages: readonly DomainPage[]): boolean =>
  pages.reduce((sum, { domains }) => sum + domains.length, 0) >= MOST_ROWS;

/** @returns names that this run had not listed before */
const takeIn = (
  session: Session,
  pages: readonly DomainPage[],
  after: number,
  isKnownAccount: boolean,
): Promise<number> =>
  mutate(session.ctx, "sync.run", async (tx, record) => {
    await session.hold(tx);
    await record();
    const now = await book.holdRun(tx, session.run.id);
    if (!now) throw new LeaseLost();
    if (now.cancelAskedAt) session.stopping.cancel();
    // An attempt whose end nobody saw was written after all.
    if (now.pages > after) return 1;
    const reading = readingOf(session, "list", isKnownAccount);
    const outcome = await applyPage(
      tx,
      record,
      reading,
      pages.flatMap(({ domains }) => domains),
    );
    const unreadable = pages.flatMap((page) => page.unreadable);
    const last = pages.at(-1);
    const total = pages.findLast((page) => page.total !== undefined)?.total;
    await book.advanceRun(tx, session.run.id, {
      ...outcome,
      pages: pages.length,
      apiCalls: pages.length,
      errors: unreadable.length,
      problems: [...outcome.problems, ...unreadable],
      cursor: last?.nextCursor ?? null,
      phase: last?.nextCursor === undefined ? "missing" : "list",
      ...(total === undefined ? {} : { expected: total }),
    });
    return outcome.checked;
  });
