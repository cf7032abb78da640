import { z } from "zod";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { toUnicode } from "../names/to-unicode";
import { guessMapping } from "./guess-mapping";
import { parseCells } from "./parse-cells";
import { reachOrNone } from "./reach";
import type { ImportRow } from "./rows/store";
import { ImportDto, type ImportRowDto, type ImportSummaryDto, RowProblem } from "./schemas";
import type { Import, ImportOfAccount } from "./store";

const MOST_SAMPLE_SIGNS = 80;

const shape = ImportDto.shape;
const Counts = shape.counts.catch({});
const Mapping = shape.mapping.catch(null);
const DateFormat = shape.dateFormat.catch(null);
const Problems = z.array(RowProblem).catch([]);

/** An import as a list shows it. */
export const toSummary = (file: Import): ImportSummaryDto => ({
  id: file.id,
  planId: file.planId,
  state: shape.state.parse(file.state),
  fileName: file.fileName,
  records: file.records,
  counts: Counts.parse(file.counts),
  orderedBy: file.orderedBy.actor.name,
  createdAt: iso(file.createdAt),
  finishedAt: iso(file.finishedAt),
});

/** An import as its page shows it. @param texts its first readable records */
export function toImport(
  ctx: ServiceContext,
  { file, account }: ImportOfAccount,
  texts: readonly string[],
): ImportDto {
  const samples = parseCells(texts, file.delimiter).filter((cells) => cells !== null);
  return {
    ...toSummary(file),
    account: { id: account.id, name: account.name },
    reach: reachOrNone(ctx, account),
    bytes: file.bytes,
    delimiter: file.delimiter,
    columns: file.columns,
    samples: samples.map((cells) => cells.map((cell) => cell.slice(0, MOST_SAMPLE_SIGNS))),
    guess: guessMapping(file.columns),
    mapping: Mapping.parse(file.mapping),
    dateFormat: DateFormat.parse(file.dateFormat),
    checked: file.checkedRecords,
    failure: file.failure,
    updatedAt: iso(file.updatedAt),
  };
}

type Snapshot = ImportRowDto["before"];

/** How the plan of a file stands, as far as its rows show it. */
export type PlanStand = { readonly appliedAt: string | null; readonly state: string } | null;

const CHANGING = new Set(["new", "changed", "removed", "restored"]);

function stateOf(
  { verdict, fault, line }: ImportRow,
  { appliedLine }: Import,
  plan: PlanStand,
): ImportRowDto["state"] {
  if (!plan?.appliedAt || !CHANGING.has(verdict)) return null;
  if (fault) return "failed";
  if (line <= appliedLine) return "completed";
  return plan.state === "applying" || plan.state === "paused" ? "pending" : "cancelled";
}

/** One record with its verdict, and what became of it. */
export const toRow =
  (file: Import, plan: PlanStand) =>
  (row: ImportRow): ImportRowDto => ({
    line: row.line,
    verdict: row.verdict as ImportRowDto["verdict"],
    name: row.name,
    nameUnicode: toUnicode(row.name),
    before: row.before as Snapshot,
    after: row.after as Snapshot,
    problems: Problems.parse(row.problems ?? []),
    state: stateOf(row, file, plan),
  });
