import { expect, test } from "vitest";
import { formatMoney, minorFromJsonNumber, parseMinor } from "./money";

test.each([
  ["11.20", "EUR", 1120],
  ["10.5", "EUR", 1050],
  ["1234", "JPY", 1234],
  ["1.234", "KWD", 1234],
  ["0", "EUR", 0],
  ["0.07", "EUR", 7],
  ["1200.01", "EUR", 120001],
  ["9999999999.99", "EUR", 999_999_999_999],
  ["100", "HUF", 10_000],
])("%s %s is %i minor units", (amount, currency, minor) => {
  expect(parseMinor(amount, currency)).toEqual({ ok: true, value: { minor, currency } });
});

test("a currency code may be written in any case", () => {
  expect(parseMinor("10", "eur")).toEqual({ ok: true, value: { minor: 1000, currency: "EUR" } });
});

test.each([
  ["10.005", "EUR", "scale"],
  ["12.5", "JPY", "scale"],
  ["1.2345", "KWD", "scale"],
  ["-1", "EUR", "range"],
  ["999999999999999", "EUR", "range"],
  ["10000000000.00", "EUR", "range"],
  ["9".repeat(5000), "EUR", "range"],
  ["1e3", "EUR", "format"],
  ["1,000.00", "EUR", "format"],
  ["1.000,00", "EUR", "format"],
  ["", "EUR", "format"],
  ["NaN", "EUR", "format"],
  [0.1, "EUR", "type"],
  [null, "EUR", "type"],
  ["10", "XXX", "currency"],
  ["10", "BTC", "currency"],
  ["10", "", "currency"],
])("%j %s is refused for its %s", (amount, currency, code) => {
  expect(parseMinor(amount, currency)).toMatchObject({ ok: false, error: { code } });
});

test("a JSON number becomes minor units without a rounding error", () => {
  const minorOf = (value: number) => minorFromJsonNumber(value, "EUR");
  expect([7.39, 8.87, 19.99, 1.1, 0.29, 4.35, 1.005e2, 16.5, 8].map(minorOf)).toEqual(
    [739, 887, 1999, 110, 29, 435, 10050, 1650, 800].map((minor) => ({
      ok: true,
      value: { minor, currency: "EUR" },
    })),
  );
});

test("every price from 0.00 to 999.99 survives the way through a JSON number", () => {
  for (let minor = 0; minor < 100_000; minor += 1) {
    const read = minorFromJsonNumber(JSON.parse((minor / 100).toFixed(2)), "EUR");
    if (!read.ok || read.value.minor !== minor) expect(read).toBe(minor);
  }
});

test("a JSON number finer than its currency is refused, not rounded", () => {
  expect(minorFromJsonNumber(9.995, "EUR")).toMatchObject({ error: { code: "scale" } });
  expect(minorFromJsonNumber(1e-7, "EUR")).toMatchObject({ error: { code: "scale" } });
  expect(minorFromJsonNumber(1e21, "EUR")).toMatchObject({ error: { code: "range" } });
  expect(minorFromJsonNumber(Number.NaN, "EUR")).toMatchObject({ error: { code: "format" } });
});

test.each([
  [1120, "EUR", "11.20 EUR"],
  [1234, "JPY", "1234 JPY"],
  [1234, "KWD", "1.234 KWD"],
  [0, "USD", "0.00 USD"],
  [-5, "USD", "-0.05 USD"],
])("%i %s reads %s", (minor, currency, text) => {
  expect(formatMoney(minor, currency)).toBe(text);
});
