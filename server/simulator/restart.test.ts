import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type RunningSimulator, type SimulatorOptions, startSimulator } from "./simulator";
import { Api, OWNER } from "./testing/api";
import { RESALE, TOKENS } from "./world/accounts";

const NAME = "/domain/domains/kestrel-optics.org";

let folder: string;
let running: RunningSimulator[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((simulator) => simulator.close()));
  rmSync(folder, { recursive: true });
});

const statePath = () => join(folder, "state.jsonl");

async function start(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ statePath: statePath(), ...options });
  running.push(simulator);
  return { ...simulator, api: new Api(simulator.url) };
}

async function stop(simulator: RunningSimulator) {
  await simulator.close();
  running = [];
}

/** The list and details without addresses, which change with the port. */
async function seen({ api, url }: { api: Api; url: string }): Promise<string> {
  const list = await api.get("/domain/domains?per_page=1000");
  const resale = await api.get("/domain/domains?per_page=1000", { token: TOKENS.resale });
  const details = await api.get(NAME);
  return JSON.stringify([list, resale, details].map(({ body }) => body)).replaceAll(url, "");
}

test("a restart finds the same world, ledger, settings and clock", async () => {
  const first = await start({ settings: { completionDelayMs: 60_000 } });
  await first.script.drift();
  await first.script.generate({ account: RESALE.name, count: 50 });
  await first.script.settings({ pageSizeMax: 500 });
  await first.script.settings({ pageSizeMax: 1000 });
  await first.script.patchDomain("paperboat.io", { remove: true });
  await first.api.post(`${NAME}/renew`, { duration: 1 });
  await first.api.put(`${NAME}/nameservers`, { nameservers: ["ns1.a-b.net", "ns2.a-b.net"] });
  await first.script.advance(60_000);
  const before = await seen(first);
  const ledger = await first.script.ledger();
  const writes = await first.script.writes();
  await stop(first);
  const second = await start();
  expect(await second.script.writes()).toEqual(writes);
  expect(writes).toHaveLength(1);
  expect(await seen(second)).toBe(before);
  expect(before).toContain("ns1.a-b.net");
  expect(await second.script.ledger()).toEqual(ledger);
  expect(ledger).toHaveLength(1);
});

test("what was accepted before a restart becomes visible after it", async () => {
  const first = await start({ settings: { completionDelayMs: 60_000 } });
  await first.api.post("/domain/domains", { fqdn: "sim-free-x.com", owner: OWNER });
  await stop(first);
  const second = await start();
  expect((await second.api.get("/domain/domains/sim-free-x.com")).status).toBe(404);
  const again = await second.api.post("/domain/domains", { fqdn: "sim-free-x.com", owner: OWNER });
  expect(again.status).toBe(409);
  await second.script.advance(60_000);
  expect((await second.api.get("/domain/domains/sim-free-x.com")).status).toBe(200);
});

test("an event torn by a kill is forgotten, all before it is kept, and writing goes on", async () => {
  const first = await start({ settings: { completionDelayMs: 0 } });
  await first.api.put(`${NAME}/tags`, { tags: ["kept"] });
  await stop(first);
  appendFileSync(statePath(), '{"at":"2026-11-20T09:00:00.000Z","ev');
  const second = await start();
  expect((await second.api.get(`${NAME}/tags`)).body).toEqual(["kept"]);
  await second.api.put(`${NAME}/tags`, { tags: ["later"] });
  await stop(second);
  expect((await (await start()).api.get(`${NAME}/tags`)).body).toEqual(["later"]);
});

test("a state file of which nothing is left starts a new world", async () => {
  await stop(await start());
  truncateSync(statePath(), 20);
  const { api } = await start();
  expect((await api.get(NAME)).status).toBe(200);
});

test("the state file holds no token", async () => {
  const first = await start();
  await first.api.post(`${NAME}/renew`, { duration: 1 });
  await stop(first);
  expect(readFileSync(statePath(), "utf8")).not.toContain("sim-pat");
});

test("without a state file nothing is kept", async () => {
  const forgetful = await startSimulator();
  running.push(forgetful);
  await new Api(forgetful.url).put(`${NAME}/tags`, { tags: ["gone"] });
  await stop(forgetful);
  const again = await startSimulator();
  running.push(again);
  expect((await new Api(again.url).get(`${NAME}/tags`)).body).not.toEqual(["gone"]);
});
