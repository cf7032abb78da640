import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api, OWNER } from "../testing/api";
import { MAIN } from "../world/accounts";

const DELAY_MS = 5_000;
const RENEWED = "/domain/domains/kestrel-optics.org";
const FREE = "sim-free-venture.com";
const Details = z.looseObject({
  status: z.array(z.string()),
  dates: z.looseObject({ registry_ends_at: z.string() }),
});

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

const later = (delays = 1) => simulator.script.advance(delays * DELAY_MS);
const expiryOf = async (path: string) =>
  Details.parse((await api.get(path)).body).dates.registry_ends_at;

test("a registration is accepted without an id, seen after the delay, and billed once", async () => {
  const headers = { "idempotency-key": "op-1" };
  const told = await api.post(
    "/domain/domains",
    { fqdn: FREE, owner: OWNER, duration: 1 },
    { headers },
  );
  expect(told.status).toBe(202);
  expect(told.body).toEqual({ message: "Domain creation in progress" });
  expect(told.headers.get("location")).toBe(`${simulator.url}/v5/domain/domains/${FREE}`);
  expect((await api.get(`/domain/domains/${FREE}`)).status).toBe(404);
  await later();
  expect((await api.get(`/domain/domains/${FREE}`)).status).toBe(200);
  expect(await simulator.script.ledger()).toEqual([
    {
      seq: 1,
      at: expect.any(String),
      account: MAIN.id,
      action: "register",
      domain: FREE,
      idempotencyKey: "op-1",
      priceMinor: 800,
      currency: "EUR",
      outcome: "accepted",
      status: 202,
    },
  ]);
});

test("a second order of the same name while the first is under way is refused, not billed", async () => {
  await api.post("/domain/domains", { fqdn: FREE, owner: OWNER });
  const told = await api.post("/domain/domains", { fqdn: FREE, owner: OWNER });
  expect(told.status).toBe(409);
  const ledger = await simulator.script.ledger();
  expect(ledger.map(({ outcome, priceMinor }) => [outcome, priceMinor])).toEqual([
    ["accepted", 800],
    ["refused", null],
  ]);
});

test("a registration may fail silently: accepted, billed, and never seen", async () => {
  const told = await api.post("/domain/domains", { fqdn: "sim-fails-x.com", owner: OWNER });
  expect(told.status).toBe(202);
  await later(100);
  expect((await api.get("/domain/domains/sim-fails-x.com")).status).toBe(404);
});

test.each([
  ["a taken name", { fqdn: "sim-taken-x.com", owner: OWNER }, { code: 400 }],
  ["no owner", { fqdn: FREE }, { errors: [{ name: "owner" }] }],
  [
    "a bare state",
    { fqdn: FREE, owner: { ...OWNER, state: "CA" } },
    { errors: [{ name: "owner.state", description: "shorter than minimum length 4" }] },
  ],
  ["eleven years", { fqdn: FREE, owner: OWNER, duration: 11 }, { errors: [{ name: "duration" }] }],
  [
    "a premium name not asked for as such",
    { fqdn: "sim-premium-x.com", owner: OWNER },
    { errors: [{ name: "enforce_premium" }] },
  ],
])("a registration of %s is answered 400", async (_what, body, expected) => {
  const told = await api.post("/domain/domains", body);
  expect(told.status).toBe(400);
  expect(told.body).toMatchObject(expected);
});

test("a renewal moves the expiry by its years after the delay, and is billed in the currency asked", async () => {
  const before = new Date(await expiryOf(RENEWED));
  const told = await api.post(`${RENEWED}/renew?sharing_id=${MAIN.id}`, {
    duration: 2,
    currency: "USD",
  });
  expect(told.status).toBe(202);
  expect(await expiryOf(RENEWED)).toBe(before.toISOString().replace(".000", ""));
  await later();
  expect(new Date(await expiryOf(RENEWED)).getUTCFullYear()).toBe(before.getUTCFullYear() + 2);
  expect(await simulator.script.ledger()).toMatchObject([
    { action: "renew", priceMinor: 3902, currency: "USD", domain: "kestrel-optics.org" },
  ]);
});

test("the renewal window names its durations, and any other is refused", async () => {
  const { body } = await api.get(`${RENEWED}/renew`);
  expect(body).toEqual({
    renew: {
      begins_at: expect.stringMatching(/Z$/),
      durations: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      minimum: 1,
      maximum: 9,
      prohibited: false,
    },
  });
  const told = await api.post(`${RENEWED}/renew`, { duration: 10 });
  expect(told.status).toBe(400);
  expect(told.body).toMatchObject({ errors: [{ location: "body", name: "duration" }] });
});

test("a name in redemption cannot be renewed, and can be restored", async () => {
  const path = "/domain/domains/harbourlight.com";
  expect((await api.get(`${path}/renew`)).body).toMatchObject({
    renew: { durations: [], prohibited: true },
  });
  expect((await api.post(`${path}/renew`, { duration: 1 })).status).toBe(400);
  expect((await api.get(`${path}/restore`)).status).toBe(200);
  expect((await api.post(`${path}/restore`, {})).status).toBe(202);
  await later();
  const restored = Details.parse((await api.get(path)).body);
  expect(restored.status).toEqual([]);
  expect(Date.parse(restored.dates.registry_ends_at)).toBeGreaterThan(Date.now());
});

test("a dry run of a paid call costs nothing and is no entry in the ledger", async () => {
  const headers = { "dry-run": "1" };
  const told = await api.post("/domain/domains", { fqdn: FREE, owner: OWNER }, { headers });
  expect([told.status, told.body]).toEqual([200, { status: "success" }]);
  expect(await simulator.script.ledger()).toEqual([]);
});

test("free calls are in the log and never in the ledger", async () => {
  await api.get(RENEWED);
  await api.put(`${RENEWED}/tags`, { tags: [] });
  await api.get(`/domain/check?name=${FREE}`);
  expect(await simulator.script.ledger()).toEqual([]);
  const { total, byMethod, requests } = await simulator.script.requests();
  expect([total, byMethod]).toEqual([3, { GET: 2, PUT: 1 }]);
  expect(requests[1]).toMatchObject({
    method: "PUT",
    path: "/v5/domain/domains/kestrel-optics.org/tags",
    status: 200,
  });
  expect(JSON.stringify(requests)).not.toContain("sim-pat");
});
