import { describe, expect, test } from "vitest";
import { DOMAIN_FLAGS, flagsIn } from "../names/domain-flags";
import { DomainName } from "../names/domain-name";
import type { RegistrarDomain } from "../registrars/gateway";
import type { Authority } from "./authority";
import { BLANK_RECORD, driftOf, type RemoteRecord } from "./drift";

const now = new Date("2026-11-20T09:00:00Z");
const name = DomainName.parse("example.com");
const local = { tld: "com", autoRenewWish: true };
const known: RemoteRecord = {
  ...BLANK_RECORD,
  lifecycle: "active",
  lifecycleChangesAt: "2027-03-12T12:02:11Z",
  renewBy: "2027-03-12",
  expiresAt: "2027-03-12T12:02:11Z",
  registeredAt: "2011-03-12T12:02:11Z",
  autoRenew: "on",
  lockState: "locked",
  statuses: ["clientTransferProhibited"],
  nameservers: ["ns1.example.net", "ns2.example.net"],
};
const reading = (told: Partial<RegistrarDomain>) =>
  driftOf(known, local, { name, ...told } as RegistrarDomain, { now });

test("a reading that tells nothing changes nothing", () => {
  expect(reading({}).changed).toEqual([]);
});

test("nameservers are a set: order and case are no drift", () => {
  const told = ["NS2.example.net", "ns1.example.net"] as unknown as RegistrarDomain["nameservers"] &
    object;
  expect(reading({ nameservers: told }).changed).toEqual([]);
});

test("the same instant in another spelling is no drift", () => {
  expect(reading({ expiresAt: "2027-03-12T12:02:11.000Z" }).changed).toEqual([]);
});

test("an empty list of nameservers never replaces one that is known", () => {
  const { record, doubts } = reading({ nameservers: [] });
  expect(record.nameservers).toEqual(known.nameservers);
  expect(doubts).toMatchObject([{ field: "nameservers", rule: "nameservers_empty", told: [] }]);
});

test("privacy is as the registrar tells it, and stays when it is silent", () => {
  const hidden = { ...known, privacy: true };
  const told = (privacy?: boolean) =>
    driftOf(hidden, local, { name, ...(privacy === undefined ? {} : { privacy }) }, { now });
  expect(told(false)).toMatchObject({ record: { privacy: false }, changed: ["privacy"] });
  expect(told()).toMatchObject({ record: { privacy: true }, changed: [] });
});

test("an empty list of statuses is the healthy state, not silence", () => {
  expect(reading({ statuses: [] }).record.statuses).toEqual([]);
});

test.each([
  ["1969-12-31T00:00:00Z", "before any registration"],
  ["2045-01-01T00:00:00Z", "further than anybody can register"],
  ["2027-03-01T00:00:00Z", "moved back by eleven days"],
])("an expiry of %s is not believed: %s", (expiresAt) => {
  const { record, doubts } = reading({ expiresAt });
  expect(record.expiresAt).toBe(known.expiresAt);
  expect(doubts).toMatchObject([{ field: "expiresAt", told: expiresAt, kept: known.expiresAt }]);
});

test("an expiry a year later is taken over, and the day to act moves with it", () => {
  const { record } = reading({ expiresAt: "2028-03-12T12:02:11Z" });
  expect(record).toMatchObject({ expiresAt: "2028-03-12T12:02:11Z", renewBy: "2028-03-12" });
});

describe("the transfer lock", () => {
  test("lifted elsewhere asks for a look, and set again no longer does", () => {
    const lifted = reading({ transferLocked: false, canLock: true }).record;
    expect(lifted.lockState).toBe("unlocked");
    expect(flagsIn(lifted.flags)).toContain("unlocked_elsewhere");
    const again = driftOf(lifted, local, { name, transferLocked: true }, { now }).record;
    expect(flagsIn(again.flags)).not.toContain("unlocked_elsewhere");
  });

  test("that the registrar does not offer is unsupported, not unlocked", () => {
    const unlocked = { ...known, lockState: "unlocked" as const };
    expect(
      driftOf(unlocked, local, { name, transferLocked: false, canLock: false }, { now }).record
        .lockState,
    ).toBe("unsupported");
    const unsupported = { ...known, lockState: "unsupported" as const };
    expect(
      driftOf(unsupported, local, { name, transferLocked: false }, { now }).record.lockState,
    ).toBe("unsupported");
  });
});

test("auto-renew that is not as we wish is flagged until it is", () => {
  const off = reading({ autoRenew: false }).record;
  expect(flagsIn(off.flags)).toContain("auto_renew_mismatch");
  expect(
    flagsIn(driftOf(off, local, { name, autoRenew: true }, { now }).record.flags),
  ).not.toContain("auto_renew_mismatch");
});

test("an unknown status word is told and kept out; the known ones beside it count", () => {
  const { record, doubts } = reading({
    statuses: ["clientHold"],
    unknownStatuses: ["frozenByMoon"],
  });
  expect(record).toMatchObject({ statuses: ["clientHold"], unknownStatuses: [] });
  expect(doubts).toMatchObject([
    { field: "statuses", rule: "status_unknown", told: ["frozenByMoon"] },
  ]);
});

test("an unknown status word that somebody took over is doubted no more, and stays flagged", () => {
  const taken = { ...known, unknownStatuses: ["frozenByMoon"] };
  const told = {
    name,
    statuses: known.statuses,
    unknownStatuses: ["frozenByMoon"],
  } as RegistrarDomain;
  const { record, doubts } = driftOf(taken, local, told, { now });
  expect(doubts).toEqual([]);
  expect(record.unknownStatuses).toEqual(["frozenByMoon"]);
  expect(flagsIn(record.flags)).toContain("unknown_status");
});

describe("whose word counts", () => {
  const moved = [
    "ns1.else.example",
    "ns2.else.example",
  ] as unknown as RegistrarDomain["nameservers"] & object;
  const under = (authority: Authority) =>
    driftOf(known, local, { name, nameservers: moved }, { now, authority: () => authority });

  test("the registrar’s: its value is taken", () => {
    expect(under("registrar")).toMatchObject({ record: { nameservers: moved }, doubts: [] });
  });

  test.each([
    ["ask", "take"],
    ["ours", "push"],
  ] as const)("%s: the record stays, and to %s is suggested", (authority, suggestion) => {
    const { record, doubts, changed } = under(authority);
    expect(record.nameservers).toEqual(known.nameservers);
    expect(changed).toEqual([]);
    expect(doubts).toMatchObject([{ field: "nameservers", rule: authority, suggestion }]);
  });

  test("what was never known is learned, whatever the rule", () => {
    const blank = { ...known, nameservers: null };
    const told = { name, nameservers: moved };
    expect(driftOf(blank, local, told, { now, authority: () => "ask" })).toMatchObject({
      record: { nameservers: moved },
      doubts: [],
    });
  });

  test("ours for auto-renew: the mode is kept beside the wish, and somebody decides", () => {
    expect(reading({ autoRenew: false })).toMatchObject({
      record: { autoRenew: "off" },
      doubts: [{ field: "autoRenew", rule: "wish", told: "off", kept: "on", suggestion: "push" }],
    });
  });
});

test("flags that wait for a look survive a reading that tells nothing new", () => {
  const flagged = { ...known, flags: DOMAIN_FLAGS.nameservers_changed | DOMAIN_FLAGS.arrived };
  const { record } = driftOf(flagged, local, { name, autoRenew: true }, { now });
  expect(flagsIn(record.flags)).toEqual(["nameservers_changed", "arrived"]);
});
