import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ServiceContext } from "../kernel/context";
import { countedLately } from "./counted-lately";

const of = (scope: unknown) => ({ scope }) as ServiceContext;
const HOUSE = of({ all: true });
const ACME = of({ all: false, partnerId: "acme" });
const running = (id: string) => ({ id, state: "applying", names: 10_000 });

let counts = 0;
const count = async () => {
  counts += 1;
  return counts;
};

beforeEach(() => {
  counts = 0;
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => vi.useRealTimers());

test("a large plan that runs is counted once a second, for each that may see other names of it", async () => {
  const plan = running("one");
  expect(await countedLately(HOUSE, plan, count)).toBe(1);
  expect(await countedLately(HOUSE, plan, count)).toBe(1);
  expect(await countedLately(ACME, plan, count)).toBe(2);
  expect(await countedLately(HOUSE, running("other"), count)).toBe(3);
  vi.advanceTimersByTime(1_000);
  expect(await countedLately(HOUSE, plan, count)).toBe(4);
});

test("how a plan ended, and a small one, are counted each time", async () => {
  const plan = running("ending");
  await countedLately(HOUSE, plan, count);
  expect(await countedLately(HOUSE, { ...plan, state: "done" }, count)).toBe(2);
  expect(await countedLately(HOUSE, { ...plan, state: "paused" }, count)).toBe(3);
  const small = { ...running("small"), names: 300 };
  expect(await countedLately(HOUSE, small, count)).toBe(4);
  expect(await countedLately(HOUSE, small, count)).toBe(5);
});
