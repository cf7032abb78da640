import { expect, test } from "vitest";
import { Undoing } from "./undoing";

function undoingOf(done: string[], names: readonly string[]) {
  const undoing = new Undoing();
  for (const name of names) {
    undoing.add(async () => {
      done.push(name);
      if (name === "broken") throw new Error("broken");
    });
  }
  return undoing;
}

test("what was started last is stopped first", async () => {
  const done: string[] = [];
  await undoingOf(done, ["database", "simulator", "server"]).run();
  expect(done).toEqual(["server", "simulator", "database"]);
});

test("one failure keeps nothing else from being stopped, and is told", async () => {
  const done: string[] = [];
  await expect(undoingOf(done, ["database", "broken", "server"]).run()).rejects.toThrow("broken");
  expect(done).toEqual(["server", "broken", "database"]);
});

test("asked twice, everything is stopped once", async () => {
  const done: string[] = [];
  const undoing = undoingOf(done, ["database"]);
  await Promise.all([undoing.run(), undoing.run()]);
  expect(done).toEqual(["database"]);
});
