import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { acceptRegistrarName } from "./accept-registrar-name";
import { ACCEPTED_NAMES, CHANGED_NAMES, DECEPTIVE_NAMES, REFUSED_NAMES } from "./domain-name.cases";
import { normaliseDomainName } from "./normalise-domain-name";

const problemOf = (input: unknown) => {
  const result = normaliseDomainName(input);
  return result.ok ? result.value : result.error.code;
};

test.each(REFUSED_NAMES)("%j is refused as %s", (input, code) => {
  expect(problemOf(input)).toBe(code);
});

test.each(ACCEPTED_NAMES)("%j is stored as %s", (input, name) => {
  expect(normaliseDomainName(input)).toMatchObject({ ok: true, value: { name, flags: [] } });
});

test.each(CHANGED_NAMES)("%j becomes %s and says that it was changed", (input, name) => {
  expect(normaliseDomainName(input)).toMatchObject({ ok: true, value: { name, changed: true } });
});

test("case, outer blanks, a last dot and composition count as no change", () => {
  for (const input of ["EXAMPLE.com", " example.com. ", "MU\u0308NCHEN.de", "XN--MNCHEN-3YA.de"])
    expect(normaliseDomainName(input)).toMatchObject({ ok: true, value: { changed: false } });
});

test.each(DECEPTIVE_NAMES)("%s is allowed and flagged as %s", (input, flag) => {
  expect(normaliseDomainName(input)).toMatchObject({ ok: true, value: { flags: [flag] } });
});

test("names in their own scripts are not flagged", () => {
  for (const input of ["日本語カナ.jp", "новости.com", "ελλάδα.gr", "аррӏе.ru"])
    expect(normaliseDomainName(input)).toMatchObject({ ok: true, value: { flags: [] } });
});

test("a host inside a name is refused with the name to enter instead", () => {
  const result = normaliseDomainName("a.example.co.uk");
  expect(result).toMatchObject({ ok: false, error: { suggestion: "example.co.uk" } });
  expect(result.ok ? "" : result.error.message).toContain("example.co.uk");
});

test("a search field takes the registrable name out of a URL", () => {
  for (const url of [
    "https://www.example.com/path?x=1",
    "http://example.com:8080",
    "ftp://example.com#x",
  ])
    expect(normaliseDomainName(url, { takeFromUrl: true })).toMatchObject({
      ok: true,
      value: { name: "example.com", changed: true },
    });
  expect(normaliseDomainName("https://co.uk/", { takeFromUrl: true })).toMatchObject({
    error: { code: "public_suffix" },
  });
});

test("the Unicode form and the ending come with the name", () => {
  expect(normaliseDomainName("пример.рф")).toMatchObject({
    value: { unicode: "пример.рф", tld: "xn--p1ai" },
  });
});

test.each([
  ["I❤.ws", "xn--i-7iq.ws"],
  ["foo.github.io", "foo.github.io"],
  ["github.io", "github.io"],
  ["example.newtld", "example.newtld"],
  ["EXAMPLE.COM.", "example.com"],
  ["münchen.de", "xn--mnchen-3ya.de"],
])("%s is kept as %s when a registrar says that we own it", (input, name) => {
  expect(acceptRegistrarName(input)).toMatchObject({ ok: true, value: { name } });
});

test.each([
  null,
  5,
  "",
  "com",
  "exam ple.com",
  "<b>.com",
  "a..com",
  "-a.com",
  "1.2.3.4",
  "xn--a.com",
])("%j is no name even when a registrar says so", (input) => {
  expect(acceptRegistrarName(input).ok).toBe(false);
});

type Row = { id: string; input: unknown; expect: { code?: string; normalised?: string } };
const catalogue = path.resolve(import.meta.dirname, "../../../shared/vectors/bad-input.json");
const aboutOneName = (row: Row) => /^DN-(?:[0-7]\d|8[0-3]|86)$/.test(row.id) && row.id !== "DN-39";

describe.runIf(existsSync(catalogue))("the catalogue of bad input", () => {
  test("every row about one name gets the answer it names", () => {
    const { rows }: { rows: Row[] } = JSON.parse(readFileSync(catalogue, "utf8"));
    for (const { id, input, expect: wanted } of rows.filter(aboutOneName)) {
      const result = normaliseDomainName(input, { takeFromUrl: id === "DN-25" });
      const got = result.ok ? result.value.name : result.error.code;
      const isSpeltOut = wanted.normalised !== "(A-label)";
      expect([id, isSpeltOut ? got : result.ok]).toEqual([
        id,
        isSpeltOut ? (wanted.code ?? wanted.normalised) : true,
      ]);
    }
  });
});
