import { formatMoney } from "../names/money";
import type { Line } from "./lines";

/** The lines of an ending. */
export type EndingLines = ReadonlyMap<string, readonly Line[]>;

/** Below this share of the endings that were told before, a list is one that broke off. */
const LEAST_SHARE = 0.5;
/** Above this share of prices of nothing, a list is one whose amounts were lost. */
const MOST_FREE = 0.5;

const percent = (part: number, whole: number) => `${Math.round((part / whole) * 100)} %`;

/** A year is never given away by a registrar that took money for it: transfers and restores may be. */
const isYearly = ({ action }: Line) => action === "register" || action === "renew";

/**
 * Why a price list cannot be believed as a whole; null: it can. A list comes in one answer, so that one broken answer
 * would write over every price there is.
 *
 * @param known what was told of endings before
 */
export function listProblem(
  told: EndingLines,
  known: EndingLines,
  currency: string,
): string | null {
  if (told.size === 0) return "It is empty.";
  const kept = [...known.keys()].filter((tld) => told.has(tld)).length;
  if (known.size > 0 && kept < known.size * LEAST_SHARE)
    return `It holds ${kept} of the ${known.size} endings that were told before.`;
  const lines = [...told.values()].flat();
  const other = lines.find((line) => line.currency !== currency);
  if (other) return `It has prices in ${other.currency}, and ${currency} was asked for.`;
  const yearly = lines.filter(isYearly);
  const free = yearly.filter(({ priceMinor }) => priceMinor === 0).length;
  if (yearly.length === 0) return "It tells no price of a year.";
  return free > yearly.length * MOST_FREE
    ? `${percent(free, yearly.length)} of its prices are nothing.`
    : null;
}

/**
 * Why what a list tells of one ending cannot be believed; null: it can. What was told of it before then stays.
 */
export function endingProblem(told: readonly Line[], known: readonly Line[]): string | null {
  const lost = told.find(
    (line) =>
      isYearly(line) &&
      line.priceMinor === 0 &&
      known.some(
        ({ action, years, priceMinor }) =>
          action === line.action && years === line.years && priceMinor > 0,
      ),
  );
  if (!lost) return null;
  const before = known.find(({ action, years }) => action === lost.action && years === lost.years);
  return before
    ? `It is told to cost nothing, and cost ${formatMoney(before.priceMinor, before.currency)} before.`
    : null;
}
