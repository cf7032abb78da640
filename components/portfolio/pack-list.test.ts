import { expect, test } from "vitest";
import { packList, unpackList } from "./pack-list";

const row = (at: number, more = {}) => ({
  id: `id-${at}`,
  name: `name${at}.com`,
  nameUnicode: at === 1 ? "näme1.com" : `name${at}.com`,
  partner: at % 2 ? { id: "p", name: "Acme" } : null,
  tags: at === 2 ? ["eu"] : [],
  renewBy: null,
  ...more,
});
const list = (rows: unknown[]) => ({
  rows,
  nextCursor: "x",
  previousCursor: null,
  total: { names: 9, isExact: true },
});

test("a list comes back as it was", () => {
  for (const size of [0, 1, 2, 50]) {
    const whole = list(Array.from({ length: size }, (_, at) => row(at)));
    expect(unpackList(structuredClone(packList(whole)))).toEqual(whole);
  }
});
test("objects inside rows come back as they were, those of another shape and those that are missing too", () => {
  const inside = (at: number) => ({
    operation: at % 3 ? { id: `operation-${at}`, state: "pending", cause: null } : null,
    before: { nameservers: at % 2 ? ["ns1.a.net"] : null, lock: { is: at } },
    after: at === 4 ? { years: 1, more: true } : { years: at },
    nothing: {},
  });
  const whole = list(Array.from({ length: 9 }, (_, at) => row(at, inside(at))));
  expect(unpackList(structuredClone(packList(whole)))).toEqual(whole);
  const odd = list([row(0), { id: "of another shape" }]);
  expect(packList(odd)).toBe(odd);
});
test("what repeats is told once", () => {
  const whole = list(Array.from({ length: 50 }, (_, at) => row(at)));
  expect(JSON.stringify(packList(whole)).length).toBeLessThan(JSON.stringify(whole).length / 2);
});
test("anything else stays as it is", () => {
  for (const data of [null, 3, "x", [], { names: 1 }]) {
    expect(packList(data)).toBe(data);
    expect(unpackList(data)).toBe(data);
  }
});
