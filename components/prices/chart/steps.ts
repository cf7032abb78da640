import type { PriceHistoryDto } from "@/server/prices/schemas";

export type Series = PriceHistoryDto["series"][number];
export type Point = Series["points"][number];

/** A window of time and of amounts, and the box it is drawn into. */
export type Frame = {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly least: number;
  readonly most: number;
  /** Equal steps are equal factors, not equal amounts. */
  readonly isLog: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

const YEAR_MS = 365.25 * 86_400_000;

/** The points that say what a price was within a window: its moves there, and the one that held when it began. */
export function pointsWithin(points: readonly Point[], fromMs: number, untilMs: number): Point[] {
  const before = points.filter(({ at }) => Date.parse(at) <= fromMs).at(-1);
  const inside = points.filter(({ at }) => Date.parse(at) > fromMs && Date.parse(at) <= untilMs);
  return before ? [before, ...inside] : inside;
}

/** Where the window of so many years ends: today, or later where a price was announced. */
export function windowOf(history: PriceHistoryDto, years: number) {
  const nowMs = Date.parse(history.now);
  const announced = history.series
    .flatMap(({ points }) => points.map(({ at }) => Date.parse(at)))
    .filter((at) => at > nowMs);
  const untilMs = Math.max(nowMs, ...announced.map((at) => at + 7 * 86_400_000));
  return { fromMs: nowMs - years * YEAR_MS, untilMs, nowMs };
}

/** How far apart prices must lie for the small ones to be flat on an even scale. */
const WIDE = 10;

/** Whether prices lie so far apart that a scale of factors shows more. */
export function isWide(minors: readonly number[]): boolean {
  const paid = minors.filter((minor) => minor > 0);
  return paid.length > 1 && Math.max(...paid) > WIDE * Math.min(...paid);
}

/** A scale of factors, with some air. What costs nothing has no place on it and lies on its lower edge. */
export function logScaleOf(minors: readonly number[]): { least: number; most: number } {
  const paid = minors.filter((minor) => minor > 0);
  const low = Math.min(...paid, Number.MAX_SAFE_INTEGER);
  return { least: Math.max(1, Math.floor(low / 1.5)), most: Math.ceil(Math.max(...paid, 2) * 1.3) };
}

/** A scale with some air, that begins at nothing when prices move far and near them when they do not. */
export function scaleOf(minors: readonly number[]): { least: number; most: number } {
  const high = Math.max(...minors, 1);
  const low = Math.min(...minors);
  const air = Math.max((high - low) * 0.15, high * 0.05);
  return { least: Math.max(0, Math.floor(low - air)), most: Math.ceil(high + air) };
}

/** Where an instant stands across; before and after the frame, at its edge. */
export const xOf = (frame: Frame, at: string): number => {
  const share = (Date.parse(at) - frame.fromMs) / (frame.untilMs - frame.fromMs);
  return frame.left + Math.min(1, Math.max(0, share)) * frame.width;
};

/** Where a price stands, the least at the foot. */
export const yOf = (frame: Frame, minor: number): number =>
  frame.top + (1 - shareOf(frame, minor)) * frame.height;

function shareOf({ least, most, isLog }: Frame, minor: number): number {
  if (!isLog) return (minor - least) / (most - least);
  return Math.log(Math.max(minor, least) / least) / Math.log(most / least);
}

/** A price holds until it moves: level, then straight up or down, then level up to the end. */
export function stepPath(frame: Frame, points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const round = (value: number) => Math.round(value * 10) / 10;
  const start = `M${round(xOf(frame, first.at))} ${round(yOf(frame, first.minor))}`;
  const steps = rest.map(
    ({ at, minor }) => `H${round(xOf(frame, at))}V${round(yOf(frame, minor))}`,
  );
  return `${start}${steps.join("")}H${round(frame.left + frame.width)}`;
}

const MOST_LEVELS = 8;

/** Round amounts for the lines across of a scale of factors: 1, 2 and 5, or the tens alone where those are many. */
function logLevelsOf({ least, most }: Pick<Frame, "least" | "most">): number[] {
  const levels = (factors: readonly number[], every: number) => {
    const found: number[] = [];
    for (let power = 0; 10 ** power <= most; power += every)
      found.push(...factors.map((factor) => factor * 10 ** power));
    return found.filter((level) => level >= least && level <= most);
  };
  return (
    [levels([1, 2, 5], 1), levels([1], 1), levels([1], 2)].find(
      ({ length }) => length > 0 && length <= MOST_LEVELS,
    ) ?? [least, most]
  );
}

/** Round amounts for the lines across, some three to five of them. */
export function levelsOf({
  least,
  most,
  isLog,
}: Pick<Frame, "least" | "most" | "isLog">): number[] {
  if (isLog) return logLevelsOf({ least, most });
  const rough = (most - least) / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 1;
  const levels: number[] = [];
  for (let level = Math.ceil(least / step) * step; level <= most; level += step) levels.push(level);
  return levels;
}
