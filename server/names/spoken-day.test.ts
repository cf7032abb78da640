import { expect, test } from "vitest";
import { spokenDay } from "./spoken-day";

test("a day is spoken alike whatever it was given as", () => {
  expect(spokenDay("2026-12-05")).toBe("5 Dec 2026");
  expect(spokenDay("2026-12-05T23:59:59.000Z")).toBe("5 Dec 2026");
  expect(spokenDay("2026-09-01")).toBe("1 Sep 2026");
});

test("what is no day is left as it is", () => {
  expect(spokenDay("0000-00-00")).toBe("0000-00-00");
});
