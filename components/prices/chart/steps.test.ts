import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isWide,
  levelsOf,
  logScaleOf,
  type Point,
  pointsWithin,
  scaleOf,
  stepPath,
  yOf,
} from "./steps";

const point = (at: string, minor: number): Point => ({
  at: `${at}T00:00:00.000Z`,
  minor,
  currency: "EUR",
  source: "registrar",
  alertId: null,
});
const ms = (day: string) => Date.parse(`${day}T00:00:00Z`);

test("a window begins with the price that held then, and holds every move in it", () => {
  const points = [point("2024-01-01", 1), point("2025-01-01", 2), point("2026-01-01", 3)];
  expect(
    pointsWithin(points, ms("2025-06-01"), ms("2026-06-01")).map(({ minor }) => minor),
  ).toEqual([2, 3]);
  expect(pointsWithin(points, ms("2023-01-01"), ms("2024-06-01"))).toHaveLength(1);
});

test("a price is drawn level until it moves, and on to the end", () => {
  const frame = {
    fromMs: ms("2026-01-01"),
    untilMs: ms("2026-01-11"),
    least: 0,
    most: 100,
    isLog: false,
    left: 0,
    top: 0,
    width: 100,
    height: 100,
  };
  expect(stepPath(frame, [point("2025-01-01", 50), point("2026-01-06", 100)])).toBe(
    "M0 50H50V0H100",
  );
  expect(stepPath(frame, [])).toBe("");
});

test("every price lies inside the scale, and there are a few round levels on it", () => {
  const minors = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(minors, (prices) => {
      const scale = scaleOf(prices);
      const levels = levelsOf({ ...scale, isLog: false });
      return (
        prices.every((price) => price >= scale.least && price <= scale.most) &&
        levels.length >= 1 &&
        levels.length <= 8
      );
    }),
  );
});

const BOX = { fromMs: 0, untilMs: 1, left: 0, top: 0, width: 100, height: 100 };

test("a scale of factors is offered where prices lie more than ten times apart, whatever costs nothing", () => {
  expect(isWide([100, 1000])).toBe(false);
  expect(isWide([100, 1001])).toBe(true);
  expect(isWide([0, 1000])).toBe(false);
  expect(isWide([0, 99, 1000])).toBe(true);
});

test("on a scale of factors each tenfold is as high as the other, and nothing lies on its lower edge", () => {
  const frame = { ...BOX, least: 10, most: 100_000, isLog: true };
  expect([10, 100, 1000, 10_000, 100_000].map((minor) => Math.round(yOf(frame, minor)))).toEqual([
    100, 75, 50, 25, 0,
  ]);
  expect(yOf(frame, 0)).toBe(100);
});

test("every price lies inside a scale of factors, and there are a few round levels on it", () => {
  const minors = fc.array(fc.integer({ min: 0, max: 100_000_000 }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(minors, (prices) => {
      const scale = { ...logScaleOf(prices), isLog: true };
      const levels = levelsOf(scale);
      const heights = prices.map((price) => yOf({ ...BOX, ...scale }, price));
      return heights.every((y) => y >= 0 && y <= 100) && levels.length >= 1 && levels.length <= 8;
    }),
  );
});
