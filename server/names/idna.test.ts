import { toASCII } from "tr46";
import { expect, test } from "vitest";
import { toAscii } from "./idna";

const byTheTables = (name: string) =>
  toASCII(name, { useSTD3ASCIIRules: true, checkHyphens: false, checkBidi: false });

test.each([
  "example.com",
  "a-b.c--d.example",
  "ab--cd.com",
  "-.com",
  "3.14",
  "..",
  "",
  `${"a".repeat(70)}.com`,
])("a plain name is its own A-label form, as the tables say too: %s", (name) => {
  expect(toAscii(name)).toBe(name);
  expect(byTheTables(name)).toBe(name);
});

test.each([
  "EXAMPLE.com",
  "xn--mnchen-3ya.de",
  "xn--.com",
  "a.xn--zzzzzz-.com",
  "münchen.de",
  "under_score.com",
  "faß.de",
  "a。b",
])("any other name is looked up in them: %s", (name) => {
  expect(toAscii(name)).toBe(byTheTables(name));
});
