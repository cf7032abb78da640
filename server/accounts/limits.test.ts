import { expect, test } from "vitest";
import { pacedEndpoint } from "../registrars/paces";
import type { RegistrarRate } from "../registrars/rates";
import { limitKey, toLimit } from "./limits";

const RATE: RegistrarRate = {
  requestsPerMinute: 600,
  burst: 10,
  documentedPerMinute: 1000,
  source: "test",
};
const ID = "0193f2aa-1111-4abc-8def-001122334455";

const own = (callsPerMinute: number | null = null) =>
  pacedEndpoint({ id: ID, callsPerMinute }, "api.example", RATE, "account");
const limitAt = (aheadMs: number) =>
  toLimit(own(), new Map([[`outbound|${ID}|api.example`, aheadMs]]));

test.each([
  [0, 10, 0],
  [100, 9, 0],
  [150, 8, 0],
  [900, 1, 0],
  [901, 0, 1],
  [1_000, 0, 1],
  [2_900, 0, 2],
])("%d ms ahead at ten calls a second: %d may leave, else in %d s", (aheadMs, left, waitSeconds) => {
  expect(limitAt(aheadMs)).toMatchObject({ left, waitSeconds, atOnce: 10, perMinute: 600 });
});

test("a count that never was, or lies behind, leaves everything", () => {
  expect(toLimit(own(), new Map())).toMatchObject({ left: 10, waitSeconds: 0 });
  expect(limitAt(-5_000)).toMatchObject({ left: 10, waitSeconds: 0 });
});

test("an account's own rate has a count of its own; those of one address share one", () => {
  expect(own().paces.map(limitKey)).toEqual([`outbound|${ID}|api.example`]);
  const shared = pacedEndpoint({ id: ID }, "api.example", RATE, "address");
  expect(shared.paces.map(limitKey)).toEqual(["outbound|api.example"]);
});

test("a slower account behind a shared address counts for itself first, and slows no other", () => {
  const slow = pacedEndpoint({ id: ID, callsPerMinute: 60 }, "api.example", RATE, "address");
  expect(slow.paces).toMatchObject([
    { key: `${ID}|api.example`, rate: { requestsPerMinute: 60, burst: 1 } },
    { key: "api.example", rate: RATE },
  ]);
  const ahead = new Map([[`outbound|${ID}|api.example`, 1_500]]);
  expect(toLimit(slow, ahead)).toMatchObject({ left: 0, waitSeconds: 2, perMinute: 60 });
});

test("a faster account behind a shared address takes smaller steps on the shared count", () => {
  const fast = pacedEndpoint({ id: ID, callsPerMinute: 900 }, "api.example", RATE, "address");
  expect(fast.paces).toMatchObject([{ key: "api.example", rate: { requestsPerMinute: 900 } }]);
});
