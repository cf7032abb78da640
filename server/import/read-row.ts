import { normaliseDomainName } from "../names/normalise-domain-name";
import { CELL_READERS, type CellAnswer, shown, type Told, wrong } from "./read-cell";
import type { DateFormat, ImportField, Mapping, RowProblem } from "./schemas";

/** What a record tells of a name. */
export type RowValues = Told & {
  readonly name: string;
  readonly unicode: string;
  readonly tld: string;
};

/** `name`: as stored, or where it is none, as the file has it. `values` null: it is not even a name. */
export type ReadRow = {
  readonly name: string;
  readonly values: RowValues | null;
  readonly problems: readonly RowProblem[];
};

/** How the records of a file are to be read. */
export type Reading = {
  readonly mapping: Mapping;
  readonly columns: number;
  readonly dateFormat: DateFormat;
};

/** An apostrophe our own export put before a formula goes away again. */
const DISARMED = /^'('*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])/;
/** Line ends and tabs belong to text; the other controls, and halves of signs, to nothing. */
const UNFIT = /[^\P{Cc}\t\n\r]|\p{Surrogate}/u;

const FIELDS = Object.keys(CELL_READERS) as (keyof typeof CELL_READERS)[];

function readCell(field: keyof typeof CELL_READERS, text: string, format: DateFormat): CellAnswer {
  if (UNFIT.test(text)) return wrong("bad_char", "The cell holds a sign that cannot be stored.");
  return CELL_READERS[field](text, format);
}

const tooMany = (cells: number, columns: number): RowProblem => ({
  field: "row",
  code: "column_count",
  message: `The line has ${cells} cells, the head ${columns}.`,
});

/** Reads the cells of one record: what it tells, and every rule it breaks, each with its field. */
export function readRow(cells: readonly string[], reading: Reading): ReadRow {
  const { mapping, columns, dateFormat } = reading;
  const cellOf = (field: ImportField): string => {
    const at = mapping[field];
    return at === undefined ? "" : (cells[at] ?? "").trim().replace(DISARMED, "$1");
  };
  const problems: RowProblem[] = cells.length > columns ? [tooMany(cells.length, columns)] : [];
  const typed = cellOf("name");
  const name = normaliseDomainName(typed);
  if (!name.ok)
    problems.push({ field: "name", code: name.error.code, message: name.error.message });
  const told: Told = {};
  for (const field of FIELDS) {
    const text = cellOf(field);
    const answer = text === "" ? { told: {} } : readCell(field, text, dateFormat);
    if ("told" in answer) Object.assign(told, answer.told);
    else problems.push({ field, ...answer });
  }
  if (!name.ok)
    return { name: shown(typed).replaceAll(/\p{Cc}/gu, "\ufffd"), values: null, problems };
  const { name: ascii, unicode, tld } = name.value;
  return { name: ascii, values: { ...told, name: ascii, unicode, tld }, problems };
}
