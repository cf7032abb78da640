import { byField } from "../kernel/by-field";
import { AppError } from "../kernel/errors";
import type { QueryProblem } from "../kernel/query-params";

/** A paging position that cannot be used makes the request itself malformed; a wrong filter only unusable. */
const POSITIONS: ReadonlySet<string> = new Set(["cursor", "offset"]);

/**
 * Takes a query as the API does: nothing that was asked is left out silently.
 *
 * @throws AppError `bad_request` for an unusable cursor, and for `offset`, which there is not;
 *   `invalid_input` with every other parameter that cannot be used, an unknown one with code `filter`
 */
export function strictly<Q>({
  query,
  problems,
}: {
  query: Q;
  problems: readonly QueryProblem[];
}): Q {
  const misplaced = problems.filter(({ field }) => POSITIONS.has(field));
  if (misplaced.length > 0)
    throw new AppError(
      "bad_request",
      "Pages follow one another by cursor. Start from the first page.",
      { fields: byField(misplaced) },
    );
  if (problems.length > 0)
    throw new AppError("invalid_input", "Some of the parameters cannot be used.", {
      fields: byField(problems),
    });
  return query;
}
