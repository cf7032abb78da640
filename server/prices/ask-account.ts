import type { Transaction } from "@/db/client";
import { read } from "../kernel/transact";
import { accountCurrency } from "../registrars/currencies";
import type { RegistrarFailure } from "../registrars/gateway";
import { type Asked, askEnding, askName, isHopeless, isInPassing } from "./ask";
import { isOutOfTime, type Session, writeDown } from "./asking";
import * as book from "./book/store";
import type { Line } from "./lines";
import * as runs from "./runs/store";
import { takeList } from "./take-list";
import { type Taken, takePrices } from "./take-prices";

/** Why asking ended before everything was asked; null: it was. */
export type Stopped = "out_of_time" | { readonly failure: RegistrarFailure } | null;

const PAGE = 20;
/** So many in a row that nobody answered: the registrar is down, not one of its registries. */
const MOST_UNANSWERED = 3;

/** What is to be asked, some at a time. */
async function* targetsOf({ ctx, account, run }: Session) {
  const query = { since: run.startedAt, isForced: run.isForced, most: PAGE };
  for (;;) {
    const targets = await read(ctx, (tx) => book.nextTargets(tx, account.id, query));
    if (targets.length === 0) return;
    yield* targets;
  }
}

/** Reads the whole list where there is one, then asks one thing after the other, each taken over in a transaction of its own, until all is asked or time is up. */
export async function askAccount(session: Session): Promise<Stopped> {
  const refusal = await takeList(session);
  if (refusal) return { failure: refusal };
  let unanswered = 0;
  for await (const target of targetsOf(session)) {
    if (isOutOfTime(session)) return "out_of_time";
    const failure = await askTarget(session, target);
    unanswered = failure && isInPassing(failure) ? unanswered + 1 : 0;
    if (failure && isOver(failure, unanswered)) return { failure };
  }
  return null;
}

const isOver = (failure: RegistrarFailure, unanswered: number): boolean =>
  isHopeless(failure) || unanswered >= MOST_UNANSWERED;

async function askTarget(
  session: Session,
  { tld, name, isPremium }: book.Target,
): Promise<RegistrarFailure | null> {
  const { ctx, account, gateway } = session;
  const currency = accountCurrency(account);
  const asked =
    name === ""
      ? await askEnding(gateway, {
          tld,
          names: await read(ctx, (tx) => book.namesUnder(tx, account.id, tld, 3)),
          currency,
        })
      : await askName(gateway, { name, currency });
  await writeDown(session, async (tx, record) =>
    record(...(await note(tx, session, { tld, name, isPremium }, asked)).entries),
  );
  return "failure" in asked ? asked.failure : null;
}

const NOTHING: Taken = { first: 0, changed: 0, alerts: 0, entries: [] };

async function note(
  tx: Transaction,
  session: Session,
  target: book.Target,
  asked: Asked & { readonly isPremium?: boolean },
): Promise<Taken> {
  const place = { accountId: session.account.id, tld: target.tld, name: target.name };
  if ("failure" in asked) {
    // A registrar that turns everybody away says nothing of this target: it stays first in line.
    if (!isHopeless(asked.failure)) await book.noteAsked(tx, { ...place, failure: asked.failure });
    await count(tx, session, { asked, taken: NOTHING, target });
    return NOTHING;
  }
  await book.holdTarget(tx, place);
  const takes: Taken[] = [await takeOver(tx, session, { ...target, asked })];
  for (const { name, lines } of asked.premium)
    takes.push(await takePremium(tx, session, { tld: target.tld, name, lines }));
  await book.noteAsked(tx, {
    ...place,
    isTold: asked.lines.length > 0,
    isPremium: target.name !== "" && asked.lines.length > 0 ? (asked.isPremium ?? null) : null,
  });
  const taken = sumOf(takes);
  await count(tx, session, { asked, taken, target });
  return taken;
}

/** The lines of an ending, or of a name that has, or had, a price of its own. An ordinary name is told by its ending. */
async function takeOver(
  tx: Transaction,
  session: Session,
  {
    tld,
    name,
    isPremium,
    asked,
  }: book.Target & { readonly asked: Asked & { isPremium?: boolean } },
): Promise<Taken> {
  if ("failure" in asked || asked.lines.length === 0) return NOTHING;
  if (name !== "" && !asked.isPremium && isPremium !== true) return NOTHING;
  return takePrices(tx, {
    place: { accountId: session.account.id, tld, name },
    account: session.account.name,
    lines: asked.lines,
    source: "registrar",
    now: session.ctx.now().toISOString(),
    becamePremium: name !== "" && isPremium === false && asked.isPremium === true,
  });
}

/** A name that was found to be premium while its ending was asked about. */
async function takePremium(
  tx: Transaction,
  session: Session,
  { tld, name, lines }: { tld: string; name: string; lines: readonly Line[] },
): Promise<Taken> {
  const place = { accountId: session.account.id, tld, name };
  const known = await book.holdTarget(tx, place);
  await book.noteAsked(tx, { ...place, isTold: true, isPremium: true });
  return takePrices(tx, {
    place,
    account: session.account.name,
    lines,
    source: "registrar",
    now: session.ctx.now().toISOString(),
    becamePremium: known?.isPremium === false,
  });
}

const sumOf = (takes: readonly Taken[]): Taken =>
  takes.reduce((sum, one) => ({
    first: sum.first + one.first,
    changed: sum.changed + one.changed,
    alerts: sum.alerts + one.alerts,
    entries: [...sum.entries, ...one.entries],
  }));

async function count(
  tx: Transaction,
  { run }: Session,
  { asked, taken, target }: { asked: Asked; taken: Taken; target: book.Target },
): Promise<void> {
  const { first, changed, alerts } = taken;
  const isFailed = "failure" in asked;
  const isTold = !isFailed && asked.lines.length > 0;
  await runs.addCounts(
    tx,
    run.id,
    {
      asked: isFailed && isHopeless(asked.failure) ? 0 : 1,
      told: isTold ? 1 : 0,
      untold: isFailed || isTold ? 0 : 1,
      errors: isFailed ? 1 : 0,
      first,
      changed,
      alerts,
      apiCalls: asked.calls,
    },
    isFailed ? { target: target.name || `.${target.tld}`, problem: asked.failure.message } : null,
  );
}
