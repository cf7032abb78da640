import { describe, expect, test } from "vitest";
import { paceFrom, sampled } from "./pace";

const at = (seconds: number, done: number) => ({ atMs: seconds * 1_000, done });

describe("the pace of a plan", () => {
  test("is told by what was seen lately, with the time that is left", () => {
    expect(paceFrom([at(0, 20), at(30, 50)], 200)).toEqual({ perMinute: 60, secondsLeft: 150 });
  });
  test("is not told before a tenth is done, nor while nothing moves", () => {
    expect(paceFrom([at(0, 0), at(30, 19)], 200)).toBeNull();
    expect(paceFrom([at(0, 50), at(30, 50)], 200)).toBeNull();
    expect(paceFrom([at(0, 50)], 200)).toBeNull();
  });
  test("forgets what is older than a minute, so that a pause does not slow it", () => {
    const kept = sampled([at(0, 10), at(100, 20)], at(130, 30));
    expect(kept).toEqual([at(100, 20), at(130, 30)]);
  });
});
