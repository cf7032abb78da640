/** One name to be transferred as it was written, with its code where one stands beside it. */
export type TransferLine = {
  /** The line it stood in, from 1. */
  readonly line: number;
  readonly name: string;
  readonly authCode?: string;
};

/** Why a line was left out. It never repeats the line: what stands there may be a code. */
export type LineProblem = { readonly line: number; readonly message: string };

const HEADINGS = new Set(["name", "domain", "domain name", "domain_name", "fqdn"]);

/**
 * Reads names with their auth codes: `name code` on each line, as people paste them, or CSV with name and code. A line
 * that cannot be read is told and stops no other.
 *
 * Behind a blank the rest of the line is the code, without the blanks around it; behind a comma or semicolon it is a
 * CSV field, which is kept exactly and needs quotes when it holds the separator.
 */
export function readTransferLines(text: string): {
  readonly rows: readonly TransferLine[];
  readonly problems: readonly LineProblem[];
} {
  const rows: TransferLine[] = [];
  const problems: LineProblem[] = [];
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  for (const [index, written] of lines.entries()) {
    if (written.trim() === "") continue;
    const read = readLine(written, index + 1);
    if ("message" in read) problems.push(read);
    else if (index > 0 || !HEADINGS.has(read.name.toLowerCase())) rows.push(read);
  }
  return { rows, problems };
}

const START = /^[ \t]*(?:"([^"]*)"|([^\s,;"]+))/;

function readLine(text: string, line: number): TransferLine | LineProblem {
  const start = START.exec(text);
  const name = (start?.[1] ?? start?.[2] ?? "").trim();
  if (!start || name === "")
    return { line, message: "Begin the line with the name: example.com CODE" };
  const rest = text.slice(start[0].length);
  const separator = /^[,;]/.exec(rest)?.[0];
  if (separator) return csvField(name, rest.slice(1), { separator, line });
  if (rest !== "" && !/^[ \t]/.test(rest))
    return { line, message: "Put a blank or a comma between the name and its code." };
  const authCode = rest.trim();
  return { line, name, ...(authCode ? { authCode } : {}) };
}

type Place = { readonly separator: string; readonly line: number };

function csvField(
  name: string,
  rest: string,
  { separator, line }: Place,
): TransferLine | LineProblem {
  const quoted = /^[ \t]*"((?:[^"]|"")*)"[ \t]*$/.exec(rest)?.[1];
  if (quoted === undefined && rest.includes(separator))
    return {
      line,
      message:
        "The line has more than two columns. Keep name and code; a code with a comma or semicolon stands in quotes.",
    };
  const authCode = quoted === undefined ? rest : quoted.replaceAll('""', '"');
  return { line, name, ...(authCode.trim() === "" ? {} : { authCode }) };
}
