import { expect, test } from "vitest";
import { askedTogether } from "./asked-together";

/** A question whose answers are given by hand. */
function byHand() {
  const asked: { readonly count: number; readonly answer: PromiseWithResolvers<void> }[] = [];
  const ask = askedTogether(async (count) => {
    const answer = Promise.withResolvers<void>();
    asked.push({ count, answer });
    await answer.promise;
    return (index) => `${asked.length}.${index}`;
  });
  return { ask, asked };
}
const tick = () => new Promise((resolve) => setImmediate(resolve));

test("those who come in one moment are asked for once, in their order", async () => {
  const { ask, asked } = byHand();
  const told = Promise.all([ask(), ask(), ask()]);
  await tick();
  asked[0]?.answer.resolve();
  expect(await told).toEqual(["1.0", "1.1", "1.2"]);
  expect(asked.map(({ count }) => count)).toEqual([3]);
});

test("those who come while a question is under way are the next one together", async () => {
  const { ask, asked } = byHand();
  const first = ask();
  await tick();
  const later = [ask()];
  await tick();
  later.push(ask());
  await tick();
  expect(asked.map(({ count }) => count)).toEqual([1]);
  asked[0]?.answer.resolve();
  expect(await first).toBe("1.0");
  await tick();
  expect(asked.map(({ count }) => count)).toEqual([1, 2]);
  asked[1]?.answer.resolve();
  expect(await Promise.all(later)).toEqual(["2.0", "2.1"]);
});

test("a question that fails fails those it was asked for, and nobody else", async () => {
  const { ask, asked } = byHand();
  const failed = Promise.allSettled([ask(), ask()]);
  await tick();
  const next = ask();
  asked[0]?.answer.reject(new Error("away"));
  expect((await failed).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await tick();
  asked[1]?.answer.resolve();
  expect(await next).toBe("2.0");
});
