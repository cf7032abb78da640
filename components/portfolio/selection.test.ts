import { expect, test } from "vitest";
import {
  countOf,
  isSelected,
  NOTHING,
  pageState,
  range,
  type Selected,
  toggle,
  toSelectionInput,
} from "./selection";

const PAGE = ["a", "b", "c", "d"];
const some = (...ids: string[]): Selected => ({ kind: "some", ids: new Set(ids) });
const ALL: Selected = {
  kind: "all",
  filter: "tld=com",
  names: 1_284,
  frozenAt: "2026-01-15T09:00:00.000Z",
};

test("a page is chosen in part, as a whole, or not at all", () => {
  expect(pageState(NOTHING, PAGE)).toBe("none");
  expect(pageState(some("b", "elsewhere"), PAGE)).toBe("some");
  expect(pageState(some(...PAGE), PAGE)).toBe("all");
  expect(pageState(ALL, PAGE)).toBe("all");
  expect(pageState(some("a"), [])).toBe("none");
});

test("what is chosen on another page stays chosen", () => {
  const next = toggle(some("elsewhere"), PAGE, ["a"], true);
  expect(countOf(next)).toBe(2);
  expect(isSelected(next, "elsewhere")).toBe(true);
});

test("leaving one name out of all that match keeps the rest of the page", () => {
  expect(toggle(ALL, PAGE, ["b"], false)).toEqual(some("a", "c", "d"));
});

test("a range goes from the last one pressed to this one, in either direction, both included", () => {
  expect(range(PAGE, "b", "d")).toEqual(["b", "c", "d"]);
  expect(range(PAGE, "d", "b")).toEqual(["b", "c", "d"]);
});

test("without a last one on this page a range is the one alone", () => {
  expect(range(PAGE, null, "c")).toEqual(["c"]);
  expect(range(PAGE, "elsewhere", "c")).toEqual(["c"]);
});

test("all that match is told by filter, count and time, never by ids", () => {
  expect(countOf(ALL)).toBe(1_284);
  expect(toSelectionInput(ALL)).toEqual({
    filter: "tld=com",
    names: 1_284,
    frozenAt: "2026-01-15T09:00:00.000Z",
  });
  expect(toSelectionInput(some("a", "b"))).toEqual({ ids: ["a", "b"] });
});
