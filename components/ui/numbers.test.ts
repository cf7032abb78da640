import { expect, test } from "vitest";
import { initials } from "./avatar";
import { formatCount, formatMoney, formatMoneyShort } from "./numbers";
import { withQuery } from "./with-query";

test("an amount has as many decimals as its currency, and its code behind it", () => {
  expect(formatMoney(1120, "EUR")).toBe("11.20 EUR");
  expect(formatMoney(123456789, "USD")).toBe("1,234,567.89 USD");
  expect(formatMoney(1500, "JPY")).toBe("1,500 JPY");
  expect(formatMoney(-5, "EUR")).toBe("-0.05 EUR");
});

test("a currency no table knows is written with two decimals rather than breaking the page", () => {
  expect(formatMoney(1120, "??")).toBe("11.20 ??");
});

test("a short amount has no decimals below a thousand, and three figures above", () => {
  expect(formatMoneyShort(6078, "EUR")).toBe("61 EUR");
  expect(formatMoneyShort(48979, "EUR")).toBe("490 EUR");
  expect(formatMoneyShort(123456, "EUR")).toBe("1.23k EUR");
  expect(formatMoneyShort(1500, "JPY")).toBe("1.5k JPY");
});

test("counts have their thousands apart", () => {
  expect(formatCount(1284)).toBe("1,284");
});

test("initials come from the first and last word, and from an address where there is no name", () => {
  expect(initials("Mara Sova")).toBe("MS");
  expect(initials("Anna Maria de Vries")).toBe("AV");
  expect(initials("mara.sova@example.com")).toBe("MS");
  expect(initials("mara")).toBe("MA");
  expect(initials("")).toBe("?");
});

test("an address carries only the parameters that say something, lists as repeats", () => {
  expect(withQuery("/domains", { q: "", tag: ["a", "b c"], page: 2, x: null })).toBe(
    "/domains?tag=a&tag=b+c&page=2",
  );
  expect(withQuery("/domains", {})).toBe("/domains");
});
