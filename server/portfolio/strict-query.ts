import { strictly } from "../api/strictly";
import { type PortfolioQuery, readPortfolioQuery } from "./schemas";

/**
 * Reads portfolio parameters as the API takes them: nothing is left out silently.
 *
 * @throws AppError as `strictly`
 */
export const strictPortfolioQuery = (params: URLSearchParams): PortfolioQuery =>
  strictly(readPortfolioQuery(params));
