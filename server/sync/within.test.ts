import { expect, test } from "vitest";
import { within } from "./within";

const untilEnded = (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    signal.addEventListener("abort", () => resolve("given up"), { once: true });
    if (signal.aborted) resolve("given up");
  });

test("a question that takes longer than it may is given up", async () => {
  expect(await within(5, new AbortController().signal, untilEnded)).toBe("given up");
});

test("a question is given up when all of them are, also when they were before it was asked", async () => {
  const all = new AbortController();
  const asked = within(60_000, all.signal, untilEnded);
  all.abort();
  expect(await asked).toBe("given up");
  expect(await within(60_000, all.signal, untilEnded)).toBe("given up");
});

test("a question that is answered in time is not ended afterwards", async () => {
  let own: AbortSignal | undefined;
  const all = new AbortController();
  const answer = await within(60_000, all.signal, async (signal) => {
    own = signal;
    return "told";
  });
  all.abort();
  expect([answer, own?.aborted]).toEqual(["told", false]);
});
