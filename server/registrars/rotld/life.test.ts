import { domainToASCII } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { DUNAREA, NORTHWIND, type RotldRegistrar } from "@/server/simulator/rotld/accounts";
import { authorizationKeyOf } from "@/server/simulator/rotld/world";
import { type RunningSimulator, startSimulator } from "@/server/simulator/simulator";
import type { RegistrarGateway, Registration } from "../gateway";
import { gatewayFor } from "../registry";
import { ANA } from "./loopback.cases";
import { CNP } from "./transcripts.cases";

const DAY_MS = 86_400_000;
const FRESH = DomainName.parse("exemplu-nou.ro");
const OURS = DomainName.parse("brutaria-soarelui.ro");
const THEIRS = DomainName.parse("muzeul-satului-nou.ro");
const hosts = ["ns1.example.net", "ns2.example.net"].map((host) => HostName.parse(host));

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

function openedAs({ id, password }: RotldRegistrar): RegistrarGateway {
  const opened = gatewayFor({
    registrar: "rotld",
    endpoint: "simulator",
    credential: { registrarId: id, password },
    simulatorUrl: simulator.url,
    mode: "demo",
    timeouts: { readMs: 2_000 },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

const paid = { idempotencyKey: "k", periodYears: 1, expectedPriceMinor: 600, currency: "EUR" };
const order: Registration = {
  ...paid,
  name: FRESH,
  contacts: { registrant: ANA },
  nameservers: hosts,
};

async function expiryOf(gateway: RegistrarGateway, name: DomainName): Promise<string> {
  const domain = await gateway.readDomain(name);
  return domain.ok ? (domain.value.expiresAt ?? "") : domain.error.message;
}

test("a name lives its whole life: free, registered, delegated, renewed, and its holder moves", async () => {
  const gateway = openedAs(NORTHWIND);
  expect(await gateway.checkAvailability(FRESH)).toMatchObject({ value: { state: "available" } });
  expect(await gateway.register(order)).toMatchObject({ value: { outcome: "confirmed" } });
  expect(await gateway.checkAvailability(FRESH)).toMatchObject({ value: { state: "taken" } });
  expect(await gateway.readDomain(FRESH)).toMatchObject({
    value: { name: FRESH, statuses: ["ok"], nameservers: hosts, dnssec: false },
  });
  const before = await expiryOf(gateway, FRESH);
  const renewal = { ...paid, name: FRESH, periodYears: 2, currentExpiresAt: before };
  expect(await gateway.renew(renewal)).toMatchObject({ value: { outcome: "confirmed" } });
  const after = await expiryOf(gateway, FRESH);
  const movedDays = (Date.parse(after) - Date.parse(before)) / DAY_MS;
  expect(Math.abs(movedDays - 730)).toBeLessThan(0.1);
  expect(await gateway.renew(renewal)).toMatchObject({
    error: { code: "conflict", effect: "none" },
  });
  const change = { name: FRESH, idempotencyKey: "k" };
  expect(await gateway.updateNameservers({ ...change, nameservers: [] })).toMatchObject({
    ok: true,
  });
  expect(await gateway.readDomain(FRESH)).toMatchObject({ value: { nameservers: [] } });
  const registrant = { ...ANA, city: "Cluj-Napoca", state: "Cluj" };
  expect(await gateway.updateContacts({ ...change, contacts: { registrant } })).toMatchObject({
    ok: true,
  });
  expect(await simulator.script.ledger()).toMatchObject([
    { action: "register", domain: FRESH, account: NORTHWIND.id, priceMinor: 600, currency: "EUR" },
    { action: "renew", domain: FRESH, priceMinor: 1200, outcome: "accepted", status: 200 },
  ]);
});

test("a paid call that meets the challenge itself is one entry in the ledger", async () => {
  const gateway = openedAs(NORTHWIND);
  const request = { ...paid, name: THEIRS, authCode: authorizationKeyOf(THEIRS), contacts: {} };
  expect(await gateway.transferIn(request)).toMatchObject({ value: { outcome: "accepted" } });
  const { requests } = await simulator.script.requests();
  expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([
    ["POST", "/rotld/", 401],
    ["POST", "/rotld/", 200],
  ]);
  expect(await simulator.script.ledger()).toMatchObject([{ action: "transfer", domain: THEIRS }]);
});

test("a stale nonce in the middle of a purchase pays once", async () => {
  const gateway = openedAs(NORTHWIND);
  const currentExpiresAt = await expiryOf(gateway, OURS);
  await simulator.script.advance(600_000);
  expect(await gateway.renew({ ...paid, name: OURS, currentExpiresAt })).toMatchObject({
    ok: true,
  });
  const again = await expiryOf(gateway, OURS);
  await simulator.script.advance(600_000);
  expect(await gateway.renew({ ...paid, name: OURS, currentExpiresAt: again })).toMatchObject({
    ok: true,
  });
  expect(await simulator.script.ledger()).toHaveLength(2);
});

test("a wrong password buys nothing", async () => {
  const gateway = openedAs({ ...NORTHWIND, password: "sim-wrong" });
  const request = { ...paid, name: THEIRS, authCode: authorizationKeyOf(THEIRS), contacts: {} };
  expect(await gateway.transferIn(request)).toMatchObject({
    error: { code: "auth_failed", effect: "none" },
  });
  expect(await simulator.script.ledger()).toEqual([]);
  expect((await simulator.script.requests()).total).toBe(2);
});

test("a transfer is under way until the name is here", async () => {
  await simulator.script.settings({ completionDelayMs: DAY_MS });
  const gateway = openedAs(NORTHWIND);
  const request = { ...paid, name: THEIRS, authCode: authorizationKeyOf(THEIRS), contacts: {} };
  expect(await gateway.transferIn({ ...request, authCode: "wrong" })).toMatchObject({
    error: { code: "forbidden", effect: "none" },
  });
  expect(await gateway.transferIn(request)).toMatchObject({ value: { outcome: "accepted" } });
  expect(await gateway.readTransferIn(THEIRS)).toMatchObject({ value: { state: "in_progress" } });
  expect(await gateway.readDomain(THEIRS)).toMatchObject({ error: { code: "domain_unknown" } });
  expect(await gateway.transferIn(request)).toMatchObject({ error: { code: "conflict" } });
  await simulator.script.advance(DAY_MS);
  expect(await gateway.readTransferIn(THEIRS)).toMatchObject({ value: { state: "completed" } });
  expect(await gateway.readDomain(THEIRS)).toMatchObject({ value: { name: THEIRS } });
});

test.each<[string, string, (gateway: RegistrarGateway) => Promise<unknown>]>([
  ["a name nobody has", "domain_unknown", (to) => to.readDomain(DomainName.parse("nimic.ro"))],
  ["another registrar's name", "domain_unknown", (to) => to.readDomain(THEIRS)],
  [
    "a name that may not be renewed",
    "not_eligible",
    async (to) => {
      const name = DomainName.parse("teatrul-de-vara.ro");
      return to.renew({ ...paid, name, currentExpiresAt: await expiryOf(to, name) });
    },
  ],
  [
    "more than ten years",
    "not_eligible",
    async (to) => {
      const name = DomainName.parse("acme-retail.ro");
      return to.renew({ ...paid, name, currentExpiresAt: await expiryOf(to, name) });
    },
  ],
  [
    "a name that may not be transferred",
    "not_eligible",
    (to) => {
      const name = DomainName.parse("castelul-alb.ro");
      return to.transferIn({ ...paid, name, authCode: authorizationKeyOf(name), contacts: {} });
    },
  ],
  [
    "a host inside the name that is not made",
    "invalid_nameservers",
    (to) =>
      to.updateNameservers({
        name: OURS,
        idempotencyKey: "k",
        nameservers: [HostName.parse("ns1.brutaria-soarelui.ro")],
      }),
  ],
  [
    "a label of the administration",
    "not_eligible",
    (to) => to.register({ ...order, name: DomainName.parse("guvern.ro") }),
  ],
  ["a taken name", "domain_taken", (to) => to.register({ ...order, name: OURS })],
])("%s is refused as %s, with no effect", async (_what, code, ask) => {
  expect(await ask(openedAs(NORTHWIND))).toMatchObject({ error: { code, effect: "none" } });
});

test("without money nothing is registered", async () => {
  const gateway = openedAs(DUNAREA);
  expect(await gateway.register(order)).toMatchObject({
    error: {
      code: "insufficient_funds",
      effect: "none",
      message: expect.stringContaining("balance"),
    },
  });
  expect(await gateway.checkAvailability(FRESH)).toMatchObject({ value: { state: "available" } });
  expect(await simulator.script.ledger()).toMatchObject([
    { action: "register", outcome: "refused", priceMinor: null },
  ]);
});

test.each([
  ["an error page", { kind: "status", status: 500, processed: true }, "server_error"],
  ["half an answer", { kind: "cut", afterBytes: 20 }, "unreachable"],
  ["a connection that breaks", { kind: "reset" }, "unreachable"],
] as const)("%s to a purchase leaves it open, asks once, and reading shows that it happened", async (_what, action, code) => {
  const gateway = openedAs(NORTHWIND);
  const currentExpiresAt = await expiryOf(gateway, OURS);
  await simulator.script.add({ match: { domain: OURS, nth: 2 }, action });
  const answer = await gateway.renew({ ...paid, name: OURS, currentExpiresAt });
  expect(answer).toMatchObject({ error: { code, effect: "unknown" } });
  expect(await simulator.script.ledger()).toHaveLength(1);
  expect(await expiryOf(gateway, OURS)).not.toBe(currentExpiresAt);
});

test("names in their last phases, IDN and zones are told as they are", async () => {
  const gateway = openedAs(NORTHWIND);
  const told = async (name: string) => {
    const domain = await gateway.readDomain(DomainName.parse(name));
    return domain.ok ? domain.value : domain.error;
  };
  expect(await told("moara-de-vant.ro")).toMatchObject({
    statuses: ["serverHold", "pendingDelete"],
  });
  expect(await told("vinuri-din-deal.ro")).toMatchObject({ statuses: ["serverHold"] });
  expect(await told("scoala-de-dans.ro")).toMatchObject({ unknownStatuses: ["Reserved"] });
  expect(await told("radio-delta.ro")).toMatchObject({ statuses: [], unknownStatuses: ["Locked"] });
  expect(await told("livada-verde.ro")).toMatchObject({ dnssec: true });
  expect(await told("port-tomis.com.ro")).toMatchObject({ statuses: ["ok"] });
  expect(await told(domainToASCII("cofetăria-lunii.ro"))).toMatchObject({ statuses: ["ok"] });
});

test("neither key, password nor personal number is in what the simulator or the gateway tell", async () => {
  const gateway = openedAs(NORTHWIND);
  const authCode = authorizationKeyOf(THEIRS);
  const answers = [
    await gateway.register(order),
    await gateway.readDomain(FRESH),
    await gateway.transferIn({ ...paid, name: THEIRS, authCode, contacts: {} }),
    await simulator.script.ledger(),
    await simulator.script.requests(),
  ];
  for (const secret of [CNP, authCode, NORTHWIND.password ?? ""])
    expect(JSON.stringify(answers)).not.toContain(secret);
});
