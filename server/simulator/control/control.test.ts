import { domainToASCII } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api } from "../testing/api";
import { MAIN, TOKENS } from "../world/accounts";

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: 5_000 } });
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

const post = (path: string, body: unknown) =>
  fetch(`${simulator.url}/_sim${path}`, { method: "POST", body: JSON.stringify(body) });

test("a change by somebody else is seen at once", async () => {
  await simulator.script.patchDomain("paperboat.io", {
    nameservers: ["ns1.quiet-parking.net", "ns2.quiet-parking.net"],
    status: ["serverHold"],
    expiresAt: "2031-01-02T03:04:05.678Z",
    autoRenew: true,
  });
  expect((await api.get("/domain/domains?fqdn=paperboat.io")).body).toMatchObject([
    {
      status: ["serverHold"],
      autorenew: true,
      dates: { registry_ends_at: "2031-01-02T03:04:05Z" },
    },
  ]);
  expect((await api.get("/domain/domains/paperboat.io/nameservers")).body).toEqual([
    "ns1.quiet-parking.net",
    "ns2.quiet-parking.net",
  ]);
});

test("a price can be moved, and is asked for from then on", async () => {
  const told = async () =>
    (await api.get("/domain/check?name=paperboat.io&processes=renew")).body as {
      products: { prices: { price_before_taxes: number }[] }[];
    };
  const before = (await told()).products[0]?.prices[0]?.price_before_taxes;
  await simulator.script.price({ tld: "io", action: "renew", cents: 6_660 });
  expect((await told()).products[0]?.prices[0]?.price_before_taxes).toBe(66.6);
  await simulator.script.price({ tld: "io", action: "renew", cents: null });
  expect((await told()).products[0]?.prices[0]?.price_before_taxes).toBe(before);
});

test("a domain can be removed and one can be added", async () => {
  await simulator.script.patchDomain("paperboat.io", { remove: true });
  expect((await api.get("/domain/domains/paperboat.io")).status).toBe(404);
  await simulator.script.patchDomain("neu-für-uns.de", { addTo: MAIN.name, tags: ["new"] });
  expect(
    (await api.get(`/domain/domains?fqdn=${domainToASCII("neu-für-uns.de")}`)).body,
  ).toMatchObject([{ fqdn_unicode: "neu-für-uns.de", tags: ["new"] }]);
  await expect(simulator.script.patchDomain("not-there.com", {})).rejects.toThrow("No such domain");
});

test("the prepared drifts are applied once", async () => {
  const first = await simulator.script.drift();
  expect(first.applied).toBe(true);
  expect(first.drifts).toHaveLength(9);
  expect((await api.get("/domain/domains/kestrel-optics.org/nameservers")).body).toEqual([
    "ns1.quiet-parking.net",
    "ns2.quiet-parking.net",
  ]);
  expect((await api.get("/domain/domains/tundra-outfit.shop")).body).toMatchObject({ status: [] });
  const [bad] = first.drifts.filter(({ what }) => what.startsWith("expiry told"));
  const token = bad?.organisationId === MAIN.id ? TOKENS.main : TOKENS.resale;
  expect((await api.get(`/domain/domains/${bad?.fqdn}`, { token })).body).toMatchObject({
    dates: { registry_ends_at: "1969-12-31T00:00:00Z" },
  });
  expect(await simulator.script.drift()).toEqual({ applied: false, drifts: [] });
});

test("a reset brings back the world, an empty ledger and the settings of the start", async () => {
  await simulator.script.drift();
  await simulator.script.settings({ pageSizeMax: 5 });
  await api.post("/domain/domains/kestrel-optics.org/renew", { duration: 1 });
  await api.get("/domain/domains?per_page=5");
  await simulator.script.reset();
  expect(await simulator.script.ledger()).toEqual([]);
  expect((await simulator.script.requests()).total).toBe(0);
  expect(await simulator.script.settings({})).toMatchObject({
    pageSizeMax: 1000,
    completionDelayMs: 5_000,
  });
  expect((await api.get("/domain/domains/tundra-outfit.shop")).body).toMatchObject({
    status: ["clientTransferProhibited"],
  });
});

test("the accounts and their tokens can be asked for", async () => {
  const told: unknown = await (await fetch(`${simulator.url}/_sim/world`)).json();
  expect(told).toMatchObject({
    accounts: [
      { id: MAIN.id, name: "Northwind Hosting" },
      { name: "Northwind Resale", tokens: [{ secret: TOKENS.resale, canWrite: true }] },
      { name: "Southgate Holdings" },
      { name: "Eastgate Holdings" },
    ],
  });
});

test("a call of the script API is no registrar call", async () => {
  await simulator.script.ledger();
  expect((await simulator.script.requests()).total).toBe(0);
});

test.each([
  ["/settings", { requestsPerMinute: -1 }],
  ["/settings", { speed: 1 }],
  ["/clock", { advanceMs: -1 }],
  ["/generate", { account: "Nobody", count: 1 }],
  ["/generate", { account: MAIN.name, count: 0 }],
])("POST %s with %j is refused", async (path, body) => {
  expect((await post(path, body)).status).toBe(400);
});

test("a verb that does not exist is a 404", async () => {
  expect((await post("/nothing", {})).status).toBe(404);
});
