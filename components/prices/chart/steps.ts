import type { PriceHistoryDto } from "@/server/prices/schemas";

export type Series = PriceHistoryDto["series"][number];
export type Point = Series["points"][number];

/** A window of time and of amounts, and the box it is drawn into. */
export type Frame = {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly least: number;
  readonly most: number;
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

/** A scale with some air, that begins at nothing when prices move far and near them when they do not. */
export function scaleOf(minors: readonly number[]): { least: number; most: number } {
  const high = Math.max(...minors, 1);
  const low = Math.min(...minors);
  const air = Math.max((high - low) * 0.15, high * 0.05);
  return { least: Math.max(0, Math.floor(low - air)), most: Math.ceil(high + air) };
}

export const xOf = (frame: Frame, at: string): number => {
  const share = (Date.parse(at) - frame.fromMs) / (frame.untilMs - frame.fromMs);
  return frame.left + Math.min(1, Math.max(0, share)) * frame.width;
};

export const yOf = (frame: Frame, minor: number): number =>
  frame.top + (1 - (minor - frame.least) / (frame.most - frame.least)) * frame.height;

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

/** Round amounts for the lines across, some three to five of them. */
export function levelsOf({ least, most }: Pick<Frame, "least" | "most">): number[] {
  const rough = (most - least) / 4;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 1;
  const levels: number[] = [];
  for (let level = Math.ceil(least / step) * step; level <= most; level += step) levels.push(level);
  return levels;
}
