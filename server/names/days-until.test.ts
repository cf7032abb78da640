import { expect, test } from "vitest";
import { daysUntil } from "./days-until";

const noon = new Date("2026-12-14T12:00:00Z");

test.each([
  ["2026-12-14", 0],
  ["2026-12-15", 1],
  ["2026-12-13", -1],
  ["2027-12-14", 365],
  ["2026-12-14T12:00:00.000Z", 0],
  ["2026-12-14T00:00:00Z", 0],
  ["2026-12-15T00:00:00Z", 1],
])("from noon of 14 December, %s is %i days away", (date, days) => {
  expect(daysUntil(date, noon, "UTC")).toBe(days);
});

test("today is the reader's day, not that of Greenwich", () => {
  const late = new Date("2026-12-14T22:30:00Z");
  expect(daysUntil("2026-12-15", late, "Europe/Bucharest")).toBe(0);
  expect(daysUntil("2026-12-15", late, "UTC")).toBe(1);
  expect(daysUntil("2026-12-15T01:00:00Z", late, "America/New_York")).toBe(0);
});

test.each([
  ["2026-03-29", "2026-03-28T22:30:00Z"],
  ["2026-10-25", "2026-10-24T21:30:00Z"],
])("the day of the clock change, %s, counts as one day", (day, now) => {
  const [start, next] = [new Date(now), day.slice(0, 8) + (Number(day.slice(8)) + 1)];
  expect(daysUntil(day, start, "Europe/Bucharest")).toBe(0);
  expect(daysUntil(next, start, "Europe/Bucharest")).toBe(1);
});

test("what is no date has no distance", () => {
  expect(daysUntil("soon", noon, "UTC")).toBeNaN();
});
