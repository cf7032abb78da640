import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import {
  ELSEWHERE,
  NORTHWIND,
  POOR,
  type Reseller,
  SOUTHGATE,
  SUSPENDED,
} from "@/server/simulator/logicboxes/accounts";
import { type RunningSimulator, startSimulator } from "@/server/simulator/simulator";
import type { RegistrarGateway } from "../gateway";
import { ANA, hosts, open } from "./loopback.cases";

const DAY_MS = 86_400_000;
const DELAY_MS = 60_000;
const FRESH = DomainName.parse("sim-free-meadow.com");
const OURS = DomainName.parse("brightmeadow.com");
const THEIRS = DomainName.parse("sim-taken-meadow.com");

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

const openedAs = ({ userId, key, customerId }: Reseller): RegistrarGateway =>
  open(simulator.url, { userId, apiKey: key, customerId });

const paid = { idempotencyKey: "k", periodYears: 1, expectedPriceMinor: 849, currency: "USD" };
const order = { ...paid, name: FRESH, contacts: { registrant: ANA }, nameservers: hosts };

async function expiryOf(gateway: RegistrarGateway, name: DomainName): Promise<string> {
  const domain = await gateway.readDomain(name);
  return domain.ok ? (domain.value.expiresAt ?? "none") : domain.error.message;
}

test("a name lives its whole life: free, ordered, registered, changed and renewed", async () => {
  const gateway = openedAs(NORTHWIND);
  expect(await gateway.checkAvailability(FRESH)).toMatchObject({ value: { state: "available" } });
  expect(await gateway.register(order)).toMatchObject({ value: { outcome: "accepted" } });
  expect(await gateway.checkAvailability(FRESH)).toMatchObject({
    value: { state: "taken", evidence: "regthroughus" },
  });
  expect(await gateway.readDomain(FRESH)).toMatchObject({
    value: { unknownStatuses: ["InActive"] },
  });
  await simulator.script.advance(DELAY_MS);
  expect(await gateway.readDomain(FRESH)).toMatchObject({
    value: {
      name: FRESH,
      nameservers: hosts,
      transferLocked: true,
      statuses: ["clientTransferProhibited"],
      unknownStatuses: [],
      registrant: "Example SRL",
    },
  });
  const more = { name: FRESH, idempotencyKey: "k" };
  const swapped = [...hosts].reverse();
  const done = { value: { outcome: "confirmed" } };
  expect(await gateway.updateNameservers({ ...more, nameservers: swapped })).toMatchObject(done);
  expect(await gateway.setTransferLock({ ...more, locked: false })).toMatchObject(done);
  expect(await gateway.setPrivacy({ ...more, enabled: true })).toMatchObject(done);
  const holder = { ...ANA, organisation: "Meadow SRL" };
  expect(await gateway.updateContacts({ ...more, contacts: { registrant: holder } })).toMatchObject(
    done,
  );
  const before = await expiryOf(gateway, FRESH);
  const renewal = { ...paid, name: FRESH, periodYears: 2, expectedPriceMinor: 1698 };
  expect(await gateway.renew({ ...renewal, currentExpiresAt: before })).toMatchObject(done);
  const now = await gateway.readDomain(FRESH);
  expect(now).toMatchObject({
    value: {
      nameservers: swapped,
      transferLocked: false,
      privacy: true,
      statuses: [],
      registrant: "Meadow SRL",
    },
  });
  expect(Number((await expiryOf(gateway, FRESH)).slice(0, 4))).toBe(Number(before.slice(0, 4)) + 2);
  expect(await gateway.readAuthCode(FRESH)).toMatchObject({ ok: true });
  expect(
    (await simulator.script.ledger()).map((entry) => [
      entry.action,
      entry.domain,
      entry.account,
      entry.priceMinor,
      entry.outcome,
    ]),
  ).toEqual([
    ["register", FRESH, NORTHWIND.userId, 849, "accepted"],
    ["renew", FRESH, NORTHWIND.userId, 1698, "accepted"],
  ]);
});

test("a transfer goes through its stages and ends in the account", async () => {
  const gateway = openedAs(NORTHWIND);
  const move = { ...paid, name: THEIRS, authCode: "good-code", contacts: { registrant: ANA } };
  expect(await gateway.readTransferIn(THEIRS)).toMatchObject({ value: { state: "unknown" } });
  expect(await gateway.transferIn(move)).toMatchObject({ value: { outcome: "accepted" } });
  const first = await gateway.readTransferIn(THEIRS);
  expect(first).toMatchObject({ value: { state: "in_progress", step: "AdminApproval" } });
  await simulator.script.advance(DELAY_MS);
  const second = await gateway.readTransferIn(THEIRS);
  expect(second).toMatchObject({ value: { state: "in_progress", step: "LosingRegistrar" } });
  await simulator.script.advance(2 * DELAY_MS);
  expect(await gateway.readTransferIn(THEIRS)).toEqual({
    ok: true,
    value: { name: THEIRS, state: "completed" },
  });
});

test("a transfer with a wrong code fails with what was wrong", async () => {
  const gateway = openedAs(NORTHWIND);
  const move = { ...paid, name: THEIRS, authCode: "wrong-code", contacts: { registrant: ANA } };
  expect(await gateway.transferIn(move)).toMatchObject({ ok: true });
  await simulator.script.advance(3 * DELAY_MS);
  expect(await gateway.readTransferIn(THEIRS)).toMatchObject({
    value: { state: "failed", reason: "The auth code was refused" },
  });
});

