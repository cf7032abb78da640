import { expect, test } from "vitest";
import { transferWayOf } from "../../registrars/transfer-ways";
import { ruleOf } from "../../tlds/rules";
import type { Check, OwnFacts, PreflightQuestion } from "./check";
import { preflight, verdictOf } from "./preflight";

const NOW = new Date("2026-11-20T12:00:00.000Z");
const OWN: OwnFacts = {
  accountName: "Old account",
  lifecycle: "active",
  statuses: ["ok"],
  lockState: "unlocked",
  registeredAt: "2020-01-01T00:00:00.000Z",
  expiresAt: "2027-06-01T12:00:00.000Z",
  dnssec: false,
};

const asked = (own: Partial<OwnFacts> | null, more: Partial<PreflightQuestion> = {}) =>
  preflight({
    ending: "com",
    rule: ruleOf("example.com")?.rule ?? null,
    way: transferWayOf("gandi"),
    flag: { supported: true },
    registrarName: "Gandi",
    own: own && { ...OWN, ...own },
    arrivedAt: "2020-01-01T00:00:00.000Z",
    isUnderWay: false,
    availability: null,
    years: 1,
    now: NOW,
    ...more,
  });

const of = (checks: readonly Check[], rule: string) => checks.find((one) => one.rule === rule);

test("a name of ours with nothing against it may come", () => {
  expect(verdictOf(asked({})).verdict).toBe("pass");
});

test("a hold ends at its instant, not before", () => {
  const since = (days: number, ms: number) =>
    new Date(NOW.getTime() - days * 86_400_000 + ms).toISOString();
  expect(of(asked({ registeredAt: since(60, 0) }), "hold_registration")?.state).toBe("pass");
  const held = of(asked({ registeredAt: since(60, 1) }), "hold_registration");
  expect(held).toMatchObject({ state: "wait", until: new Date(NOW.getTime() + 1).toISOString() });
});

test("fifteen days are enough to come before the expiry, and a moment less is not", () => {
  const inDays = (ms: number) => new Date(NOW.getTime() + 15 * 86_400_000 + ms).toISOString();
  expect(of(asked({ expiresAt: inDays(0) }), "expiry_margin")?.state).toBe("pass");
  expect(of(asked({ expiresAt: inDays(-1) }), "expiry_margin")?.state).toBe("fix");
});

test("time that would go beyond ten years waits until it fits", () => {
  const cap = of(asked({ expiresAt: "2036-06-01T00:00:00.000Z" }), "years_cap");
  expect(cap).toMatchObject({ state: "wait", until: "2027-06-01T00:00:00.000Z" });
});

test("either lock has to go first, and what cannot be mended counts for more", () => {
  const locked = asked({ lockState: "locked", statuses: ["serverTransferProhibited"] });
  expect(of(locked, "registrar_lock")?.state).toBe("fix");
  expect(of(locked, "registry_lock")?.state).toBe("fix");
  expect(verdictOf(locked)).toMatchObject({ verdict: "fix", first: { rule: "registrar_lock" } });
  const leaving = asked({ lockState: "locked" }, { isUnderWay: true });
  expect(verdictOf(leaving)).toMatchObject({
    verdict: "impossible",
    first: { rule: "open_request" },
  });
});

test("of a name that is not ours nothing is concluded but what was told", () => {
  const unknown = asked(null, { arrivedAt: null });
  expect(verdictOf(unknown)).toMatchObject({ verdict: "pass", first: null });
  expect(unknown.filter(({ state }) => state === "unknown").length).toBeGreaterThan(5);
  const free = asked(null, { availability: { state: "available", evidence: "" } });
  expect(verdictOf(free)).toMatchObject({ verdict: "impossible", first: { rule: "registered" } });
});
