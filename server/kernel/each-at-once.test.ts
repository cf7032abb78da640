import { expect, test } from "vitest";
import { eachAtOnce } from "./each-at-once";

test("each is worked on once, in order, and never more than allowed at a time", async () => {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  await eachAtOnce([1, 2, 3, 4, 5], 2, async (one) => {
    begun.push(one);
    underWay += 1;
    most = Math.max(most, underWay);
    await Promise.resolve();
    underWay -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test("one that is slow holds up nobody else", async () => {
  const done: string[] = [];
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  await eachAtOnce(["slow", "a", "b", "c"], 2, async (one) => {
    if (one === "slow") await slow;
    done.push(one);
    if (one === "c") release();
  });
  expect(done).toEqual(["a", "b", "c", "slow"]);
});

test("of none there is nothing to wait for, and a failure is told", async () => {
  await expect(eachAtOnce([], 3, () => Promise.reject(new Error("never")))).resolves.toBe(
    undefined,
  );
  await expect(eachAtOnce([1], 3, () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
});
