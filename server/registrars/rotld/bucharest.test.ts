import { expect, test } from "vitest";
import { bucharestInstant } from "./bucharest";

test.each([
  ["in winter", "2024-03-05 11:20:31", "2024-03-05T09:20:31.000Z"],
  ["in summer", "2027-07-05 11:20:31", "2027-07-05T08:20:31.000Z"],
  ["the last second of winter time", "2026-03-29 02:59:59", "2026-03-29T00:59:59.000Z"],
  ["the first second of summer time", "2026-03-29 04:00:00", "2026-03-29T01:00:00.000Z"],
  ["an hour that is skipped", "2026-03-29 03:30:00", "2026-03-29T01:30:00.000Z"],
  ["an hour that comes twice: the first", "2026-10-25 03:30:00", "2026-10-25T00:30:00.000Z"],
  ["the hour behind it", "2026-10-25 04:00:00", "2026-10-25T02:00:00.000Z"],
  ["a leap day", "2028-02-29 00:00:00", "2028-02-28T22:00:00.000Z"],
  ["midnight, the day before in Greenwich", "2027-01-01 00:00:00", "2026-12-31T22:00:00.000Z"],
])("local time %s becomes the right instant", (_when, text, instant) => {
  expect(bucharestInstant(text)).toBe(instant);
});

test.each([
  "",
  "2027-07-05",
  "2027-07-05T11:20:31",
  "2027-07-05T11:20:31Z",
  "2027-07-05 11:20:31 ",
  "2027-02-30 11:20:31",
  "2027-13-01 11:20:31",
  "2027-07-05 24:00:00",
  "2027-07-05 11:60:00",
  "0000-00-00 00:00:00",
  "05.07.2027 11:20:31",
])("%j is no local time", (text) => {
  expect(bucharestInstant(text)).toBeNull();
});