test("privacy is not to be had for the ending of a country", async () => {
  const gateway = openedAs(NORTHWIND);
  const change = { name: DomainName.parse("papeterie-lune.fr"), idempotencyKey: "k" };
  expect(await gateway.setPrivacy({ ...change, enabled: true })).toMatchObject({
    error: { code: "not_eligible", effect: "none" },
  });
});

test("what cannot be transferred is refused before anything is ordered", async () => {
  const gateway = openedAs(NORTHWIND);
  const move = { ...paid, authCode: "good-code", contacts: { registrant: ANA } };
  const locked = DomainName.parse("sim-taken-locked-meadow.com");
  for (const name of [FRESH, locked])
    expect(await gateway.transferIn({ ...move, name })).toMatchObject({
      error: { code: "not_eligible", effect: "none" },
    });
  expect(await simulator.script.ledger()).toEqual([]);
});

test("the list has every name that is held, each once, and nobody else's", async () => {
  const gateway = openedAs(NORTHWIND);
  const list = await gateway.listDomains({});
  if (!list.ok) throw new Error(list.error.message);
  const names = list.value.domains.map((one) => one.name);
  expect(names).toHaveLength(32);
  expect(list.value.total).toBe(32);
  expect(list.value.unreadable).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain("southgate-terrace.com");
  expect(names).not.toContain("formerferry.com");
  expect(list.value.domains.find((one) => one.name === "latchkey-cafe.net")).toMatchObject({
    statuses: ["pendingDelete", "redemptionPeriod"],
  });
  const other = openedAs(SOUTHGATE);
  expect(await other.readDomain(OURS)).toMatchObject({ error: { code: "domain_unknown" } });
  expect(await other.readDomain(DomainName.parse("kestrelmoor.org"))).toMatchObject({ ok: true });
});

test("a second renewal of the same term is refused by the expiry it was ordered for", async () => {
  const gateway = openedAs(NORTHWIND);
  const renewal = { ...paid, name: OURS, currentExpiresAt: await expiryOf(gateway, OURS) };
  expect(await gateway.renew(renewal)).toMatchObject({ value: { outcome: "confirmed" } });
  expect(await gateway.renew(renewal)).toMatchObject({
    error: { code: "conflict", effect: "none" },
  });
  expect(await simulator.script.ledger()).toHaveLength(1);
});

test.each([
  ["a wrong key", { ...NORTHWIND, key: "canary-key-wrong" }, "auth_failed"],
  ["a suspended reseller", SUSPENDED, "auth_failed"],
  ["an address that is not on the list", ELSEWHERE, "forbidden"],
])("%s is told", async (_what, reseller, code) => {
  const answer = await openedAs(reseller).listDomains({});
  expect(answer).toMatchObject({ error: { code, effect: "none" } });
  expect(JSON.stringify(answer)).not.toContain(reseller.key);
});

test("an empty purse orders nothing", async () => {
  expect(await openedAs(POOR).register(order)).toMatchObject({
    error: { code: "insufficient_funds", effect: "none" },
  });
  expect(await simulator.script.ledger()).toMatchObject([{ outcome: "refused" }]);
});

test("of many names those a registry left out are asked for again, a few at a time", async () => {
  const gateway = openedAs(NORTHWIND);
  const labels = Array.from({ length: 12 }, (_, n) => `sim-free-${n}`);
  const names = [
    ...labels.map((label) => `${label}.studio`),
    "sim-taken-1.com",
    "sim-premium-1.com",
    "sim-claims-1.com",
    "sim-unknown-1.com",
    "sim-missing-1.com",
    "sim-free-1.unsold",
    OURS,
  ].map((text) => DomainName.parse(text));
  const answers = await gateway.checkAvailabilityOf(names);
  expect(answers.map((one) => one.name)).toEqual(names);
  expect(answers.map((one) => one.state)).toEqual([
    ...labels.map(() => "available"),
    "taken",
    "premium",
    "reserved",
    "unknown",
    "unknown",
    "unknown",
    "taken",
  ]);
  expect(answers[13]?.price).toMatchObject({ priceMinor: 120_000, isPremium: true });
});

test("what the registrar did although its answer was lost is not taken for refused", async () => {
  const gateway = openedAs(NORTHWIND);
  const currentExpiresAt = await expiryOf(gateway, OURS);
  await simulator.script.add({
    match: { path: "*/domains/renew.json", domain: OURS },
    action: { kind: "reset" },
  });
  const lost = await gateway.renew({ ...paid, name: OURS, currentExpiresAt });
  expect(lost).toMatchObject({ error: { code: "unreachable", effect: "unknown" } });
  expect(await expiryOf(gateway, OURS)).not.toBe(currentExpiresAt);
});

test("as time goes by names are renewed by themselves, or run out and leave", async () => {
  const gateway = openedAs(NORTHWIND);
  await simulator.script.advance(120 * DAY_MS);
  const renewed = await gateway.readDomain(DomainName.parse("copperfinch.com"));
  expect(renewed).toMatchObject({ value: { unknownStatuses: [] } });
  expect(await gateway.readDomain(DomainName.parse("dijkwacht.nl"))).toMatchObject({
    error: { code: "domain_unknown" },
  });
});
