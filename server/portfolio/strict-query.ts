import { strictly } from "../api/strictly";
import type { PortfolioQuery } from "./query";
import { readPortfolioQuery } from "./read-query";

/**
 * Reads portfolio parameters as the API takes them: nothing is left out silently.
 *
 * @throws AppError as `strictly`
 */
export const strictPortfolioQuery = (params: URLSearchParams): PortfolioQuery =>
  strictly(readPortfolioQuery(params));
