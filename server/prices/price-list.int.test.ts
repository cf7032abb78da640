import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { gatewayFor } from "../registrars/registry";
import { BULK } from "../simulator/dynadot/accounts";
import { NORTHWIND } from "../simulator/logicboxes/accounts";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains } from "../testing/seed";
import { syncPrices } from "./sync-prices";

let database: TestDatabase;
let simulator: RunningSimulator;
let now: Date;
let account: string;

/** Gateways at the simulator for accounts whose credential is written in clear. */
const registrars: RegistrarGateways = {
  open: ({ registrar, credential }) =>
    gatewayFor({
      registrar,
      endpoint: "simulator",
      credential: JSON.parse(credential),
      simulatorUrl: simulator.url,
      mode: "demo",
    }),
};

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute<T>(query)).then((found) => [...found]);

const sync = async (accountId = account) => {
  now = new Date(now.getTime() + 86_400_000);
  const context = contextFor(database.db, { role: "staff" }, { now: () => now, registrars });
  const { accounts } = await syncPrices(context, {
    accountId,
    isForced: true,
    budgetMs: 30_000,
    trigger: "manual",
  });
  return accounts;
};
const calls = async () =>
  (await simulator.script.requests()).requests.map(({ method, path }) => `${method} ${path}`);
const prices = () =>
  rows<{ tld: string; minor: number }>(sql`
    select distinct on (tld) tld, price_minor::int as minor from prices
    where account_id = ${account} and action = 'renew' and years = 1 order by tld, valid_from desc`);
const lastRun = () =>
  rows(sql`select api_calls as calls, problems from price_runs where account_id = ${account}
    order by started_at desc limit 1`);
const written = async () =>
  (await rows(sql`select 1 from prices where account_id = ${account}`)).length;

const LIST = "/dynadot/api3.json/tld_price";
/** What the registrar answers to the next reading of its list, instead of its own words. */
const says = (body: unknown, over: { times?: "always"; status?: number } = {}) =>
  simulator.script.add({
    match: { path: LIST },
    action: { kind: "status", status: over.status ?? 200, body },
    times: over.times ?? 1,
  });
const list = (Currency: string, ...told: [string, string, string?][]) => ({
  TldPriceResponse: {
    ResponseCode: "0",
    Status: "success",
    Currency,
    TldPrice: told.map(([Tld, Renew, Register = Renew]) => ({ Tld, Price: { Register, Renew } })),
  },
});

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

/** Names of one test are no other test's. */
const tag = () => `priced-${account.slice(0, 8)}`;
const ENDINGS = ["com", "net", "org", "io", "dev", "app"];

beforeEach(async () => {
  now = new Date("2026-01-01T09:00:00Z");
  await simulator.script.reset();
  account = await seedAccount(database.db, {
    registrar: "dynadot",
    credential: JSON.stringify({ key: BULK.key, secret: BULK.secret, level: "bulk" }),
  });
  await seedDomains(
    database.db,
    account,
    ENDINGS.map((tld) => ({ name: `${tag()}.${tld}`, lifecycle: "active" as const })),
  );
});

test("six endings cost one call, and each price is kept with its history", async () => {
  expect(await sync()).toMatchObject([
    { outcome: "completed", asked: 6, told: 6, errors: 0, left: 0, alerts: 0 },
  ]);
  expect(await calls()).toEqual(["GET /dynadot/api3.json?command=tld_price&currency=USD"]);
  expect(await lastRun()).toEqual([{ calls: 1, problems: [] }]);
  expect(await prices()).toHaveLength(6);
  const kept = await written();
  expect(await sync()).toMatchObject([{ first: 0, changed: 0 }]);
  expect(await written()).toBe(kept);
});

test("a price that moved in the list is one row more and one alert", async () => {
  await sync();
  await says(
    list("USD", ...ENDINGS.map((tld): [string, string] => [tld, tld === "com" ? "21.98" : ""])),
  );
  await sync();
  expect(
    await rows(
      sql`select tld, old_minor::int as old, new_minor::int as new from price_alerts where action = 'renew' and account_id = ${account}`,
    ),
  ).toEqual([{ tld: "com", old: 1099, new: 2198 }]);
});

