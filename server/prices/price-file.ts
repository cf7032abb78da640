import { parse } from "csv-parse/sync";
import { z } from "zod";
import { delimiterOf } from "../import/parse-cells";
import { invalid } from "../kernel/errors";
import { decimalsOf, parseMinor } from "../names/money";
import { PRICE_ACTIONS } from "../registrars/gateway";
import { asciiEnding } from "./ending";
import type { Line } from "./lines";

/** A line of a file that holds a price. */
export type FileLine = {
  readonly tld: string;
  readonly validFrom?: string;
  readonly line: Line;
};

type Problem = { readonly line: number; readonly problem: string };

const MOST_LINES = 20_000;
const COLUMNS = ["tld", "action", "years", "price", "currency", "valid_from"] as const;
const NEEDED = ["tld", "action", "price", "currency"] as const;

const Record_ = z.object({
  tld: z
    .string()
    .toLowerCase()
    .transform((text) => text.replace(/^\./, ""))
    .transform((text, ctx) => {
      const ending = asciiEnding(text);
      if (ending === null) ctx.addIssue({ code: "custom", message: "This is not an ending." });
      return ending ?? z.NEVER;
    }),
  action: z
    .string()
    .toLowerCase()
    .pipe(z.enum(PRICE_ACTIONS, `The action is one of ${PRICE_ACTIONS.join(", ")}.`)),
  years: z
    .string()
    .default("")
    .transform((text) => (text === "" ? 1 : Number(text)))
    .pipe(
      z.int("Years are a whole number.").min(1, "At least one year.").max(10, "At most ten years."),
    ),
  price: z.string().min(1, "There is no price. A price of nothing is written 0."),
  currency: z
    .string()
    .toUpperCase()
    .refine((code) => decimalsOf(code) !== null, "This is not a currency in present use."),
  valid_from: z.union([z.literal(""), z.iso.date("A day is written like 2027-01-31.")]).default(""),
});

/**
 * Reads a file of prices: a head that names the columns, in any order, then one price of one year in each line. Comma,
 * semicolon or tab; a decimal comma is understood where it is not the separator.
 *
 * @throws AppError `invalid_input` `malformed` for what is no such file, `required` for a column that is missing
 */
export function readPriceFile(text: string): {
  lines: readonly FileLine[];
  problems: readonly Problem[];
} {
  const records = recordsOf(text);
  const [head = [], ...rows] = records;
  const columns = head.map((cell) => cell.trim().toLowerCase().replaceAll(" ", "_"));
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw invalid(
      "text",
      "required",
      `The first line names the columns. Missing: ${missing.join(", ")}.`,
    );
  if (rows.length > MOST_LINES)
    throw invalid("text", "too_large", `A file of prices has at most ${MOST_LINES} lines.`);
  const lines: FileLine[] = [];
  const problems: Problem[] = [];
  const told = new Map<string, number>();
  for (const [index, cells] of rows.entries()) {
    const number = index + 2;
    const read = readLine(columns, cells);
    const problem = typeof read === "string" ? read : repeated(told, read, number);
    if (typeof read === "string" || problem !== null)
      problems.push({ line: number, problem: problem ?? "" });
    else lines.push(read);
  }
  return { lines, problems };
}

function recordsOf(text: string): string[][] {
  const [head = ""] = text.replace(/^\ufeff/, "").split(/\r?\n/, 1);
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(head),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch {
    throw invalid("text", "malformed", "The quotes in this file do not add up.");
  }
}

/** A line as it is meant, or what is wrong with it. */
function readLine(columns: readonly string[], cells: readonly string[]): FileLine | string {
  const record = Object.fromEntries(
    COLUMNS.flatMap((column) => {
      const at = columns.indexOf(column);
      return at === -1 ? [] : [[column, cells[at] ?? ""] as const];
    }),
  );
  const read = Record_.safeParse(record);
  if (!read.success) return read.error.issues[0]?.message ?? "This line cannot be read.";
  const { tld, action, years, price, currency, valid_from: validFrom } = read.data;
  const money = parseMinor(price.replace(",", "."), currency);
  if (!money.ok) return money.error.message;
  if (years > 1 && (action === "transfer" || action === "restore"))
    return "A transfer and a restore are for one year.";
  return {
    tld,
    ...(validFrom === "" ? {} : { validFrom }),
    line: {
      action,
      years,
      currency: money.value.currency,
      priceMinor: money.value.minor,
      normalPriceMinor: null,
      isPremium: false,
    },
  };
}

function repeated(
  told: Map<string, number>,
  { tld, validFrom, line }: FileLine,
  number: number,
): string | null {
  const key = `${tld}|${line.action}|${line.years}|${validFrom ?? ""}`;
  const before = told.get(key);
  if (before !== undefined) return `Line ${before} tells this price already.`;
  told.set(key, number);
  return null;
}
