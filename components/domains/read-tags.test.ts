import { expect, test } from "vitest";
import { readTags } from "./read-tags";

test("tags are read from commas and lines, each once, in order, in lower case", () => {
  expect(readTags(" Retail, uk,\nretail, ,north star")).toEqual({
    tags: ["north star", "retail", "uk"],
    problem: undefined,
  });
});

test("no text means no tags", () => {
  expect(readTags("  ,  ")).toEqual({ tags: [], problem: undefined });
});

test("a tag that cannot be stored is named in what is wrong", () => {
  expect(readTags("fine, =formula").problem).toMatch(/“=formula”: A tag has letters/);
  expect(readTags("x".repeat(41)).problem).toMatch(/at most 40/);
  expect(readTags(Array.from({ length: 21 }, (_, n) => `t${n}`).join()).problem).toMatch(
    /at most 20/,
  );
});
