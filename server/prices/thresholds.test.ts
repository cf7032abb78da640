import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBeyond, percentOf } from "./thresholds";

const usual = { percent: "10", amount: "1", needsBoth: true };
const minor = fc.integer({ min: 0, max: 999_999_999_999 });
const move = (oldMinor: number, newMinor: number, currency = "EUR") => ({
  oldMinor,
  newMinor,
  currency,
});

describe("thresholds of a move", () => {
  test.each([
    [1000, 1100, true],
    [1000, 1099, false],
    [1000, 900, true],
    [1000, 901, false],
    [100, 150, false],
    [10_000, 10_100, false],
    [0, 100, true],
    [0, 99, false],
    [100, 0, true],
    [0, 0, false],
  ])("from %i to %i is worth an alert: %s", (oldMinor, newMinor, expected) => {
    expect(isBeyond(usual, move(oldMinor, newMinor))).toBe(expected);
  });

  test("one that needs only one of both takes either", () => {
    const either = { ...usual, needsBoth: false };
    expect(isBeyond(either, move(100, 150))).toBe(true);
    expect(isBeyond(either, move(10_000, 10_100))).toBe(true);
    expect(isBeyond(either, move(10_000, 10_099))).toBe(false);
  });

  test("the amount is in the currency's own unit, however many decimals it has", () => {
    expect(isBeyond(usual, move(1500, 1501, "JPY"))).toBe(false);
    expect(isBeyond(usual, move(5, 6, "JPY"))).toBe(true);
    expect(isBeyond(usual, move(3000, 3999, "KWD"))).toBe(false);
    expect(isBeyond(usual, move(3000, 4000, "KWD"))).toBe(true);
  });

  test("half of a cent's percent is not rounded into an alert", () => {
    expect(isBeyond({ percent: "10", amount: "0", needsBoth: true }, move(1001, 1101))).toBe(false);
    expect(isBeyond({ percent: "10", amount: "0", needsBoth: true }, move(1001, 1102))).toBe(true);
  });

  test("never divides, never throws, and counts up and down alike", () => {
    fc.assert(
      fc.property(minor, minor, (from, to) => {
        const up = isBeyond({ percent: "0", amount: "1", needsBoth: true }, move(from, to));
        const down = isBeyond({ percent: "0", amount: "1", needsBoth: true }, move(to, from));
        return up === down;
      }),
    );
  });

  test("agrees with exact arithmetic", () => {
    fc.assert(
      fc.property(minor, minor, fc.integer({ min: 0, max: 100_000 }), (from, to, hundredths) => {
        const percent = (hundredths / 100).toFixed(2);
        const moved = BigInt(Math.abs(to - from));
        const exact =
          moved > 0n && (from === 0 || moved * 10_000n >= BigInt(hundredths) * BigInt(from));
        return isBeyond({ percent, amount: "0", needsBoth: true }, move(from, to)) === exact;
      }),
    );
  });

  test("a higher threshold never lets through what a lower one holds back", () => {
    const hundredths = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(minor, minor, hundredths, hundredths, (from, to, one, other) => {
        const at = (value: number) =>
          isBeyond({ ...usual, percent: (value / 100).toFixed(2) }, move(from, to));
        return !at(Math.max(one, other)) || at(Math.min(one, other));
      }),
    );
  });
});

test.each([
  [1000, 1500, "50"],
  [1500, 1000, "-33.33"],
  [1000, 0, "-100"],
  [0, 1000, null],
  [3, 4, "33.33"],
])("from %i to %i is %s percent", (from, to, expected) => {
  expect(percentOf(from, to)).toBe(expected);
});
