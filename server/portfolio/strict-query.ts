import { AppError, type FieldErrors } from "../kernel/errors";
import { type PortfolioQuery, type QueryProblem, readPortfolioQuery } from "./schemas";

/** A paging position that cannot be used makes the request itself malformed; a wrong filter only unusable. */
const POSITIONS: ReadonlySet<string> = new Set(["cursor", "offset"]);

function marked(problems: readonly QueryProblem[]): FieldErrors {
  const fields: Record<string, { code: string; message: string }[]> = {};
  for (const { field, code, message } of problems) {
    fields[field] ??= [];
    fields[field].push({ code, message });
  }
  return fields;
}

/**
 * Reads portfolio parameters as the API takes them: nothing is left out silently.
 *
 * @throws AppError `bad_request` for an unusable cursor, and for `offset`, which there is not;
 *   `invalid_input` with every other parameter that cannot be used, an unknown one with code `filter`
 */
export function strictPortfolioQuery(params: URLSearchParams): PortfolioQuery {
  const { query, problems } = readPortfolioQuery(params);
  const misplaced = problems.filter(({ field }) => POSITIONS.has(field));
  if (misplaced.length > 0)
    throw new AppError(
      "bad_request",
      "Pages follow one another by cursor. Start from the first page.",
      { fields: marked(misplaced) },
    );
  if (problems.length > 0)
    throw new AppError("invalid_input", "Some of the parameters cannot be used.", {
      fields: marked(problems),
    });
  return query;
}
