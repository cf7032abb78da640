import { expect, test } from "vitest";
import { type LifecycleFacts, lifecycleOf } from "./lifecycle";

const EXPIRY = "2027-03-12T12:00:00.000Z";
const daysAfterExpiry = (days: number) => new Date(Date.parse(EXPIRY) + days * 86_400_000);
const lifecycleAfter = (days: number, facts: Partial<LifecycleFacts> = {}) =>
  lifecycleOf({
    statuses: [],
    expiresAt: EXPIRY,
    tld: "com",
    now: daysAfterExpiry(days),
    ...facts,
  });

test("a name is active to its last instant, and must be renewed by the day it expires", () => {
  const active = { lifecycle: "active", changesAt: EXPIRY, renewBy: "2027-03-12" };
  expect(lifecycleAfter(-30)).toEqual(active);
  expect(lifecycleAfter(0)).toEqual(active);
});

test.each([
  ["com", 1, "grace", "2027-04-25"],
  ["com", 44, "grace", "2027-04-25"],
  ["com", 45, "redemption", "2027-05-25"],
  ["com", 75, "pending_delete", null],
  ["com", 80, "expired", null],
  ["uk", 29, "grace", "2027-04-10"],
  ["uk", 31, "redemption", "2027-06-09"],
  ["uk", 91, "pending_delete", null],
  ["eu", 1, "redemption", "2027-04-20"],
  ["eu", 40, "expired", null],
  ["it", 16, "redemption", "2027-04-25"],
  ["ro", 89, "redemption", "2027-06-09"],
  ["museum", 10, "grace", "2027-04-25"],
])("under .%s, %i days after expiry, it is in %s", (tld, days, lifecycle, renewBy) => {
  expect(lifecycleAfter(days, { tld })).toMatchObject({ lifecycle, renewBy });
});

test("a country without a known rule gets no date", () => {
  const nothing = { lifecycle: "expired", changesAt: null, renewBy: null };
  expect(lifecycleAfter(1, { tld: "io" })).toEqual(nothing);
  expect(lifecycleAfter(1, { tld: "xn--p1ai" })).toEqual(nothing);
});

test("the registrar's own dates go before the rule, and later phases are counted from them", () => {
  const phases = { graceEndsAt: "2027-03-20T00:02:11Z" };
  expect(lifecycleAfter(1, { phases })).toEqual({
    lifecycle: "grace",
    changesAt: "2027-03-20T00:02:11.000Z",
    renewBy: "2027-03-19",
  });
  expect(lifecycleAfter(10, { phases })).toMatchObject({
    lifecycle: "redemption",
    changesAt: "2027-04-19T00:02:11.000Z",
  });
  expect(lifecycleAfter(1, { phases, tld: "io" })).toMatchObject({ lifecycle: "grace" });
});

test("a status that names the phase goes before every date", () => {
  expect(lifecycleAfter(-100, { statuses: ["redemptionPeriod", "pendingDelete"] })).toMatchObject({
    lifecycle: "redemption",
  });
  expect(lifecycleAfter(1, { statuses: ["pendingDelete"] })).toMatchObject({
    lifecycle: "pending_delete",
    renewBy: null,
  });
});

test("a date that contradicts the status is not shown", () => {
  expect(lifecycleAfter(200, { statuses: ["redemptionPeriod"] })).toEqual({
    lifecycle: "redemption",
    changesAt: null,
    renewBy: null,
  });
});

test("a hold shows while the name is paid for, and is part of the grace after", () => {
  const statuses = ["clientHold"] as const;
  expect(lifecycleAfter(-1, { statuses })).toMatchObject({ lifecycle: "on_hold" });
  expect(lifecycleAfter(1, { statuses })).toMatchObject({ lifecycle: "grace" });
  expect(lifecycleAfter(0, { statuses: ["serverHold"], expiresAt: null })).toEqual({
    lifecycle: "on_hold",
    changesAt: null,
    renewBy: null,
  });
});

test("nothing told is unknown; no status and no expiry is active without a date", () => {
  const none = { changesAt: null, renewBy: null };
  expect(lifecycleAfter(0, { statuses: undefined, expiresAt: undefined })).toEqual({
    lifecycle: "unknown",
    ...none,
  });
  expect(lifecycleAfter(0, { expiresAt: null })).toEqual({ lifecycle: "active", ...none });
  expect(lifecycleAfter(0, { expiresAt: "never", statuses: undefined })).toMatchObject({
    lifecycle: "unknown",
  });
});

test("pendingTransfer alone is no transfer to us: names that leave carry it too", () => {
  expect(lifecycleAfter(-9, { statuses: ["pendingTransfer"] }).lifecycle).toBe("active");
  expect(lifecycleAfter(-9, { isTransferringIn: true }).lifecycle).toBe("transfer_in");
});
