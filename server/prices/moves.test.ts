import fc from "fast-check";
import { expect, test } from "vitest";
import type { Price } from "../registrars/gateway";
import { type Line, linesOf } from "./lines";
import { differenceOf } from "./moves";

const line = (over: Partial<Line> = {}): Line => ({
  action: "renew",
  years: 1,
  currency: "EUR",
  priceMinor: 1000,
  normalPriceMinor: null,
  isPremium: false,
  ...over,
});
const price = (over: Partial<Price> = {}): Price => ({
  action: "renew",
  minYears: 1,
  maxYears: 1,
  priceMinor: 1000,
  currency: "EUR",
  isPremium: false,
  ...over,
});

test("a cent is a move, whichever price it is added to", () => {
  for (const priceMinor of [99, 899, 1000, 1999, 120_000]) {
    const known = [line({ priceMinor })];
    expect(differenceOf(known, [line({ priceMinor })]).moved).toEqual([]);
    expect(differenceOf(known, [line({ priceMinor: priceMinor + 1 })]).moved).toHaveLength(1);
  }
});

test("what a reading leaves out has not moved", () => {
  expect(differenceOf([line()], [])).toEqual({ first: [], moved: [] });
});

test("nothing is a price: from nothing, and to nothing, are moves", () => {
  expect(differenceOf([line({ priceMinor: 0 })], [line()]).moved).toHaveLength(1);
  expect(differenceOf([line()], [line({ priceMinor: 0 })]).moved).toHaveLength(1);
});

test("another currency is a move though the number is the same", () => {
  expect(differenceOf([line()], [line({ currency: "USD" })]).moved).toHaveLength(1);
});

test("a bracket speaks for every number of years within it, up to ten", () => {
  const lines = linesOf([
    price({ maxYears: 1, priceMinor: 800 }),
    price({ minYears: 2, maxYears: 99 }),
  ]);
  expect(lines.map(({ years, priceMinor }) => [years, priceMinor])).toEqual([
    [1, 800],
    ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((years) => [years, 1000]),
  ]);
});

test("what cannot be a price is as if it had not been told", () => {
  expect(
    linesOf([
      price({ priceMinor: -1 }),
      price({ minYears: 2, maxYears: 2, priceMinor: 10.5 }),
      price({ minYears: 3, maxYears: 3, currency: "XYZ" }),
    ]),
  ).toEqual([]);
});

test("a price is told for one year of a transfer, whatever its bracket says", () => {
  expect(linesOf([price({ action: "transfer", maxYears: 10 })])).toHaveLength(1);
});

test("a list that was taken over tells nothing new the second time", () => {
  const prices = fc.array(
    fc.record({
      action: fc.constantFrom("register", "renew", "transfer", "restore"),
      minYears: fc.integer({ min: 1, max: 12 }),
      maxYears: fc.integer({ min: 1, max: 12 }),
      priceMinor: fc.integer({ min: -5, max: 1_000_000 }),
      currency: fc.constantFrom("EUR", "USD", "JPY", "??"),
      isPremium: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(prices, prices, (before, after) => {
      const known = linesOf(before as Price[]);
      const { first, moved } = differenceOf(known, linesOf(after as Price[]));
      const left = known.filter((one) => moved.every(({ from }) => from !== one));
      const taken = [...left, ...moved.map(({ to }) => to), ...first];
      const again = differenceOf(taken, linesOf(after as Price[]));
      return again.first.length === 0 && again.moved.length === 0;
    }),
  );
});
