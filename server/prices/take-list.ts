import type { Transaction } from "@/db/client";
import { read } from "../kernel/transact";
import { accountCurrency } from "../registrars/currencies";
import type { RegistrarFailure } from "../registrars/gateway";
import { isHopeless } from "./ask";
import { isOutOfTime, type Session, writeDown } from "./asking";
import { type EndingLines, endingProblem, listProblem } from "./believable-list";
import * as book from "./book/store";
import * as history from "./history/store";
import { type Line, linesOf } from "./lines";
import * as runs from "./runs/store";
import { type Taken, takePrices } from "./take-prices";

const LIST = "price list";
const TOGETHER = 40;

/**
 * Takes over what is due of an account's endings out of its registrar's whole price list, where it has one: a few calls
 * instead of two for each ending. What the list does not speak of is left to be asked one by one, and so is everything
 * when the list cannot be read.
 *
 * @returns why nothing more is to be asked: everybody is turned away, or the list cannot be believed, and nothing of it
 *   was taken over; null: go on
 */
export async function takeList(session: Session): Promise<RegistrarFailure | null> {
  const { ctx, account, run, gateway, signal } = session;
  if (!gateway.capabilities.price_list.supported || isOutOfTime(session)) return null;
  const due = await read(ctx, (tx) =>
    book.endingsToAsk(tx, account.id, { since: run.startedAt, isForced: run.isForced }),
  );
  if (due.length === 0) return null;
  const currency = accountCurrency(account);
  const list = await gateway.readPriceList({ currency, ...(signal ? { signal } : {}) });
  if (!list.ok) return refused(session, list.error);
  const { endings, unreadable, calls } = list.value;
  const told: EndingLines = new Map([...endings].map(([tld, prices]) => [tld, linesOf(prices)]));
  const known = await read(ctx, (tx) => history.endingsOf(tx, account.id, ctx.now().toISOString()));
  const problem = listProblem(told, known, currency);
  if (problem) {
    await count(session, { errors: 1, apiCalls: calls }, { target: LIST, problem });
    return { code: "malformed_answer", effect: "none", message: implausible(problem) };
  }
  await count(session, { apiCalls: calls }, null);
  for (const { tld, problem } of unreadable.filter(({ tld }) => due.includes(tld)))
    await count(session, {}, { target: `.${tld}`, problem });
  await takeAll(session, { told, known, due });
  return null;
}

const implausible = (problem: string) =>
  `Its price list cannot be believed, so no price was changed. ${problem}`;

/** A list that cannot be had is no reason to know nothing, unless each ending would be refused in the same way. */
async function refused(
  session: Session,
  failure: RegistrarFailure,
): Promise<RegistrarFailure | null> {
  const isOver = isHopeless(failure) || failure.code === "invalid_request";
  await count(
    session,
    { apiCalls: 1, errors: isOver ? 1 : 0 },
    { target: LIST, problem: failure.message },
  );
  return isOver ? failure : null;
}

type Part = Partial<runs.Counts>;
const NOTHING: runs.Counts = {
  asked: 0,
  told: 0,
  untold: 0,
  errors: 0,
  first: 0,
  changed: 0,
  alerts: 0,
  apiCalls: 0,
};

const count = (
  session: Session,
  part: Part,
  problem: { readonly target: string; readonly problem: string } | null,
) =>
  writeDown(session, async (tx, record) => {
    await runs.addCounts(tx, session.run.id, { ...NOTHING, ...part }, problem);
    await record();
  });

type Lists = {
  readonly told: EndingLines;
  readonly known: EndingLines;
  readonly due: readonly string[];
};

/** Endings that are due, and silently those that other accounts have, so that they can be held side by side. */
async function takeAll(session: Session, { told, known, due }: Lists): Promise<void> {
  const others = await read(session.ctx, (tx) => book.endingsElsewhere(tx, session.account.id));
  const wanted = [
    ...due.map((tld) => ({ tld, isDue: true })),
    ...others.filter((tld) => !due.includes(tld)).map((tld) => ({ tld, isDue: false })),
  ].filter(({ tld }) => told.has(tld));
  for (let at = 0; at < wanted.length && !isOutOfTime(session); at += TOGETHER)
    await takeSome(session, wanted.slice(at, at + TOGETHER), { told, known });
}

type Wanted = { readonly tld: string; readonly isDue: boolean };

/** Some endings in one transaction. */
const takeSome = (
  session: Session,
  wanted: readonly Wanted[],
  { told, known }: Omit<Lists, "due">,
) =>
  writeDown(session, async (tx, record) => {
    for (const one of wanted) {
      const lines = told.get(one.tld) ?? [];
      const problem = endingProblem(lines, known.get(one.tld) ?? []);
      await record(...(await takeOne(tx, session, one, problem ? { problem } : { lines })).entries);
    }
  });

type Said = { readonly lines: readonly Line[] } | { readonly problem: string };

async function takeOne(
  tx: Transaction,
  { ctx, account, run }: Session,
  { tld, isDue }: Wanted,
  said: Said,
): Promise<Taken> {
  const place = { accountId: account.id, tld, name: "" };
  if (isDue) await book.holdTarget(tx, place);
  const taken = await takePrices(tx, {
    place,
    account: account.name,
    lines: "lines" in said ? said.lines : [],
    source: "registrar",
    now: ctx.now().toISOString(),
    isSilent: !isDue,
  });
  const { first, changed, alerts } = taken;
  const moves = { ...NOTHING, first, changed, alerts };
  if (!isDue) await runs.addCounts(tx, run.id, moves, null);
  else if ("lines" in said) {
    await book.noteAsked(tx, { ...place, isPremium: null, isTold: said.lines.length > 0 });
    await runs.addCounts(tx, run.id, { ...moves, asked: 1, told: 1 }, null);
  } else {
    const { problem } = said;
    const failure = { code: "malformed_answer", effect: "none", message: problem } as const;
    await book.noteAsked(tx, { ...place, failure });
    const about = { target: `.${tld}`, problem };
    await runs.addCounts(tx, run.id, { ...moves, asked: 1, errors: 1 }, about);
  }
  return taken;
}
