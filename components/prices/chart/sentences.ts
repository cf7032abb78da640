import { formatMoney } from "../../ui/numbers";
import { formatDay } from "../../ui/time";
import type { Point, Series } from "./steps";

const percent = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** How far a price moved, such as "50 %"; empty from nothing. */
export const movedBy = (from: number, to: number): string =>
  from === 0 ? "" : `${percent.format((Math.abs(to - from) / from) * 100)} %`;

const amounts = (from: Point, to: Point) =>
  from.currency === to.currency
    ? `${formatMoney(from.minor, from.currency).replace(` ${from.currency}`, "")} to ${formatMoney(to.minor, to.currency)}`
    : `${formatMoney(from.minor, from.currency)} to ${formatMoney(to.minor, to.currency)}`;

/** What happened at a move: "rose from 10.00 to 15.00 EUR on 3 May 2026, 50 %". */
export function moveSentence(from: Point, to: Point, timeZone: string): string {
  const day = formatDay(to.at, timeZone);
  if (from.currency !== to.currency)
    return `went from ${amounts(from, to)} on ${day}, another currency`;
  const by = movedBy(from.minor, to.minor);
  const verb = to.minor < from.minor ? "fell" : "rose";
  return `${verb} from ${amounts(from, to)} on ${day}${by ? `, ${by}` : ""}`;
}

/** What a series comes to, in one sentence. */
export function seriesSentence({ account, points }: Series, timeZone: string): string {
  const [first] = points;
  const last = points.at(-1);
  const before = points.at(-2);
  if (!first || !last) return `${account}: no price yet.`;
  if (!before)
    return `${account}: ${formatMoney(first.minor, first.currency)} since ${formatDay(first.at, timeZone)}, the first price stored; it has not moved.`;
  return `${account}: ${moveSentence(before, last, timeZone)}.`;
}

/** A point as it is read out. */
export function pointSentence(series: Series, index: number, timeZone: string): string {
  const point = series.points[index];
  if (!point) return "";
  const before = series.points[index - 1];
  const what = `${formatDay(point.at, timeZone)}, ${series.account}, ${formatMoney(point.minor, point.currency)}`;
  if (!before) return `${what}, the first price stored`;
  const by = movedBy(before.minor, point.minor);
  const moved = point.minor < before.minor ? "down" : "up";
  return `${what}, ${moved} from ${formatMoney(before.minor, before.currency)}${by ? `, ${by}` : ""}`;
}
