import { expect, test } from "vitest";
import { dueBetween, nextDue, type Plan } from "./due";

const daily = (at: string): Plan => ({ at, weekday: null });
const due = (plan: Plan, zone: string, from: string, to: string) =>
  dueBetween(plan, zone, new Date(from), new Date(to)).map((at) => at.toISOString());

test("a daily plan is due once a day by the clock of its zone", () => {
  expect(
    due(daily("02:00"), "Europe/Bucharest", "2026-11-19T12:00:00Z", "2026-11-21T12:00:00Z"),
  ).toEqual(["2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z"]);
});

test("a time that the clock leaps over is due once, when the clock has leapt", () => {
  const night = ["2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"] as const;
  expect(due(daily("02:30"), "Europe/Berlin", ...night)).toEqual(["2026-03-29T01:30:00.000Z"]);
  expect(due(daily("01:59"), "Europe/Berlin", ...night)).toEqual(["2026-03-29T00:59:00.000Z"]);
  expect(due(daily("03:00"), "Europe/Berlin", ...night)).toEqual(["2026-03-29T01:00:00.000Z"]);
});

test("a time that the clock shows twice is due the first time only", () => {
  const night = ["2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"] as const;
  expect(due(daily("02:30"), "Europe/Berlin", ...night)).toEqual(["2026-10-25T00:30:00.000Z"]);
  expect(due(daily("03:00"), "Europe/Berlin", ...night)).toEqual(["2026-10-25T02:00:00.000Z"]);
});

test("a clock that leaps by half an hour, or at midnight, is followed too", () => {
  expect(
    due(daily("02:15"), "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-04T00:00:00Z"),
  ).toEqual(["2026-10-03T15:45:00.000Z"]);
  expect(
    due(daily("00:30"), "Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-24T12:00:00Z"),
  ).toEqual(["2026-04-23T22:30:00.000Z"]);
});

test("over two years of every zone there is exactly one due instant a day, in order", () => {
  for (const zone of ["Europe/Bucharest", "America/New_York", "Asia/Kolkata", "Pacific/Chatham"]) {
    for (const at of ["00:00", "01:30", "02:30", "03:00", "23:59"]) {
      const found = due(daily(at), zone, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
      expect([zone, at, found.length]).toEqual([zone, at, 365]);
      expect([...new Set(found)].sort()).toEqual(found);
    }
  }
});

test("a weekly plan is due on its day as the zone counts days", () => {
  const sunday: Plan = { at: "03:00", weekday: 0 };
  expect(nextDue(sunday, "Pacific/Auckland", new Date("2026-11-20T00:00:00Z"))?.toISOString()).toBe(
    "2026-11-21T14:00:00.000Z",
  );
});

test("the instant itself is not after itself", () => {
  const at = new Date("2026-11-20T02:00:00Z");
  expect(nextDue(daily("02:00"), "UTC", at)?.toISOString()).toBe("2026-11-21T02:00:00.000Z");
  expect(due(daily("02:00"), "UTC", "2026-11-20T01:00:00Z", "2026-11-20T02:00:00Z")).toHaveLength(
    1,
  );
});
