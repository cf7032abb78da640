import { describe, expect, test } from "vitest";
import { ruleTexts } from "./rule-words";
import { longestEnding, ruleOf } from "./rules";

const ending = (name: string) => ruleOf(name)?.ending ?? null;

describe("the longest ending wins", () => {
  test.each([
    ["example.com", "com"],
    ["example.shop", "shop"],
    ["example.co.uk", "uk"],
    ["example.com.ro", "ro"],
    ["firma.example.ro", "ro"],
    ["example.uk.com", "uk.com"],
    ["deep.example.uk.com", "uk.com"],
    ["uk.com", "com"],
  ])("%s follows the rules of .%s", (name, wanted) => {
    expect(ending(name)).toBe(wanted);
  });

  test("where a zone and the one above it both have rows", () => {
    const rows = { ro: {}, "com.ro": {}, "shop.com.ro": {} };
    expect(longestEnding("firma.ro", rows)).toBe("ro");
    expect(longestEnding("firma.com.ro", rows)).toBe("com.ro");
    expect(longestEnding("firma.shop.com.ro", rows)).toBe("shop.com.ro");
    expect(longestEnding("com.ro", rows)).toBe("ro");
    expect(longestEnding("firma.com", rows)).toBeUndefined();
  });

  test("a name of com.ro follows Romania’s rules and none of .com", () => {
    expect(ruleOf("example.com.ro")?.rule.transferLock?.value).toBe(false);
    expect(ruleOf("example.com.ro")?.rule.holds).toBeUndefined();
  });
});

test("nothing is concluded for a country, or an ending outside ICANN’s policies, without a row", () => {
  for (const name of ["example.jp", "example.xn--p1ai", "example"]) expect(ruleOf(name)).toBeNull();
  for (const name of ["example.gov", "example.uk.com"]) expect(ruleOf(name)?.rule).toEqual({});
});

test("an ending called like a property of every object has the rules of its kind", () => {
  expect(ending("example.constructor")).toBe("constructor");
  expect(ruleOf("example.constructor")?.rule.yearsAhead?.value).toBe(10);
});

const RULES = ["com", "ro", "de", "eu", "nl", "es", "be", "uk"].map(
  (one) => ruleOf(`x.${one}`)?.rule ?? {},
);

test("every fact names its source", () => {
  for (const { holds = [], ...facts } of RULES)
    for (const { source, confidence } of [...holds, ...Object.values(facts)]) {
      expect(source).not.toBe("");
      expect(["high", "medium", "low"]).toContain(confidence);
    }
});

test("years are in order, and days are days", () => {
  for (const { registerYears, renewYears, transferYears, holds = [] } of RULES) {
    for (const span of [registerYears, renewYears, transferYears])
      expect(span?.value.least ?? 0).toBeLessThanOrEqual(span?.value.most ?? 0);
    const days = holds.flatMap(({ value: { from, until } }) => [from ?? [], until ?? []].flat());
    for (const day of days) expect(new Date(day).toISOString().slice(0, 10)).toBe(day);
  }
});

test("a rule reads as a sentence with its source", () => {
  const rule = ruleOf("exemplu.ro")?.rule ?? {};
  expect(ruleTexts.renew(rule)).toEqual([
    {
      text: "Renewed for 1 to 10 years at a time",
      source: "ROTLD REST 2.0 documentation",
      confidence: "high",
    },
    {
      text: "Paid for at most 10 years ahead",
      source: "ROTLD REST 2.0 documentation",
      confidence: "high",
    },
  ]);
  const generic = ruleTexts.transfer(ruleOf("example.com")?.rule ?? {}).map(({ text }) => text);
  expect(generic).toContain(
    "For 60 days after its registration the registrar may refuse a transfer (since 12 Nov 2004)",
  );
  expect(generic).toContain(
    "For 30 days after a transfer the registrar may refuse a transfer (decided, no day set)",
  );
});
