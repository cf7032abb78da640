import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { type RunningSimulator, startSimulator } from "@/server/simulator/simulator";
import type { RegistrarGateway } from "../gateway";
import { gatewayFor } from "../registry";
import { MAINTENANCE, OWNER } from "./transcripts.cases";

const DELAY_MS = 5_000;
const ACCOUNTS = {
  regular: { key: "sim-dynadot-regular-key", secret: "sim-dynadot-regular-secret" },
  bulk: { key: "sim-dynadot-bulk-key", secret: "sim-dynadot-bulk-secret", level: "bulk" },
};

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

function open(credential: Record<string, string> = ACCOUNTS.bulk): RegistrarGateway {
  const opened = gatewayFor({
    registrar: "dynadot",
    endpoint: "simulator",
    credential,
    simulatorUrl: simulator.url,
    mode: "demo",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

const named = (name: string) => DomainName.parse(name);
const order = (name: string, expectedPriceMinor: number) => ({
  name: named(name),
  idempotencyKey: "op-1",
  periodYears: 1,
  currency: "USD",
  expectedPriceMinor,
});

test("a name lives its whole life: free, registered, read, changed, renewed", async () => {
  const gateway = open();
  const name = named("sim-free-venture.com");
  const change = { name, idempotencyKey: "op-2" };
  expect(await gateway.checkAvailability(name)).toMatchObject({
    value: { state: "available", price: { priceMinor: 1099, currency: "USD" } },
  });
  const nameservers = ["ns1.new-hosts.net", "ns2.new-hosts.net"].map((one) => HostName.parse(one));
  const contacts = { registrant: OWNER, admin: OWNER };
  const bought = { ...order(name, 1099), contacts, nameservers };
  expect(await gateway.register(bought)).toEqual({ ok: true, value: { outcome: "confirmed" } });
  expect(await gateway.readDomain(name)).toMatchObject({
    value: {
      name,
      transferLocked: true,
      autoRenew: false,
      privacy: false,
      nameservers,
      unknownStatuses: [],
    },
  });
  expect(await gateway.checkAvailability(name)).toMatchObject({ value: { state: "taken" } });
  expect(await gateway.readAuthCode(name)).toMatchObject({ error: { code: "domain_locked" } });
  expect(await gateway.setTransferLock({ ...change, locked: false })).toMatchObject({ ok: true });
  expect(await gateway.readAuthCode(name)).toMatchObject({ value: { authCode: /./ } });
  expect(await gateway.setAutoRenew({ ...change, enabled: true })).toMatchObject({ ok: true });
  expect(await gateway.setPrivacy({ ...change, enabled: true })).toMatchObject({ ok: true });
  const others = ["ns9.other-hosts.org", "ns1.new-hosts.net"].map((one) => HostName.parse(one));
  expect(await gateway.updateNameservers({ ...change, nameservers: others })).toMatchObject({
    ok: true,
  });
  expect(await gateway.updateContacts({ ...change, contacts: { tech: OWNER } })).toMatchObject({
    ok: true,
  });
  const read = await gateway.readDomain(name);
  expect(read).toMatchObject({
    value: { transferLocked: false, autoRenew: true, privacy: true, nameservers: others },
  });
  const currentExpiresAt = (read.ok && read.value.expiresAt) || "";
  const renewal = { ...order(name, 1099), currentExpiresAt };
  expect(await gateway.renew(renewal)).toEqual({ ok: true, value: { outcome: "confirmed" } });
  const renewed = await gateway.readDomain(name);
  const endsAt = (renewed.ok && renewed.value.expiresAt) || "";
  expect(new Date(endsAt).getUTCFullYear()).toBe(new Date(currentExpiresAt).getUTCFullYear() + 1);
  expect(await gateway.renew(renewal)).toMatchObject({ error: { effect: "none" } });
  expect(await simulator.script.ledger()).toMatchObject([
    { action: "register", domain: name, priceMinor: 1099, currency: "USD", outcome: "accepted" },
    { action: "renew", domain: name, priceMinor: 1099, outcome: "accepted" },
    { action: "renew", domain: name, priceMinor: null, outcome: "refused" },
  ]);
});

test("a transfer arrives after its steps, and one with a wrong code fails with its reason", async () => {
  const gateway = open();
  const good = { ...order("sim-taken-elsewhere.com", 1049), contacts: {}, authCode: "right-1" };
  const bad = { ...good, name: named("sim-taken-wrong.com"), authCode: "wrong-1" };
  for (const one of [good, bad])
    expect(await gateway.transferIn(one)).toEqual({ ok: true, value: { outcome: "accepted" } });
  expect(await gateway.readTransferIn(good.name)).toMatchObject({
    value: { state: "in_progress", step: "Pending" },
  });
  await simulator.script.advance(DELAY_MS);
  expect(await gateway.readTransferIn(bad.name)).toMatchObject({
    value: { state: "failed", reason: "Invalid auth code." },
  });
  await simulator.script.advance(2 * DELAY_MS);
  expect(await gateway.readTransferIn(good.name)).toMatchObject({ value: { state: "completed" } });
  expect(await gateway.readDomain(bad.name)).toMatchObject({ error: { code: "domain_unknown" } });
  expect(JSON.stringify(await simulator.script.requests())).not.toMatch(/right-1|wrong-1/);
});

test("each account sees its own names, whole", async () => {
  const listed = async (credential: Record<string, string>) => {
    const page = await open(credential).listDomains({});
    return page.ok ? page.value : null;
  };
  const [small, large] = [await listed(ACCOUNTS.regular), await listed(ACCOUNTS.bulk)];
  expect([small?.domains.length, large?.domains.length]).toEqual([7, 16]);
  expect([small?.unreadable, large?.unreadable]).toEqual([[], []]);
  expect(large?.domains.find(({ name }) => name === "windrow-logistics.org")).toMatchObject({
    transferLocked: false,
    unknownStatuses: ["udrp_locked"],
  });
  expect(small?.domains.find(({ name }) => name === "gardenpaper.org")).toMatchObject({
    statuses: ["clientHold"],
    unknownStatuses: ["expired"],
  });
});

test("thirty names are checked by both kinds of account, premium and busy ones told", async () => {
  const names = [
    ...["sim-free-a.com", "sim-taken-a.com", "sim-premium-a.com", "sim-busy-a.com"],
    ...Array.from({ length: 26 }, (_, index) => `sim-free-${index}.net`),
  ].map(named);
  const states = ["available", "taken", "premium", "unknown", ...Array(26).fill("available")];
  for (const credential of [ACCOUNTS.regular, ACCOUNTS.bulk]) {
    const answers = await open(credential).checkAvailabilityOf(names);
    expect(answers.map(({ state }) => state)).toEqual(states);
  }
  const { requests } = await simulator.script.requests();
  expect(requests.map(({ path }) => path.includes("api3"))).toEqual([
    ...Array(6).fill(false),
    true,
  ]);
});

test("prices that a search does not tell come from the price list", async () => {
  const actions = ["register", "renew", "transfer", "restore"] as const;
  const name = named("sim-priceless-a.co.uk");
  const prices = await open().readPrices({ name, actions, currency: "GBP" });
  expect(prices).toMatchObject({
    value: [
      { action: "register", priceMinor: 513, currency: "GBP" },
      { action: "renew", priceMinor: 552 },
      { action: "transfer", priceMinor: 0 },
      { action: "restore", priceMinor: 3160 },
    ],
  });
});

test("a wrong secret, and a wrong key, are told as what they are", async () => {
  const name = named("rivetandroute.com");
  for (const wrong of [{ secret: "sim-dynadot-wrong" }, { key: "sim-dynadot-nobody" }])
    expect(await open({ ...ACCOUNTS.bulk, ...wrong }).readDomain(name)).toMatchObject({
      error: { code: "auth_failed", effect: "none" },
    });
});

test("two calls of a regular account take turns, where two clients at once are refused", async () => {
  await simulator.script.add({ action: { kind: "delay", ms: 150 }, times: "always" });
  const gateway = open(ACCOUNTS.regular);
  const name = named("petalform.io");
  const answers = await Promise.all([gateway.readDomain(name), gateway.readDomain(name)]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  const url = `${simulator.url}/dynadot/api3.json?key=${ACCOUNTS.regular.key}&command=is_processing`;
  const bodies = await Promise.all(
    [1, 2].map(async () => JSON.stringify(await (await fetch(url)).json())),
  );
  expect(bodies.filter((body) => body.includes("concurrent limit"))).toHaveLength(1);
});

test("a maintenance of Dynadot's is trouble of theirs, and passes", async () => {
  await simulator.script.add({
    match: { path: "/dynadot/api3.json/search" },
    action: { kind: "status", status: 200, body: MAINTENANCE },
  });
  const names = [named("sim-free-a.com")];
  expect(await open().checkAvailabilityOf(names)).toMatchObject([
    { state: "unknown", evidence: expect.stringContaining("main server") },
  ]);
  expect(await open().checkAvailabilityOf(names)).toMatchObject([{ state: "available" }]);
});

test("an order whose answer is lost is in the ledger once, and read back", async () => {
  const gateway = open();
  await simulator.script.add({
    match: { method: "POST", domain: "sim-free-lost.com" },
    action: { kind: "reset" },
  });
  const bought = { ...order("sim-free-lost.com", 1099), contacts: {}, nameservers: [] };
  expect(await gateway.register(bought)).toMatchObject({
    error: { code: "unreachable", effect: "unknown" },
  });
  expect(await simulator.script.ledger()).toMatchObject([{ outcome: "accepted", status: 200 }]);
  expect(await gateway.readDomain(bought.name)).toMatchObject({ ok: true });
});

test("a price check is no purchase, and a 429 of a used-up minute names no time", async () => {
  const gateway = open();
  const name = named("rivetandroute.com");
  const read = await gateway.readDomain(name);
  const currentExpiresAt = (read.ok && read.value.expiresAt) || "";
  expect(await gateway.renew({ ...order(name, 1098), currentExpiresAt })).toMatchObject({
    error: { code: "conflict", effect: "none" },
  });
  expect(await simulator.script.ledger()).toEqual([]);
  await simulator.script.settings({ requestsPerMinute: 0 });
  const change = { name, idempotencyKey: "op-3", locked: true };
  expect(await gateway.setTransferLock(change)).toMatchObject({
    error: { code: "rate_limited", effect: "none" },
  });
});
