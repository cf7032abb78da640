import type { Transaction } from "@/db/client";
import { mutate } from "../../audit/mutate";
import type { ServiceContext } from "../../kernel/context";
import { report } from "../../kernel/report";
import { today } from "../../kernel/today";
import { chooseSource } from "../choose-source";
import { headLine } from "./columns";
import type { Profile } from "./csv-sql";
import * as store from "./store";

/** So many lines are fetched at a time: some 250 kB, which is what waits in memory for a slow reader. */
const LINES = 2_000;

/** A file on its way. Who reads it slowly slows the database down; nothing piles up in memory. */
export type ExportFile = {
  readonly name: string;
  readonly pieces: AsyncGenerator<string>;
  /** Settles when the last line has gone out and the log is written, or the reader has gone away. */
  readonly done: Promise<void>;
};

/** What is asked for: which names, in which form, and how the log tells it. */
export type Order = {
  readonly wanted: store.Wanted;
  readonly profile: Profile;
  readonly told: string;
};

type Sink = WritableStreamDefaultWriter<string>;

/** Hands a text on once the reader has room for it. False: the reader has gone away. */
async function hand(sink: Sink, text: string): Promise<boolean> {
  try {
    await sink.ready;
    await sink.write(text);
    return true;
  } catch {
    return false;
  }
}

/** Opens the lines; false where nothing matches and there is none to open. */
async function open(tx: Transaction, { wanted, profile }: Order): Promise<boolean> {
  const source = "ids" in wanted ? "some" : (await chooseSource(tx, wanted.filter)).source;
  if (source === null) return false;
  // The many are read in the order of an index: sorting a million lines would begin with a long silence.
  const isWalked = source !== "some" && (source.kind === "walk" || source.kind === "plain");
  await store.openLines(tx, wanted, profile, isWalked);
  return true;
}

async function pour(tx: Transaction, sink: Sink, hasLines: boolean) {
  let names = 0;
  let isWhole = true;
  for (let isMore = hasLines; isMore && isWhole; ) {
    const batch = await store.nextLines(tx, LINES);
    isMore = batch.lines === LINES;
    if (batch.lines > 0) isWhole = await hand(sink, batch.text);
    if (isWhole) names += batch.lines;
  }
  return { names, isWhole };
}

/** Sends the file and logs it at its end, whole or not, in the one transaction that reads it. */
async function send(ctx: ServiceContext, order: Order, sink: Sink): Promise<void> {
  await mutate(ctx, "domain.export", async (tx, record) => {
    const hasLines = await open(tx, order);
    const isRead = await hand(sink, headLine(order.profile));
    const { names, isWhole } = await pour(tx, sink, hasLines && isRead);
    await record({
      action: "domain.exported",
      objectId: ctx.requestId,
      objectName: order.told || "All names",
      partnerId: ctx.scope.all ? null : ctx.scope.partnerId,
      after: { filter: order.told, profile: order.profile, names, isWhole: isWhole && isRead },
    });
  });
}

/** Begins to send a file. A failure on the way breaks the answer off: half a file never looks whole. */
export function startFile(ctx: ServiceContext, order: Order): ExportFile {
  const { readable, writable } = new TransformStream<string, string>();
  const sink = writable.getWriter();
  const done = send(ctx, order, sink).then(
    () => sink.close().catch(() => undefined),
    async (error: unknown) => {
      report(error, { requestId: ctx.requestId });
      await sink.abort(error).catch(() => undefined);
    },
  );
  // Its end is told through the stream; nobody has to wait for it.
  sink.closed.catch(() => undefined);
  return { name: `namekeep-domains-${today(ctx.now())}.csv`, pieces: piecesOf(readable), done };
}

/** Ending the generator early cancels the stream, which ends the sending. */
async function* piecesOf(stream: ReadableStream<string>): AsyncGenerator<string> {
  yield* stream;
}
