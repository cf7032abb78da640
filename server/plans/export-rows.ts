import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { CSV_START, csvLine } from "../kernel/csv";
import { planRows } from "./plan-rows";
import type { PlanRowQuery } from "./queries";
import { readPlan } from "./read-plan";
import type { PlanRef, PlanRowDto } from "./schemas";

const PAGE = 200;

const shown = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(" ") : String(value)}`)
    .join("; ");

const COLUMNS: Readonly<Record<string, (row: PlanRowDto) => string | number | boolean | null>> = {
  position: ({ position }) => position,
  name: ({ name }) => name,
  name_unicode: ({ nameUnicode }) => nameUnicode,
  account: ({ account }) => account,
  before: ({ before }) => shown(before),
  after: ({ after }) => shown(after),
  verdict: ({ verdict }) => verdict,
  rule: ({ rule }) => rule,
  detail: ({ detail }) => detail,
  risks: ({ risks }) => risks.join(" "),
  cost_minor: ({ costMinor }) => costMinor,
  currency: ({ currency }) => currency,
  left_out: ({ isExcluded }) => isExcluded,
  dns: ({ dns }) => dns?.state ?? null,
  dns_detail: ({ dns }) => dns?.detail ?? null,
  seen_at_parent: ({ parentSeenAt }) => parentSeenAt,
  state: ({ operation }) => operation?.state ?? null,
  accepted_at: ({ operation }) => operation?.acceptedAt ?? null,
  cause: ({ operation }) => operation?.cause ?? null,
  error_code: ({ operation }) => operation?.errorCode ?? null,
  error: ({ operation }) => operation?.errorMessage ?? null,
};

/**
 * The rows of a plan as a CSV file, piece by piece.
 *
 * @throws AppError `not_found` outside the caller's scope
 */
export async function exportRows(
  ctx: ServiceContext,
  ref: PlanRef,
  query: PlanRowQuery,
): Promise<AsyncGenerator<string>> {
  authorize(ctx.actor, "operation.read");
  await readPlan(ctx, ref);
  return piecesOf(ctx, ref, query);
}

async function* piecesOf(
  ctx: ServiceContext,
  ref: PlanRef,
  query: PlanRowQuery,
): AsyncGenerator<string> {
  yield CSV_START + csvLine(Object.keys(COLUMNS));
  let cursor: string | null = null;
  do {
    const page = await planRows(ctx, ref, { ...query, limit: PAGE, cursor });
    const lines = page.rows.map((row) =>
      csvLine(Object.values(COLUMNS).map((column) => column(row))),
    );
    yield lines.join("");
    cursor = page.nextCursor;
  } while (cursor !== null);
}
