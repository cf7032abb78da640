import { parse } from "csv-parse/sync";

const optionsOf = (delimiter: string) =>
  ({
    delimiter,
    record_delimiter: "\n",
    relax_column_count: true,
    skip_empty_lines: false,
    // A comma inside quotes is text, and so is every blank.
    trim: false,
  }) as const;

/** The cells of one record; null when its quotes do not add up. */
function cellsOf(text: string, delimiter: string): string[] | null {
  try {
    const [cells, ...more] = parse(text, optionsOf(delimiter));
    return cells && more.length === 0 ? cells : null;
  } catch {
    return null;
  }
}

/**
 * The cells of records, each taken apart by itself where one of them spoils the whole.
 *
 * @param texts one record each, line ends inside quotes as LF
 * @returns in the order asked; null for a record whose quotes do not add up
 */
export function parseCells(texts: readonly string[], delimiter: string): (string[] | null)[] {
  if (texts.length === 0) return [];
  try {
    const parsed = parse(`${texts.join("\n")}\n`, optionsOf(delimiter));
    if (parsed.length === texts.length) return parsed;
  } catch {
    // The one that is wrong is found below.
  }
  return texts.map((text) => cellsOf(text, delimiter));
}

const DELIMITERS = [";", ",", "\t"] as const;

/** What separates the cells of a head: the sign that stands in it most often, outside quotes. */
export function delimiterOf(head: string): string {
  const bare = head.replaceAll(/"(?:[^"]|"")*"/g, "");
  const [best] = DELIMITERS.map((sign) => ({ sign, times: bare.split(sign).length - 1 })).sort(
    (one, other) => other.times - one.times,
  );
  return best && best.times > 0 ? best.sign : ",";
}
