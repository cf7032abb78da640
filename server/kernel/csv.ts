/** What spreadsheets take for the start of a formula, also in full-width spelling. @see OWASP CSV Injection */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** Marks UTF-8 for spreadsheets that would otherwise guess. */
export const CSV_START = "\ufeff";

function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * One line of a CSV file that is safe to open in a spreadsheet: text that would be run as a formula
 * gets an apostrophe before it. Numbers stay numbers.
 * @see RFC 4180
 */
export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map(cell).join(",")}\r\n`;
