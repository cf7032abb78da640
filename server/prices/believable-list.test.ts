import { expect, test } from "vitest";
import { type EndingLines, endingProblem, listProblem } from "./believable-list";
import type { Line } from "./lines";

const line = (priceMinor: number, over: Partial<Line> = {}): Line => ({
  action: "renew",
  years: 1,
  currency: "EUR",
  priceMinor,
  normalPriceMinor: null,
  isPremium: false,
  ...over,
});
const listOf = (...rows: [string, ...Line[]][]): EndingLines =>
  new Map(rows.map(([tld, ...lines]) => [tld, lines]));
const FOUR = listOf(["com", line(1)], ["net", line(1)], ["org", line(1)], ["ro", line(1)]);

test("a list is believed as long as it holds half of what was told before", () => {
  expect(listProblem(FOUR, FOUR, "EUR")).toBeNull();
  expect(listProblem(FOUR, new Map(), "EUR")).toBeNull();
  expect(listProblem(listOf(["com", line(1)], ["net", line(1)]), FOUR, "EUR")).toBeNull();
  expect(listProblem(listOf(["com", line(1)], ["xyz", line(1)]), FOUR, "EUR")).toBe(
    "It holds 1 of the 4 endings that were told before.",
  );
  expect(listProblem(new Map(), new Map(), "EUR")).toBe("It is empty.");
});

test("a list in another currency, or of nothing, is not believed", () => {
  expect(listProblem(listOf(["com", line(1, { currency: "USD" })]), new Map(), "EUR")).toBe(
    "It has prices in USD, and EUR was asked for.",
  );
  expect(listProblem(listOf(["com", line(0), line(0)], ["net", line(1)]), new Map(), "EUR")).toBe(
    "67 % of its prices are nothing.",
  );
  expect(
    listProblem(listOf(["com"], ["net", line(1, { action: "restore" })]), new Map(), "EUR"),
  ).toBe("It tells no price of a year.");
});

test("transfers and restores may cost nothing, and so may what cost nothing before", () => {
  const free = listOf(["uk", line(0, { action: "transfer" }), line(600)]);
  expect(listProblem(free, new Map(), "EUR")).toBeNull();
  expect(
    endingProblem([line(0, { action: "transfer" })], [line(500, { action: "transfer" })]),
  ).toBeNull();
  expect(endingProblem([line(0)], [line(0)])).toBeNull();
  expect(endingProblem([line(0)], [])).toBeNull();
  expect(endingProblem([line(0)], [line(900)])).toBe(
    "It is told to cost nothing, and cost 9.00 EUR before.",
  );
});
