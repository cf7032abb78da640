import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ServiceContext } from "../kernel/context";
import { err, ok } from "../kernel/result";
import type { Price, RegistrarFailure, RegistrarGateway } from "../registrars/gateway";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains } from "../testing/seed";
import { sql } from "drizzle-orm";
import { inTenant } from "@/db/client";
import { syncPrices } from "./sync-prices";

let database: TestDatabase;
let account: string;
let now: Date;
/** What the registrar answers, by name; what is not here has no price. */
let shelf: Map<string, readonly Price[] | RegistrarFailure>;
let asked: string[];

const price = (priceMinor: number, over: Partial<Price> = {}): Price => ({
  action: "renew",
  minYears: 1,
  maxYears: 1,
  priceMinor,
  currency: "EUR",
  isPremium: false,
  ...over,
});

const gateway = {
  registrar: "gandi",
  capabilities: { prices: { supported: true } },
  readPrices: async ({ name }: { name: string }) => {
    asked.push(name);
    const told = shelf.get(name) ?? [];
    return "effect" in told ? err(told) : ok(told);
  },
} as unknown as RegistrarGateway;

const context = (): ServiceContext =>
  contextFor(
    database.db,
    { role: "staff" },
    { now: () => now, registrars: { open: () => ok(gateway) } },
  );

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute<T>(query)).then((found) => [...found]);

const sync = (over: Partial<Parameters<typeof syncPrices>[1]> = {}) =>
  syncPrices(context(), {
    accountId: account,
    isForced: true,
    budgetMs: 30_000,
    trigger: "manual",
    ...over,
  });

const history = () =>
  rows<{ name: string; minor: number }>(
    sql`select name, price_minor::int as minor from prices where account_id = ${account} order by valid_from, name`,
  ).then((found) => found.map(({ name, minor }) => (name ? `${name} ${minor}` : minor)));

const alerts = () =>
  rows<Record<string, unknown>>(
    sql`select kind, action, tld, name, old_minor::int as old, new_minor::int as new, names,
      yearly_minor::int as yearly, state from price_alerts where account_id = ${account} order by noticed_at`,
  );

const day = (text: string) => {
  now = new Date(`2026-${text}T09:00:00Z`);
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  day("01-15");
  account = await seedAccount(database.db);
  const tag = account.slice(0, 8);
  await seedDomains(database.db, account, [
    { name: `a-${tag}.org`, lifecycle: "active" },
    { name: `b-${tag}.org`, lifecycle: "active" },
  ]);
  shelf = new Map([[`a-${tag}.org`, [price(1000)]]]);
  asked = [];
});

const first = () => `a-${account.slice(0, 8)}.org`;
const second = () => `b-${account.slice(0, 8)}.org`;

test("the first price is stored silently, and the same price leaves no second row", async () => {
  expect((await sync()).accounts).toMatchObject([{ outcome: "completed", first: 1, changed: 0 }]);
  day("01-16");
  expect((await sync()).accounts).toMatchObject([{ outcome: "completed", first: 0, changed: 0 }]);
  expect(await history()).toEqual([1000]);
  expect(await alerts()).toEqual([]);
});
