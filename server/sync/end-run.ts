import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import type { RegistrarFailure } from "../registrars/gateway";
import * as book from "./book/store";
import * as listing from "./listing/store";
import { patiently } from "./patiently";
import * as selected from "./selected/store";

/** A run keeps so many of the names it did not reach; it counts them all. */
export const MOST_UNREACHED = 100;

export type EndState = book.Ending["state"];

export type Ended = {
  readonly account: book.Account;
  readonly run: book.Run;
  /** The names of the run that are asked for one by one; none where it never came so far. */
  readonly target?: selected.Target;
  readonly durationMs?: number;
};

export type How = { readonly state: EndState; readonly failure: RegistrarFailure | null };

const NONE: book.Unreached = { count: 0, names: [] };

/** What belongs to the end in the same transaction, before the run is held and after it was ended. */
type Around = {
  readonly before: (tx: Transaction) => Promise<unknown>;
  readonly after: (tx: Transaction) => Promise<void>;
};
const NOTHING = () => Promise.resolve();

/** Ends a run, once however often it is tried, with one line in the log, and with the names it did not reach. */
export const endRun = (
  ctx: ServiceContext,
  ended: Ended,
  how: How,
  { before, after }: Around = { before: NOTHING, after: NOTHING },
): Promise<book.Run | null> =>
  patiently(() =>
    mutate(ctx, "sync.run", async (tx, record) => {
      await record();
      await before(tx);
      const now = await book.holdRun(tx, ended.run.id);
      if (!now) return null;
      const unreached = how.state === "completed" ? NONE : await unreachedOf(tx, ended, now);
      if (ended.durationMs) await book.advanceRun(tx, now.id, { durationMs: ended.durationMs });
      const done = await book.finishRun(tx, now.id, { ...how, unreached });
      await after(tx);
      if (done) await recordEnd(record, ended.account, done, how.failure);
      return done;
    }),
  );

/** What a run leaves undone: the rest of a list, or names that wait to be asked for. */
async function unreachedOf(
  tx: Transaction,
  { account, target }: Ended,
  run: book.Run,
): Promise<book.Unreached> {
  if (run.scope === "account" && run.phase !== "details")
    return await listing.unlisted(tx, { accountId: account.id, runId: run.id }, MOST_UNREACHED);
  if (!target) return NONE;
  const found = await selected.untried(tx, target, run.startedAt, MOST_UNREACHED);
  const planned =
    run.expected === null ? null : Math.max(0, run.expected - run.checked - run.errors);
  if (run.scope === "account" || planned === null || planned >= found.count) return found;
  return { count: planned, names: found.names.slice(0, planned) };
}

const ACTIONS = {
  completed: "sync.finished",
  partial: "sync.finished",
  failed: "sync.failed",
  cancelled: "sync.cancelled",
} as const;

const recordEnd = (
  record: Recorder,
  account: book.Account,
  run: book.Run,
  failure: RegistrarFailure | null,
) =>
  record({
    action: failure ? "sync.failed" : ACTIONS[run.state as EndState],
    objectId: account.id,
    objectName: account.name,
    partnerId: null,
    result: failure ? "refused" : "ok",
    ...reasonOf(run, failure),
    after: {
      state: run.state,
      checked: run.checked,
      added: run.added,
      changed: run.changed,
      missing: run.missing,
      errors: run.errors,
      unreached: run.unreached,
    },
    runId: run.id,
  });

function reasonOf(run: book.Run, failure: RegistrarFailure | null): { reason?: string } {
  if (failure) return { reason: failure.message };
  if (run.state === "cancelled" && run.cancelAskedBy)
    return { reason: `${run.cancelAskedBy} ended it.` };
  return {};
}
