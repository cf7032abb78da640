import { expect, test } from "vitest";
import { daysUntil, formatAge, formatDay, formatDistance, formatMoment } from "./time";

const NOW = "2026-11-20T09:04:00.000Z";

test("a day is written with its month's English short name, the same on every machine", () => {
  expect(formatDay("2026-12-14T00:00:00Z", "UTC")).toBe("14 Dec 2026");
  expect(formatDay("2026-09-03", "UTC")).toBe("3 Sep 2026");
});

test("an instant falls on the day the organisation's clock shows", () => {
  const instant = "2026-12-14T23:30:00Z";
  expect(formatDay(instant, "UTC")).toBe("14 Dec 2026");
  expect(formatDay(instant, "Europe/Bratislava")).toBe("15 Dec 2026");
  expect(formatDay(instant, "America/New_York")).toBe("14 Dec 2026");
});

test("a calendar date is the same day in every zone", () => {
  for (const timeZone of ["Pacific/Auckland", "America/New_York"])
    expect(formatDay("2026-12-14", timeZone)).toBe("14 Dec 2026");
  expect(daysUntil("2026-12-14", "2026-12-13T23:30:00Z", "Europe/Bratislava")).toBe(0);
});

test("a moment names its zone as a distance from UTC, also with summer time and half hours", () => {
  expect(formatMoment(NOW, "UTC")).toBe("20 Nov 2026, 09:04 UTC");
  expect(formatMoment(NOW, "Europe/Bratislava")).toBe("20 Nov 2026, 10:04 UTC+1");
  expect(formatMoment("2026-07-01T00:00:00.500Z", "Europe/Bratislava")).toBe(
    "1 Jul 2026, 02:00 UTC+2",
  );
  expect(formatMoment(NOW, "America/St_Johns")).toBe("20 Nov 2026, 05:34 UTC−3:30");
});

test.each([
  ["2026-11-20T23:59:00Z", "today"],
  ["2026-11-21T00:01:00Z", "tomorrow"],
  ["2026-11-19", "yesterday"],
  ["2026-12-14", "in 24 days"],
  ["2026-11-12", "8 days ago"],
  ["2027-03-19", "in 119 days"],
  ["2027-05-20", "in 6 months"],
  ["2030-11-20", "in 4 years"],
])("%s is %s, counted in calendar days", (value, words) => {
  expect(formatDistance(value, NOW, "UTC")).toBe(words);
});

test.each([
  ["2026-11-20T09:03:01Z", "just now"],
  ["2026-11-20T09:03:00Z", "1 min"],
  ["2026-11-20T08:05:00Z", "59 min"],
  ["2026-11-20T07:04:00Z", "2 h"],
  ["2026-11-18T09:05:00Z", "47 h"],
  ["2026-11-17T09:04:00Z", "3 days"],
  ["2026-11-20T09:30:00Z", "just now"],
])("what happened at %s is %s old", (value, words) => {
  expect(formatAge(value, NOW)).toBe(words);
});
