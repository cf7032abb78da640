import { expect, test } from "vitest";
import { paceMeter, placeStock, slackOf } from "./place-stock";

const batch = {
  count: 10,
  fromMs: 1_000,
  askedAtMs: 995,
  intervalMs: 10,
  allowanceMs: 0,
  graceMs: 40,
};

test("the places of a batch come one interval after the other", () => {
  const stock = placeStock();
  stock.keep(batch, 7);
  expect([1, 2, 3, 4].map(() => stock.take(1_000))).toEqual([1_070, 1_080, 1_090, null]);
});

test("a place that was not used in time is gone", () => {
  const stock = placeStock();
  stock.keep(batch, 7);
  expect(stock.take(1_070 + 40)).toBe(1_070);
  expect(stock.take(1_080 + 41)).toBe(1_090);
  stock.keep(batch, 0);
  expect(stock.take(1_200)).toBeNull();
});

test("no place is kept for longer than half a second, whatever the burst allows", () => {
  const stock = placeStock();
  stock.keep({ ...batch, allowanceMs: 60_000 }, 0);
  expect(stock.take(995 + 500)).not.toBeNull();
  expect(stock.take(995 + 501)).toBeNull();
});

test("a stock that is cleared is empty", () => {
  const stock = placeStock();
  stock.keep(batch, 0);
  stock.clear();
  expect(stock.take(1_000)).toBeNull();
});

test.each([
  [{ requestsPerMinute: 800, burst: 150 }, 0],
  [{ requestsPerMinute: 120, burst: 10 }, 0],
  [{ requestsPerMinute: 5_700, burst: 25 }, 4],
  [{ requestsPerMinute: 60_000, burst: 1 }, 0],
  [{ requestsPerMinute: 60_000, burst: 11 }, 5],
  [{ requestsPerMinute: 600_000, burst: 10_000 }, 500],
])("of %o so many places may be used late: %i", (rate, slack) => {
  expect(slackOf(rate, 60_000 / rate.requestsPerMinute)).toBe(slack);
});

test("as many places are wanted ahead as went in the last moments", () => {
  const pace = paceMeter();
  expect(pace.ahead(0)).toBe(0);
  for (let call = 0; call < 100; call += 1) pace.taken();
  expect(pace.ahead(100)).toBe(50);
  expect(pace.ahead(200)).toBe(0);
});