test.each([
  ["empty", list("USD"), "It is empty."],
  ["shrunk", list("USD", ["com", "99.00"], ["net", "99.00"]), "It holds 2 of the 6 endings"],
  [
    "all nothing",
    list("USD", ...ENDINGS.map((tld): [string, string] => [tld, "0.00"])),
    "100 % of its prices are nothing.",
  ],
])("a list that is %s writes nothing over, and the run says so", async (_what, body, problem) => {
  await sync();
  const before = await prices();
  await says(body);
  const asked = (await calls()).length;
  expect(await sync()).toMatchObject([
    { outcome: "failed", told: 0, reason: expect.stringContaining(problem) },
  ]);
  expect((await calls()).length - asked).toBe(1);
  expect(await prices()).toEqual(before);
  expect(await lastRun()).toMatchObject([
    { calls: 1, problems: [{ target: "price list", problem: expect.stringContaining(problem) }] },
  ]);
});

test("one ending that is told to cost nothing keeps its price; the others are taken over", async () => {
  await sync();
  await says(
    list("USD", ...ENDINGS.map((tld): [string, string] => [tld, tld === "com" ? "0" : "50.00"])),
  );
  expect(await sync()).toMatchObject([{ outcome: "partial", told: 5, errors: 1 }]);
  expect(Object.fromEntries((await prices()).map(({ tld, minor }) => [tld, minor]))).toMatchObject({
    com: 1099,
    net: 5000,
  });
});

test.each([
  ["cannot be read", "{", 200],
  ["is in another currency", list("EUR", ["com", "1.00"]), 200],
  ["is not to be had", "busy", 503],
])("a list that %s is gone around: each ending is asked by itself", async (_what, body, status) => {
  await says(body, { times: "always", status });
  const [told] = await sync();
  expect(told).toMatchObject({ outcome: "completed", asked: 6, told: 6, errors: 0 });
  expect(await prices()).toHaveLength(6);
  const asked = (await calls()).filter((line) => line.includes("bulk_search"));
  expect(asked.length).toBeGreaterThanOrEqual(6);
  expect(await lastRun()).toMatchObject([{ problems: [{ target: "price list" }] }]);
});

test("an ending that is not in the list is asked by itself", async () => {
  await rows(
    sql`update domains set name = ${`${tag()}.studio`}, name_unicode = ${`${tag()}.studio`}, tld = 'studio' where name = ${`${tag()}.app`}`,
  );
  expect(await sync()).toMatchObject([{ outcome: "completed", asked: 6, told: 5 }]);
  expect((await calls()).filter((line) => line.includes("bulk_search")).length).toBeGreaterThan(0);
});

test("another registrar's whole list is three calls; endings of other accounts are kept beside, silently", async () => {
  await sync();
  const reseller = await seedAccount(database.db, {
    name: "Reseller",
    registrar: "resellerclub",
    credential: JSON.stringify({ userId: NORTHWIND.userId, apiKey: NORTHWIND.key }),
  });
  await seedDomains(database.db, reseller, [{ name: `${tag()}.xyz`, lifecycle: "active" }]);
  expect(await sync(reseller)).toMatchObject([
    { outcome: "completed", asked: 1, told: 1, alerts: 0 },
  ]);
  expect((await calls()).filter((line) => line.includes("logicboxes"))).toHaveLength(3);
  const told = await rows<{ tld: string }>(
    sql`select distinct tld from prices where account_id = ${reseller} order by tld`,
  );
  expect(told.map(({ tld }) => tld)).toEqual(["com", "io", "net", "org", "studio", "xyz"]);
  expect(await rows(sql`select tld from price_targets where account_id = ${reseller}`)).toEqual([
    { tld: "xyz" },
  ]);
});
