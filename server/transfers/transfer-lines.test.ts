import { expect, test } from "vitest";
import { readTransferLines } from "./transfer-lines";

const codeOf = (line: string) => readTransferLines(line).rows[0]?.authCode;

test.each([
  ["example.com a&b=c d+e%20", "a&b=c d+e%20"],
  ["example.com\tABCdef123", "ABCdef123"],
  ['example.com "abc"123', '"abc"123'],
  ["example.com   spaced-out   ", "spaced-out"],
  ["example.com,ABCdef123", "ABCdef123"],
  ["example.com;ABC,def123", "ABC,def123"],
  ['example.com,"AB,C""d"', 'AB,C"d'],
  ["example.com, lead", " lead"],
  ['"example.com","x;y z "', "x;y z "],
  ["example.com <tag>]]>&amp;", "<tag>]]>&amp;"],
])("the code of %j is %j", (line, code) => {
  expect(codeOf(line)).toBe(code);
});

test.each([
  "example.com",
  "example.com,",
  "example.com;  ",
  "  example.com  ",
])("%j is a name whose code is still to come", (line) => {
  expect(readTransferLines(line)).toEqual({
    rows: [{ line: 1, name: "example.com" }],
    problems: [],
  });
});

test("headings, empty lines and the mark of UTF-8 are no names; lines keep their numbers", () => {
  const { rows, problems } = readTransferLines(
    "\ufeffname,code\r\n\r\na.com,Abc123\r\nb.com,Def456\n",
  );
  expect(rows.map(({ line, name }) => [line, name])).toEqual([
    [3, "a.com"],
    [4, "b.com"],
  ]);
  expect(problems).toEqual([]);
});

test("a bad line is told by its number, without what stands in it, and stops no other", () => {
  const { rows, problems } = readTransferLines(
    "a.com,Abc123\n,SecretCode1\nb.com,Secret2,x\nc.com Def456",
  );
  expect(rows.map(({ name }) => name)).toEqual(["a.com", "c.com"]);
  expect(problems.map(({ line }) => line)).toEqual([2, 3]);
  expect(JSON.stringify(problems)).not.toContain("Secret");
});
