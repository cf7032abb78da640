import { describe, expect, test } from "vitest";
import type { TldRule } from "../tlds/rule";
import { ruleOf } from "../tlds/rules";
import { type CapabilityQuestion, capabilityFor, type DomainFacts } from "./capabilities-of";
import { CAPABILITIES, type Capability, type CapabilityFlag } from "./gateway";
import { OPERATIONS } from "./operations";

const NOW = new Date("2026-11-20T12:00:00Z");
const ALL = Object.fromEntries(CAPABILITIES.map((one) => [one, { supported: true }])) as Record<
  Capability,
  CapabilityFlag
>;
const FREE = { mode: "full", paidCallsAt: "2026-01-01T00:00:00Z" };

function ask(
  name: string,
  facts: Partial<DomainFacts> = {},
  rest: Partial<CapabilityQuestion> = {},
) {
  const found = ruleOf(name);
  return capabilityFor({
    flags: ALL,
    restriction: FREE,
    rule: found?.rule ?? null,
    facts: {
      ending: `.${found?.ending ?? name.split(".").at(-1)}`,
      lifecycle: "active",
      statuses: ["ok"],
      lockState: "unlocked",
      registeredAt: "2015-03-01T00:00:00Z",
      expiresAt: "2027-03-01T00:00:00Z",
      ...facts,
    },
    now: NOW,
    ...rest,
  });
}

test("an ordinary name in an account that may do all of it can do all of it", () => {
  const answers = ask("example.com");
  for (const operation of OPERATIONS) expect(answers[operation].supported).toBe(true);
});

describe("how long a name can be renewed", () => {
  test.each([
    ["2027-03-01T00:00:00Z", 9],
    ["2026-11-20T12:00:00Z", 10],
    ["2026-11-20T12:00:01Z", 9],
    ["2035-11-20T12:00:00Z", 1],
    [null, 10],
  ])("expiring %s: at most %d more years, so that ten are never passed", (expiresAt, most) => {
    expect(ask("example.com", { expiresAt }).renew).toEqual({
      supported: true,
      years: { least: 1, most },
    });
  });

  test("a name paid ten years ahead cannot be renewed, and the registry's rule says so", () => {
    expect(ask("example.com", { expiresAt: "2036-01-01T00:00:00Z" }).renew).toEqual({
      supported: false,
      because: "tld",
      reason: "The name is paid for as long as .com allows: 10 years.",
    });
  });

  test("without a rule, or with one that is weakly sourced, no span is claimed", () => {
    expect(ask("example.jp").renew).toEqual({ supported: true });
    expect(ask("example.de").renew).toEqual({ supported: true });
  });
});

describe("what the registry does not have", () => {
  test(".ro has no lock and renews nothing by itself", () => {
    const answers = ask("exemplu.com.ro");
    expect(answers.lock).toMatchObject({ supported: false, because: "tld" });
    expect(answers.auto_renew).toMatchObject({ supported: false, because: "tld" });
  });

  test(".uk moves without an auth code", () => {
    expect(ask("example.co.uk").auth_code).toMatchObject({ supported: false, because: "tld" });
  });

  test("keys are taken where the registry is not known to take none", () => {
    const rule = (value: boolean, confidence: "high" | "low"): TldRule => ({
      dnssec: { value, confidence, source: "test" },
    });
    expect(ask("example.com", {}, { rule: rule(false, "high") }).dnssec).toEqual({
      supported: false,
      because: "tld",
      reason: "The registry of .com takes no DNSSEC keys.",
    });
    for (const open of [rule(true, "high"), rule(false, "low")])
      expect(ask("example.com", {}, { rule: open }).dnssec).toEqual({ supported: true });
  });

  test("a fact that is weakly sourced stands in nobody's way", () => {
    expect(ask("example.be").lock).toEqual({ supported: true });
  });
});

describe("a young name", () => {
  test("may be held by its registrar for sixty days, to the instant", () => {
    const at = (registeredAt: string) => ask("example.com", { registeredAt }).transfer;
    expect(at("2026-09-21T12:00:00.001Z")).toEqual({
      supported: false,
      because: "tld",
      reason:
        "The registrar may refuse a transfer for 60 days after the registration, until 20 Nov 2026.",
    });
    expect(at("2026-09-21T12:00:00Z")).toEqual({ supported: true });
  });

  test("is held by no rule that is not in force yet, or not any more", () => {
    const rule = (from: string | null, until: string | null): TldRule => ({
      holds: [
        {
          value: { after: "registration", days: 60, from, until },
          confidence: "high",
          source: "test",
        },
      ],
    });
    const young = { registeredAt: "2026-11-01T00:00:00Z" };
    const held = (from: string | null, until: string | null) =>
      !ask("example.com", young, { rule: rule(from, until) }).transfer.supported;
    expect(held("2026-11-20", null)).toBe(true);
    expect(held("2026-11-21", null)).toBe(false);
    expect(held("2004-11-12", "2026-11-20")).toBe(false);
    expect(held("2004-11-12", "2026-11-21")).toBe(true);
    expect(held(null, null)).toBe(false);
  });
});

