import { expect, test } from "vitest";
import { keySequences } from "./shortcut-sequence";

const keys = () => keySequences(() => ["e", "g p", "g s", "s"]);

test("a prefix alone completes nothing, with its second key it does", () => {
  const press = keys();
  expect(press("g", 0)).toBeUndefined();
  expect(press("p", 400)).toBe("g p");
});

test("after a second the prefix is forgotten, and the key counts alone", () => {
  const press = keys();
  press("g", 0);
  expect(press("s", 1_001)).toBe("s");
});

test("within the second the longer sequence wins over the single key", () => {
  const press = keys();
  press("g", 0);
  expect(press("s", 999)).toBe("g s");
});

test("a prefix followed by a key that does not continue it leaves that key its own meaning", () => {
  const press = keys();
  press("g", 0);
  expect(press("e", 10)).toBe("e");
  expect(press("p", 20)).toBeUndefined();
});
