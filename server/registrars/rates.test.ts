import { describe, expect, test } from "vitest";
import { adjusted, mostPerMinute, type RegistrarRate } from "./rates";

const GANDI: RegistrarRate = {
  requestsPerMinute: 800,
  burst: 150,
  documentedPerMinute: 1000,
  source: "test",
};
const SILENT: RegistrarRate = {
  requestsPerMinute: 120,
  burst: 10,
  documentedPerMinute: null,
  source: "test",
};

test("a minute never holds more than what is documented, at any rate that can be set", () => {
  for (let perMinute = 1; perMinute <= 2_000; perMinute += 7) {
    const { requestsPerMinute, burst } = adjusted(GANDI, perMinute);
    expect(requestsPerMinute + burst).toBeLessThanOrEqual(1000);
    expect(burst).toBeGreaterThanOrEqual(1);
    expect(burst).toBeLessThanOrEqual(GANDI.burst);
  }
});

describe("the most that can be set", () => {
  test("stays below what is documented", () => expect(mostPerMinute(GANDI)).toBe(999));
  test("is our own rate where nothing is documented", () =>
    expect(mostPerMinute(SILENT)).toBe(120));
  test("is kept even when more is stored", () => {
    expect(adjusted(SILENT, 5_000).requestsPerMinute).toBe(120);
    expect(adjusted(GANDI, 5_000)).toMatchObject({ requestsPerMinute: 999, burst: 1 });
  });
});

test("what may come at once shrinks with the rate", () => {
  expect(adjusted(GANDI, 80)).toMatchObject({ requestsPerMinute: 80, burst: 15 });
  expect(adjusted(GANDI, 1)).toMatchObject({ requestsPerMinute: 1, burst: 1 });
});

test("without a choice the usual rate stands", () => {
  expect(adjusted(GANDI, null)).toEqual(GANDI);
  expect(adjusted(GANDI, 800)).toEqual(GANDI);
});
