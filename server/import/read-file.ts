import { AppError, invalid } from "../kernel/errors";
import { normaliseDomainName } from "../names/normalise-domain-name";
import { delimiterOf, parseCells } from "./parse-cells";
import { MOST_RECORDS } from "./schemas";
import { type RawRecord, RecordSplitter } from "./split-records";

/** Pieces a file is stored in: enough for one transaction, little enough for memory. */
const CHUNK_RECORDS = 5_000;
const CHUNK_SIGNS = 2 * 1024 * 1024;
const DECODED_BYTES = 256 * 1024;

const MOST_COLUMNS = 200;
const MOST_TITLE_SIGNS = 200;

/** A file as it was read: its columns, and its records in pieces. */
export type CsvFile = {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly records: number;
  readonly chunks: readonly (readonly RawRecord[])[];
};

const refuse = (code: string, message: string) => invalid("file", code, message);

const NOT_UTF8 =
  "The file is not text in UTF-8. Save it as “CSV UTF-8” in your spreadsheet, then try again.";

/** What a file is that is no CSV, by its first bytes. */
function assertText(bytes: Uint8Array): void {
  const [a, b] = bytes;
  if (bytes.length === 0) throw refuse("empty", "The file is empty.");
  if (a === 0x50 && b === 0x4b) {
    const message = "This is a spreadsheet or an archive. Save it as CSV, then try again.";
    throw new AppError("media_type", message, {
      fields: { file: [{ code: "media_type", message }] },
    });
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw refuse("encoding", NOT_UTF8);
}

/** The text of a file, piece by piece; a byte order mark goes away. NUL cannot be stored, so another control stands for it. */
function* textOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += DECODED_BYTES) {
      const isLast = at + DECODED_BYTES >= bytes.length;
      const piece = decoder.decode(bytes.subarray(at, at + DECODED_BYTES), { stream: !isLast });
      yield piece.replaceAll("\0", "\u0001");
    }
  } catch {
    throw refuse("encoding", NOT_UTF8);
  }
}

function columnsOf(head: string, delimiter: string): string[] {
  const cells = parseCells([head], delimiter)[0];
  if (!cells) throw refuse("header", "The quotes in the first line do not add up.");
  const titles = cells.map((cell) => cell.trim().slice(0, MOST_TITLE_SIGNS));
  if (titles.length > MOST_COLUMNS)
    throw refuse("header", `A file has at most ${MOST_COLUMNS} columns.`);
  if (titles.some((title) => normaliseDomainName(title).ok))
    throw refuse("header", "The first line has to name the columns, such as domain,expires.");
  const named = titles.filter(Boolean).map((title) => title.toLowerCase());
  const twice = named.find((title, at) => named.indexOf(title) !== at);
  if (twice) throw refuse("header", `Two columns are called “${twice}”. Rename one of them.`);
  if (named.length === 0) throw refuse("header", "The first line names no column.");
  return titles.map((title, at) => title || `Column ${at + 1}`);
}

/** Some spreadsheets write the separator into a line of its own, above the head. */
const SEPARATOR_LINE = /^sep=(.)$/i;

/** Gathers records into pieces, and stops a file that has too many. */
class Pieces {
  readonly chunks: RawRecord[][] = [];
  records = 0;
  private signs = 0;

  add(record: RawRecord): void {
    this.records += 1;
    if (this.records > MOST_RECORDS) throw tooMany();
    const last = this.chunks.at(-1);
    const isFull = !last || last.length >= CHUNK_RECORDS || this.signs >= CHUNK_SIGNS;
    if (isFull) this.signs = 0;
    this.signs += record.text.length;
    if (isFull) this.chunks.push([record]);
    else last.push(record);
  }
}

function tooMany(): AppError {
  const message = `A file has at most ${MOST_RECORDS.toLocaleString("en-GB")} rows. Split it.`;
  return new AppError("too_large", message, { fields: { file: [{ code: "too_many", message }] } });
}

/**
 * Takes a CSV file apart into records, without reading them yet.
 *
 * @throws AppError `media_type` for spreadsheets and archives; `too_large` with code `too_many`;
 *   `invalid_input` on `file` with code `empty`, `encoding` or `header`
 */
export function readFile(bytes: Uint8Array): CsvFile {
  assertText(bytes);
  const splitter = new RecordSplitter();
  const pieces = new Pieces();
  let columns: string[] | null = null;
  let delimiter: string | null = null;
  const take = (record: RawRecord) => {
    if (columns) return pieces.add(record);
    const [, separator] = SEPARATOR_LINE.exec(record.text) ?? [];
    if (separator && delimiter === null) {
      delimiter = separator;
      return;
    }
    delimiter ??= delimiterOf(record.text);
    columns = columnsOf(record.text, delimiter);
    splitter.delimiter = delimiter;
  };
  for (const text of textOf(bytes)) for (const record of splitter.push(text)) take(record);
  for (const record of splitter.end()) take(record);
  if (!columns || delimiter === null || pieces.records === 0)
    throw refuse("empty", "The file has no rows below its first line.");
  return { delimiter, columns, records: pieces.records, chunks: pieces.chunks };
}
