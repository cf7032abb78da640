import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { CSV_START, csvLine } from "../kernel/csv";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import * as rows from "./rows/store";
import { ImportInput, type ImportRowDto, type Verdict } from "./schemas";
import * as store from "./store";
import { toRow } from "./to-import";

const NOT_TAKEN: readonly Verdict[] = ["refused", "conflict", "duplicate"];
const AT_ONCE = 1_000;

const linesOf = ({ line, name, verdict, problems }: ImportRowDto): string =>
  problems
    .map(({ field, code, message }) => csvLine([line, name, verdict, field, code, message]))
    .join("");

/**
 * The rows of a file that are not taken, one line for each rule they break, as a CSV file that is safe
 * to open in a spreadsheet.
 *
 * @throws AppError `not_found`
 */
export async function refusedFile(
  ctx: ServiceContext,
  input: ImportInput,
): Promise<{ name: string; pieces: AsyncGenerator<string> }> {
  authorize(ctx.actor, "domain.import");
  const known = ImportInput.safeParse(input);
  if (!known.success) throw notFound("This import");
  const { importId } = known.data;
  const { file } = await read(ctx, (tx) => store.findImport(tx, importId));
  return {
    name: `namekeep-refused-${file.createdAt.slice(0, 10)}.csv`,
    pieces: piecesOf(ctx, file),
  };
}

async function* piecesOf(ctx: ServiceContext, file: store.Import): AsyncGenerator<string> {
  const rowOf = toRow(file, null);
  yield CSV_START + csvLine(["line", "name", "verdict", "field", "rule", "what is wrong"]);
  let after = 0;
  for (let isMore = true; isMore; ) {
    const start = after;
    const found = await read(ctx, (tx) =>
      rows.page(tx, file.id, { verdicts: NOT_TAKEN, after: start, most: AT_ONCE }),
    );
    yield found.map((row) => linesOf(rowOf(row))).join("");
    after = found.at(-1)?.line ?? after;
    isMore = found.length === AT_ONCE;
  }
}
