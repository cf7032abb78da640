import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { err, ok } from "../kernel/result";
import type { Price, RegistrarFailure, RegistrarGateway } from "../registrars/gateway";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains } from "../testing/seed";
import { syncPrices } from "./sync-prices";

let database: TestDatabase;
let account: string;
let now: Date;
/** What the registrar answers, by name; what is not here has no price. */
let shelf: Map<string, readonly Price[] | RegistrarFailure>;
let asked: string[];
/** Keeps the registrar from answering. */
let holding: Promise<void>;

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
  capabilities: { prices: { supported: true }, price_list: { supported: false } },
  readPrices: async ({ name }: { name: string }) => {
    asked.push(name);
    await holding;
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
  installOn(database);
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
  holding = Promise.resolve();
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

test("a move up raises one alert that tells what it makes of a year; told again it raises none", async () => {
  await sync();
  shelf.set(first(), [price(1500)]);
  day("01-16");
  expect((await sync()).accounts).toMatchObject([{ changed: 1, alerts: 1 }]);
  day("01-17");
  expect((await sync()).accounts).toMatchObject([{ changed: 0, alerts: 0 }]);
  expect(await history()).toEqual([1000, 1500]);
  expect(await alerts()).toEqual([
    {
      kind: "price",
      action: "renew",
      tld: "org",
      name: "",
      old: 1000,
      new: 1500,
      names: 2,
      yearly: 1000,
      state: "new",
    },
  ]);
});

test("a move down is an alert too; one below the thresholds is history alone", async () => {
  await sync();
  shelf.set(first(), [price(1050)]);
  expect((await sync()).accounts).toMatchObject([{ changed: 1, alerts: 0 }]);
  shelf.set(first(), [price(800)]);
  expect((await sync()).accounts).toMatchObject([{ changed: 1, alerts: 1 }]);
  expect(await history()).toEqual([1000, 1050, 800]);
});

test("a price that rises from nothing, or falls to nothing, is told like any other", async () => {
  shelf.set(first(), [price(0)]);
  await sync();
  shelf.set(first(), [price(1200)]);
  await sync();
  shelf.set(first(), [price(0)]);
  await sync();
  expect(await history()).toEqual([0, 1200, 0]);
  expect((await alerts()).map(({ old, new: now_ }) => [old, now_])).toEqual([
    [0, 1200],
    [1200, 0],
  ]);
});

test("a cent more is kept, whatever the price, and two moves of one day are told apart in order", async () => {
  await sync();
  shelf.set(first(), [price(1001)]);
  await sync();
  shelf.set(first(), [price(1002)]);
  await sync();
  expect(await history()).toEqual([1000, 1001, 1002]);
});

test("what is not told any more stays as it was: missing is no information", async () => {
  await sync();
  shelf.set(first(), []);
  expect((await sync()).accounts).toMatchObject([{ outcome: "completed", told: 0, changed: 0 }]);
  expect(await history()).toEqual([1000]);
});

test("another currency is one piece of news of its own, and no move of the price", async () => {
  const both = (currency: string) => [
    price(1000, { currency }),
    price(900, { currency, action: "transfer" }),
  ];
  shelf.set(first(), both("EUR"));
  await sync();
  shelf.set(first(), both("USD"));
  await sync();
  expect(await alerts()).toMatchObject([{ kind: "currency", yearly: null }]);
  shelf.set(first(), [price(1500, { currency: "USD" })]);
  day("01-16");
  await sync();
  expect(await alerts()).toMatchObject([{ kind: "currency" }, { kind: "price", old: 1000 }]);
});

test("prices of several years move together and raise one alert of the action", async () => {
  shelf.set(first(), [price(1000, { maxYears: 9 })]);
  await sync();
  shelf.set(first(), [price(1500, { maxYears: 9 })]);
  expect((await sync()).accounts).toMatchObject([{ changed: 9, alerts: 1 }]);
});

test("a premium name says nothing of its ending: the next one is asked", async () => {
  shelf.set(first(), [price(40_000, { isPremium: true })]);
  shelf.set(second(), [price(1000)]);
  await sync();
  expect(await history()).toEqual([1000, `${first()} 40000`]);
  expect(await alerts()).toEqual([]);
});

test("a name that becomes premium is an alert of its own, whatever the thresholds", async () => {
  await rows(sql`update domains set renew_by = current_date + 20 where name = ${second()}`);
  shelf.set(second(), [price(1000)]);
  await sync();
  expect(await alerts()).toEqual([]);
  shelf.set(second(), [price(1001, { isPremium: true })]);
  day("01-16");
  await sync();
  expect(await alerts()).toMatchObject([
    { kind: "premium", name: second(), old: 1000, new: 1001, names: 1 },
  ]);
  day("01-17");
  await sync();
  expect(await alerts()).toHaveLength(1);
});

test("a registrar that turns everybody away ends the run, and is left alone for a while", async () => {
  const failure = { code: "auth_failed", effect: "none", message: "The key is wrong." } as const;
  shelf.set(first(), failure);
  expect((await sync()).accounts).toMatchObject([
    { outcome: "failed", reason: "The key is wrong.", left: 1 },
  ]);
  asked = [];
  expect((await sync({ isForced: false })).accounts).toMatchObject([{ outcome: "fresh" }]);
  expect(asked).toEqual([]);
  const [{ good } = { good: "" }] = await rows<{ good: string | null }>(
    sql`select last_good_at as good from price_books where account_id = ${account}`,
  );
  expect(good).toBeNull();
});

test("one ending that fails stops no other, and is named", async () => {
  const tag = account.slice(0, 8);
  await seedDomains(database.db, account, [{ name: `c-${tag}.net`, lifecycle: "active" }]);
  shelf.set(`c-${tag}.net`, { code: "malformed_answer", effect: "none", message: "Odd." });
  shelf.set("price-question-of-a-portfolio.net", {
    code: "malformed_answer",
    effect: "none",
    message: "Odd.",
  });
  expect((await sync()).accounts).toMatchObject([{ outcome: "partial", told: 1, errors: 1 }]);
  expect(await rows(sql`select problems from price_runs where account_id = ${account}`)).toEqual([
    { problems: [{ target: ".net", problem: "Odd." }] },
  ]);
});

test("a call ends in its time and says what is left; the next goes on, and nothing is asked twice", async () => {
  const tag = account.slice(0, 8);
  await seedDomains(
    database.db,
    account,
    ["net", "com", "info"].map((tld) => ({ name: `c-${tag}.${tld}`, lifecycle: "active" })),
  );
  const paused = await sync({ budgetMs: 0 });
  expect(paused).toMatchObject({ left: 4, continued: true, accounts: [{ outcome: "paused" }] });
  const done = await sync({ isForced: false });
  expect(done).toMatchObject({ left: 0, continued: false, accounts: [{ outcome: "completed" }] });
  expect(done.accounts[0]?.runId).toBe(paused.accounts[0]?.runId);
  expect(new Set(asked).size).toBe(asked.length);
  asked = [];
  expect((await sync({ isForced: false })).accounts).toMatchObject([{ outcome: "fresh" }]);
  expect(asked).toEqual([]);
});

test("an account is asked by one caller at a time", async () => {
  let answer: () => void = () => undefined;
  holding = new Promise((resolve) => {
    answer = resolve;
  });
  const asking = sync();
  await expect.poll(() => asked.length).toBe(1);
  expect((await sync()).accounts).toMatchObject([{ outcome: "busy" }]);
  answer();
  expect((await asking).accounts).toMatchObject([{ outcome: "completed" }]);
});

test("a process whose account was taken over writes nothing more", async () => {
  let answer: () => void = () => undefined;
  holding = new Promise((resolve) => {
    answer = resolve;
  });
  const asking = sync();
  await expect.poll(() => asked.length).toBe(1);
  await rows(
    sql`update price_books set lease_token = gen_random_uuid() where account_id = ${account}`,
  );
  answer();
  expect((await asking).accounts).toMatchObject([{ outcome: "busy" }]);
  expect(await history()).toEqual([]);
});

test("staff may ask, customers may not", async () => {
  const customer = contextFor(database.db, { role: "customer" });
  await expect(syncPrices(customer, { budgetMs: 1, trigger: "manual" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
