import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Tile } from "./tile";
import { INCIDENTS } from "./tiles";

afterEach(cleanup);

const at = "2026-01-15T09:00:00.000Z";
const tile = (counted: Parameters<typeof Tile>[0]["counted"]) => {
  render(<Tile look={INCIDENTS} href={"/domains" as never} counted={counted} />);
  return screen.getByRole("link");
};

test("a count is a link that says what it counts", () => {
  const link = tile({ value: { count: 1, isMore: false }, at, isStale: false });
  expect(link.textContent).toBe("Incidents1 namechanged or gone at the registrar, not through us");
  expect(link.getAttribute("href")).toBe("/domains");
});

test("a count that is more than was counted says so, and an old one its age", () => {
  const link = tile({ value: { count: 10_000, isMore: true }, at, isStale: true });
  expect(link.textContent).toContain("10,000+ names");
  expect(link.textContent).toContain("as of");
});

test("a count that could not be made claims no number, and leads to its list all the same", () => {
  const link = tile(null);
  expect(link.textContent).toContain("Could not be counted");
  expect(link.textContent).not.toMatch(/\d/);
});
