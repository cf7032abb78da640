import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transaction } from "@/db/client";
import { orderedId } from "../kernel/ordered-id";
import { type Ground, type Judgement, judge, type KnownName } from "./judge";
import { parseCells } from "./parse-cells";
import { type Reading, type ReadRow, readRow } from "./read-row";
import * as rows from "./rows/store";
import type { RowProblem } from "./schemas";
import type { RawRecord } from "./split-records";

const FAULTS: Readonly<Record<Exclude<RawRecord["fault"], "">, RowProblem>> = {
  quote: {
    field: "row",
    code: "quote",
    message: "The quotes of this line do not add up. A quote inside a cell is written twice.",
  },
  too_long: { field: "row", code: "too_long", message: "The line is longer than a row can be." },
};

type Line = ReadRow & { readonly line: number };

const faulty = ({ line, text }: RawRecord, fault: keyof typeof FAULTS): Line => ({
  line,
  name: text.slice(0, 60).replaceAll(/\p{Cc}/gu, "\ufffd"),
  values: null,
  problems: [FAULTS[fault]],
});

/** Reads records in the order of the file. */
function readLines(
  records: readonly RawRecord[],
  delimiter: string,
  reading: Reading,
): readonly Line[] {
  const readable = records.filter(({ fault }) => fault === "");
  const cells = parseCells(
    readable.map(({ text }) => text),
    delimiter,
  );
  const cellsAt = new Map(readable.map(({ line }, at) => [line, cells[at] ?? null]));
  return records.map((record): Line => {
    if (record.fault !== "") return faulty(record, record.fault);
    const found = cellsAt.get(record.line);
    return found ? { line: record.line, ...readRow(found, reading) } : faulty(record, "quote");
  });
}

const duplicateOf = (line: number): Judgement => ({
  verdict: "duplicate",
  problems: [
    { field: "name", code: "duplicate", message: `The name stands on line ${line} already.` },
  ],
  next: null,
  before: null,
  after: null,
});

/** What records are read by, and held against. */
export type Work = {
  readonly importId: string;
  readonly delimiter: string;
  readonly reading: Reading;
  readonly ground: Ground;
  /** The first line of each name of the file; grows with what is read. */
  readonly firstLines: Map<string, number>;
};

function judged(line: Line, known: KnownName | null, work: Work): Judgement {
  if (!line.values) return judge(line, known, work.ground);
  const first = work.firstLines.get(line.name) ?? line.line;
  work.firstLines.set(line.name, first);
  return first === line.line ? judge(line, known, work.ground) : duplicateOf(first);
}

function staged(line: Line, known: KnownName | null, work: Work): rows.StagedRow {
  const { verdict, problems, next, before, after } = judged(line, known, work);
  const isOurs = verdict === "new" || verdict === "changed" || verdict === "unchanged";
  const isAdded = verdict === "new";
  return {
    line: line.line,
    verdict,
    name: line.name,
    targetId: isOurs ? (isAdded ? orderedId() : (known?.id ?? null)) : null,
    version: isOurs ? (known?.version ?? null) : null,
    record: next && line.values ? rows.columnsOf(line.values, next) : null,
    was: next && line.values && known ? rows.columnsOf(line.values, known) : null,
    before,
    after,
    problems: problems.length > 0 ? problems : null,
  };
}

/** So many rows are in memory at a time, in all the forms they take on the way. */
const AT_ONCE = 1_000;

/**
 * Reads records, holds each against the name as it is here, and keeps the verdicts. While the database writes some rows,
 * the next are judged.
 *
 * @param hash of what was kept before
 * @returns the hash of all that was kept
 */
export async function judgeRecords(
  tx: Transaction,
  records: readonly RawRecord[],
  work: Work,
  hash: string,
): Promise<string> {
  const digest = createHash("sha256").update(hash);
  const writer = new Writer(tx, work.importId);
  for (let start = 0; start < records.length; start += AT_ONCE) {
    const lines = readLines(records.slice(start, start + AT_ONCE), work.delimiter, work.reading);
    await writer.written();
    const names = lines.flatMap(({ values }) => values?.name ?? []);
    const known = await rows.knownNames(tx, names);
    await writer.begin();
    const verdicts = JSON.stringify(
      lines.map((line) => staged(line, known.get(line.name) ?? null, work)),
    );
    digest.update(verdicts);
    writer.next = verdicts;
  }
  await writer.written();
  await writer.begin();
  await writer.written();
  return digest.digest("hex");
}

/** Has rows written while others are judged: one statement at a time is on its way. */
class Writer {
  /** Rows that are to be written next, as JSON. */
  next: string | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly tx: Transaction,
    private readonly importId: string,
  ) {}

  written(): Promise<void> {
    return this.writing;
  }

  /** Sends what is next on its way, and gives the socket a turn. */
  async begin(): Promise<void> {
    if (this.next === null) return;
    this.writing = rows.stage(this.tx, this.importId, this.next);
    this.next = null;
    // What fails is told where it is waited for.
    this.writing.catch(() => undefined);
    await nextTurn();
  }
}
