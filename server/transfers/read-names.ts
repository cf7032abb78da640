import { normaliseDomainName } from "../names/normalise-domain-name";
import { transferWayOf } from "../registrars/transfer-ways";
import { type AuthCodeProblem, authCodeProblem } from "./auth-code";
import type { MakeTransferPlanInput } from "./schemas";
import { type LineProblem, readTransferLines, type TransferLine } from "./transfer-lines";

/** A name that was read, and its code where a good one came with it. */
export type ReadName = { readonly name: string; readonly authCode?: string };

/** What is wrong with a code for this registrar; null when nothing is. */
export function codeProblemAt(registrar: string, authCode: string): AuthCodeProblem | null {
  const { code } = transferWayOf(registrar);
  const problem = authCodeProblem(authCode);
  if (problem || !code || code.shape.test(authCode)) return problem;
  return { code: "bad_char", message: code.message };
}

/** The lines of an input, pasted or given row by row. */
export function linesOf({ text, rows = [] }: Pick<MakeTransferPlanInput, "text" | "rows">): {
  readonly rows: readonly TransferLine[];
  readonly problems: readonly LineProblem[];
} {
  if (text !== undefined) return readTransferLines(text);
  const numbered = rows.map(({ name, authCode }, index) => ({
    line: index + 1,
    name,
    ...(authCode ? { authCode } : {}),
  }));
  return { rows: numbered, problems: [] };
}

/**
 * The names of an input in their stored form, sorted. What is wrong is told by line and stops nothing else; a bad code
 * leaves its name in, with the code still to be given.
 */
export function readNames(
  input: Pick<MakeTransferPlanInput, "text" | "rows">,
  registrar: string,
): { readonly names: readonly ReadName[]; readonly problems: readonly LineProblem[] } {
  const { rows, problems: unread } = linesOf(input);
  const problems: LineProblem[] = [...unread];
  const found = new Map<string, ReadName>();
  for (const { line, name: typed, authCode } of rows) {
    const normal = normaliseDomainName(typed);
    if (!normal.ok) {
      problems.push({ line, message: normal.error.message });
      continue;
    }
    const { name } = normal.value;
    if (found.has(name)) {
      problems.push({ line, message: "This name stands in the list twice; the first one counts." });
      continue;
    }
    const problem = authCode === undefined ? null : codeProblemAt(registrar, authCode);
    if (problem) problems.push({ line, message: `${problem.message} The name was kept.` });
    found.set(name, { name, ...(authCode === undefined || problem ? {} : { authCode }) });
  }
  return {
    names: [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    problems: problems.sort((one, other) => one.line - other.line),
  };
}