describe("how the name stands", () => {
  test("locked, it cannot leave until the lock is off", () => {
    const locked = { supported: false, because: "domain", reason: /lock is on/ };
    for (const facts of [
      { lockState: "locked" },
      { statuses: ["clientTransferProhibited"] },
    ] as const) {
      const { transfer } = ask("example.com", facts);
      expect(transfer).toMatchObject({ ...locked, reason: expect.stringMatching(locked.reason) });
    }
  });

  test.each([
    ["unknown", "domain"],
    ["unsupported", "registrar"],
  ] as const)("with a lock that is %s the lock is not offered", (lockState, because) => {
    expect(ask("example.com", { lockState }).lock).toMatchObject({ supported: false, because });
  });

  test.each([
    ["serverRenewProhibited", "renew", "registry"],
    ["clientUpdateProhibited", "nameservers", "registrar"],
    ["serverUpdateProhibited", "hosts", "registry"],
    ["clientUpdateProhibited", "dnssec", "registrar"],
    ["serverUpdateProhibited", "contacts", "registry"],
    ["serverTransferProhibited", "transfer", "registry"],
  ] as const)("with %s it cannot do %s, and who set it is told", (status, operation, setter) => {
    expect(ask("example.com", { statuses: [status] })[operation]).toEqual({
      supported: false,
      because: "domain",
      reason: `The ${setter} has set ${status}.`,
    });
  });

  test("while a transfer is under way nothing that would cross it is offered", () => {
    const answers = ask("example.com", { statuses: ["pendingTransfer"] });
    for (const operation of ["renew", "nameservers", "contacts", "lock", "transfer"] as const)
      expect(answers[operation]).toMatchObject({ supported: false, because: "domain" });
  });

  test.each([
    "pending_delete",
    "redemption",
    "transfer_in",
  ] as const)("in %s nothing can be changed", (lifecycle) => {
    for (const answer of Object.values(ask("example.com", { lifecycle })))
      expect(answer).toMatchObject({ supported: false, because: "domain" });
  });
});

test("records are changed without the registry, whatever it prohibits", () => {
  const { dns } = ask("example.com", { statuses: ["serverUpdateProhibited"] });
  expect(dns).toMatchObject({ supported: true, note: expect.stringContaining("nameservers") });
});

describe("what the registrar lacks and what we do not allow", () => {
  const lacking = (capability: Capability, reason: string) => ({
    flags: { ...ALL, [capability]: { supported: false, reason } },
  });

  test("the registrar's reason is told as it gave it", () => {
    expect(ask("example.com", {}, lacking("contacts", "Only in the panel.")).contacts).toEqual({
      supported: false,
      because: "registrar",
      reason: "Only in the panel.",
    });
  });

  test("a read-only account can change nothing, and an administrator can allow it", () => {
    const answers = ask(
      "example.com",
      {},
      { restriction: { mode: "read_only", paidCallsAt: null } },
    );
    for (const operation of OPERATIONS.filter((one) => one !== "transfer"))
      expect(answers[operation]).toMatchObject({ supported: false, because: "account" });
  });

  test("without paid calls only what costs money is refused", () => {
    const answers = ask("example.com", {}, { restriction: { mode: "full", paidCallsAt: null } });
    expect(answers.renew).toMatchObject({ supported: false, because: "account" });
    expect(answers.nameservers).toEqual({ supported: true });
  });

  test("flags that carry our restriction already are told as ours, not as the registrar's", () => {
    const restriction = { mode: "read_only", paidCallsAt: null };
    const reason = "This account is read-only in Namekeep. An administrator can allow changes.";
    const answers = ask("example.com", {}, { ...lacking("lock", reason), restriction });
    expect(answers.lock).toEqual({ supported: false, because: "account", reason });
  });

  test("a lasting reason is told before a passing one", () => {
    const restriction = { mode: "read_only", paidCallsAt: null };
    const expired = { lifecycle: "redemption" } as const;
    const rest = { ...lacking("nameservers", "No such command."), restriction };
    expect(ask("example.com", expired, rest).nameservers).toMatchObject({ because: "registrar" });
    expect(ask("example.com", expired, rest).contacts).toMatchObject({ because: "domain" });
    expect(ask("example.com", {}, rest).contacts).toMatchObject({ because: "account" });
  });

  test("a transfer is possible where the registrar gives no code, and says where the code comes from", () => {
    const rest = lacking("auth_code", "ROTLD gives the authorisation key to the holder alone.");
    expect(ask("exemplu.ro", { lockState: "unsupported" }, rest).transfer).toEqual({
      supported: true,
      note: "The auth code is got elsewhere. ROTLD gives the authorisation key to the holder alone.",
    });
  });
});
