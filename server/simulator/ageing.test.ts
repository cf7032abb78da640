import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "./simulator";
import { Api } from "./testing/api";

const DAY_MS = 86_400_000;

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator();
  api = new Api(simulator.url);
  await simulator.script.patchDomain("atlas-freight.net", { status: [] });
});
afterAll(() => simulator.close());

const row = async (fqdn: string) => (await api.get(`/domain/domains?fqdn=${fqdn}`)).body;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

test("a month on, names are renewed or held at their expiry, and gone after their last phase", async () => {
  await simulator.script.patchDomain("brixton-books.co.uk", { expiresAt: "2038-01-01T00:00:00Z" });
  await simulator.script.patchDomain("kestrel-optics.org", { expiresAt: inDays(20) });
  await simulator.script.patchDomain("atlas-freight.net", { expiresAt: inDays(20) });
  await simulator.script.patchDomain("quietharbour.com", { expiresAt: inDays(-60) });
  await simulator.script.advance(30 * DAY_MS);
  expect(await row("brixton-books.co.uk")).toMatchObject([
    { dates: { registry_ends_at: "2038-01-01T00:00:00Z" } },
  ]);
  const renewedYear = new Date(inDays(20)).getUTCFullYear() + 1;
  expect(await row("kestrel-optics.org")).toMatchObject([
    {
      status: ["clientTransferProhibited"],
      dates: { registry_ends_at: expect.stringContaining(`${renewedYear}-`) },
    },
  ]);
  expect(await row("atlas-freight.net")).toMatchObject([{ status: ["clientHold"] }]);
  expect(await row("quietharbour.com")).toEqual([]);
  expect(await simulator.script.ledger()).toEqual([]);
});
