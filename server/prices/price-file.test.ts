import { expect, test } from "vitest";
import { readPriceFile } from "./price-file";

const read = (...lines: string[]) => readPriceFile(lines.join("\r\n"));

test("a file of prices is read, whatever separates its cells and in whatever order they stand", () => {
  const { lines, problems } = read(
    "\ufeffPrice;TLD;Currency;Action;Valid from",
    '"11,20";.RO;ron;Renew;',
    "0;com;USD;register;2027-01-31",
    "1500;jp;JPY;transfer;",
  );
  expect(problems).toEqual([]);
  expect(lines).toMatchObject([
    { tld: "ro", line: { action: "renew", years: 1, priceMinor: 1120, currency: "RON" } },
    { tld: "com", validFrom: "2027-01-31", line: { priceMinor: 0 } },
    { tld: "jp", line: { priceMinor: 1500, currency: "JPY" } },
  ]);
});

test("each wrong line is told with what is wrong, and stops no other", () => {
  const { lines, problems } = read(
    "tld,action,years,price,currency",
    "com,renew,1,10.00,EUR",
    "com,renew,1,11.00,EUR",
    "com,renew,0,10.00,EUR",
    "com,renew,1,,EUR",
    "com,renew,1,10.001,EUR",
    "com,renew,1,-1,EUR",
    "com,steal,1,10,EUR",
    "com,renew,1,10,XYZ",
    "!,renew,1,10,EUR",
    "com,restore,2,10,EUR",
  );
  expect(lines).toHaveLength(1);
  expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(problems.every(({ problem }) => problem.endsWith("."))).toBe(true);
});

test.each([
  ["no head", "com,renew,1,10,EUR"],
  ["nothing", ""],
  ["quotes that do not add up", 'tld,action,price,currency\n"com,renew,1,2'],
])("a file with %s is refused", (_what, text) => {
  expect(() => readPriceFile(text)).toThrow();
});
