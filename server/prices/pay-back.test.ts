import { expect, test } from "vitest";
import { payBackYears } from "./pay-back";

test.each([
  ["a move that is cheaper than the year here pays at once", 1500, 1000, 1200, 0],
  ["a free move pays at once", 1500, 1000, 0, 0],
  ["what it costs beyond the spared year is saved year by year", 1500, 1000, 2000, 1],
  ["a part of a year is told as such, and never too early", 1500, 1000, 1750, 0.5],
  ["rounded up", 1500, 1200, 1600, 0.4],
  ["nothing is saved where it costs as much", 1000, 1000, 900, null],
  ["nothing is saved where it costs more", 1000, 1100, 0, null],
])("%s", (_what, hereMinor, thereMinor, transferMinor, expected) => {
  expect(payBackYears({ hereMinor, thereMinor, transferMinor })).toBe(expected);
});
