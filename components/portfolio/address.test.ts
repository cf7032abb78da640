import { expect, test } from "vitest";
import { EMPTY_QUERY } from "@/server/portfolio/query";
import { filterText, hrefOf, isFiltered, readAddress } from "./address";
import { chosenText, cleared, toggled } from "./filter-fields";
import { usualViewOf } from "./usual-views";

const read = (text: string) => readAddress(new URLSearchParams(text));

test("an address is read and written back the same", () => {
  for (const href of [
    "/domains",
    "/domains?q=a+b&tld=com&tld=de&status=grace&sort=name&dir=desc",
    "/domains?tag=eu&renewWithin=30",
    "/domains?partner=none&view=7a9e1f0c-0000-4000-8000-000000000000",
  ]) {
    const { query, view, problems } = read(href.split("?")[1] ?? "");
    expect(problems).toEqual([]);
    expect(hrefOf(query, {}, view)).toBe(href);
  }
});

test("what cannot be used is left out and told", () => {
  const { query, problems } = read("tld=com&colour=red&limit=x");
  expect(query).toEqual({ ...EMPTY_QUERY, tld: ["com"] });
  expect(problems.map(({ field }) => field)).toEqual(["colour", "limit"]);
});

test("changing a filter starts from the first page", () => {
  const { query } = read("cursor=abc&tld=com");
  expect(hrefOf(query, { q: "x" })).toBe("/domains?q=x&tld=com");
});

test("order and page are no filter, and the partner looked at is none of the reader's", () => {
  expect(filterText(read("sort=name&dir=desc&cursor=x&limit=100&tld=com").query)).toBe("tld=com");
  expect(isFiltered(read("partner=none&sort=name").query)).toBe(false);
  expect(isFiltered(read("lock=locked").query)).toBe(true);
});

test("a value is chosen, joined by another, and let go", () => {
  const one = { ...EMPTY_QUERY, ...toggled(EMPTY_QUERY, "tld", "com") };
  const two = { ...one, ...toggled(one, "tld", "de") };
  expect(two.tld).toEqual(["com", "de"]);
  expect(toggled(two, "tld", "com")).toEqual({ tld: ["de"] });
  expect({ ...two, ...cleared("tld") }).toEqual(EMPTY_QUERY);
});

test("choosing days puts the list in the order of days and takes a range away", () => {
  const query = { ...EMPTY_QUERY, sort: "name" as const, renewFrom: "2026-01-01" };
  expect({ ...query, ...toggled(query, "renewWithin", "30") }).toEqual({
    ...EMPTY_QUERY,
    renewWithin: 30,
  });
});

test("a chip says what is chosen in words", () => {
  const query = { ...EMPTY_QUERY, status: ["grace" as const], renewFrom: "2026-02-01" };
  expect(chosenText(query, "status", undefined)).toMatch(/grace/i);
  expect(chosenText(query, "renewWithin", undefined)).toBe("from 1 Feb 2026");
  expect(chosenText({ ...EMPTY_QUERY, renewWithin: -1 }, "renewWithin", undefined)).toBe("Overdue");
  expect(chosenText({ ...EMPTY_QUERY, tld: ["a1", "b1", "c1"] }, "tld", undefined)).toBe(
    "3 chosen",
  );
  expect(chosenText(EMPTY_QUERY, "tag", undefined)).toBeNull();
});

test("a usual view is known again in any order", () => {
  expect(usualViewOf(read("renewWithin=30&dir=desc").query)).toBe("actBy");
  expect(usualViewOf(read("partner=none").query)).toBe("unassigned");
  expect(usualViewOf(read("renewWithin=31").query)).toBeNull();
});
