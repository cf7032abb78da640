import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
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
  /** Whether the names are to stay as they are until the transaction ends. */
  readonly isHeld: boolean;
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
    targetId: isOurs ? (isAdded ? randomUUID() : (known?.id ?? null)) : null,
    version: isOurs ? (known?.version ?? null) : null,
    record: next && line.values ? rows.columnsOf(line.values, next) : null,
    before,
    after,
    problems: problems.length > 0 ? problems : null,
  };
}

/** So many rows are in memory at a time, in all the forms they take on the way. */
const AT_ONCE = 1_000;

/** Reads records, holds each against the name as it is here, and keeps the verdicts. */
export async function judgeRecords(
  tx: Transaction,
  records: readonly RawRecord[],
  work: Work,
): Promise<void> {
  for (let start = 0; start < records.length; start += AT_ONCE)
    await judgeSome(tx, records.slice(start, start + AT_ONCE), work);
}

async function judgeSome(
  tx: Transaction,
  records: readonly RawRecord[],
  work: Work,
): Promise<void> {
  const lines = readLines(records, work.delimiter, work.reading);
  const names = lines.flatMap(({ values }) => values?.name ?? []);
  const known = await rows.knownNames(tx, names, work.isHeld);
  const verdicts = lines.map((line) => staged(line, known.get(line.name) ?? null, work));
  await rows.stage(tx, work.importId, verdicts);
}
