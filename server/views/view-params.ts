import { invalid } from "../kernel/errors";
import { writePortfolioQuery } from "../portfolio/query";
import { readPortfolioQuery } from "../portfolio/read-query";

/**
 * A view's parameters in their one spelling: no page position, no page size, defaults left out.
 *
 * @throws AppError `invalid_input` on `params` for one that the portfolio does not take
 */
export function viewParams(text: string): string {
  const params = new URLSearchParams(text);
  for (const name of ["cursor", "limit"]) params.delete(name);
  const { query, problems } = readPortfolioQuery(params);
  const [first] = problems;
  if (first) throw invalid("params", first.code, first.message);
  return writePortfolioQuery(query).toString();
}
