import { expect, test } from "vitest";
import { createPacer } from "./pacer";

/** Time that moves only when somebody sleeps. */
function manualClock() {
  const sleepers: Array<{ at: number; wake: () => void }> = [];
  let now = 1000;
  return {
    now: () => now,
    sleep: (ms: number) =>
      new Promise<void>((resolve) => sleepers.push({ at: now + ms, wake: resolve })),
    async advance(ms: number) {
      now += ms;
      for (const { at, wake } of sleepers) if (at <= now) wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test("a burst leaves at once, then one per interval, in the order asked", async () => {
  const clock = manualClock();
  const pacer = createPacer({ requestsPerMinute: 60, burst: 2, clock });
  const left: number[] = [];
  const turns = [1, 2, 3, 4].map((id) => pacer.turn().then(() => left.push(id)));
  await clock.advance(0);
  expect(left).toEqual([1, 2]);
  await clock.advance(999);
  expect(left).toEqual([1, 2]);
  await clock.advance(1);
  expect(left).toEqual([1, 2, 3]);
  await clock.advance(1000);
  expect(left).toEqual([1, 2, 3, 4]);
  await Promise.all(turns);
});

test("rest refills the burst and no more than the burst", async () => {
  const clock = manualClock();
  const pacer = createPacer({ requestsPerMinute: 60, burst: 2, clock });
  await Promise.all([pacer.turn(), pacer.turn()]);
  await clock.advance(600_000);
  let left = 0;
  const turns = [1, 2, 3].map(() => pacer.turn().then(() => (left += 1)));
  await clock.advance(0);
  expect(left).toBe(2);
  await clock.advance(1000);
  await Promise.all(turns);
});

test("who gives up while waiting is let go", async () => {
  const pacer = createPacer({ requestsPerMinute: 1, burst: 1 });
  await pacer.turn();
  const giveUp = new AbortController();
  const waiting = pacer.turn(giveUp.signal);
  giveUp.abort();
  await expect(waiting).rejects.toThrow();
});
