import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "@/server/testing/seed";
import { again, connect, type Transaction } from "./client";
import { isConnectionLost } from "./connection-lost";
import { lookInTenant } from "./look";

let database: TestDatabase;
let acme: string;
let lumen: string;

beforeAll(async () => {
  database = await testDatabase();
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const account = await seedAccount(database.db);
  await seedDomains(database.db, account, [
    { name: "acme.com", partnerId: acme },
    { name: "lumen.com", partnerId: lumen },
    { name: "nobody.com" },
  ]);
});
afterAll(() => database.drop());

const NAMES = sql`select name from domains order by name`;
const namesIn = async (tx: Transaction) =>
  (await again<{ name: string }>(tx, NAMES)).map(({ name }) => name);
const seen = (tenant: string) => lookInTenant(database.db, tenant, namesIn);
const failure = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => null,
    (error: unknown) => error,
  );
const pidOf = async (tx: Transaction) =>
  (await again<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`))[0]?.pid ?? 0;

/** Ends a connection from outside, as a server that goes down does. */
async function end(pid: number): Promise<void> {
  const admin = postgres(database.urls.admin, { max: 1 });
  await admin`select pg_terminate_backend(${pid}, 5000)`;
  await admin.end();
}

test("whoever looks sees the names of the tenant, the house all, and nobody none", async () => {
  expect(await seen(acme)).toEqual(["acme.com"]);
  expect(await seen("*")).toEqual(["acme.com", "lumen.com", "nobody.com"]);
  expect(await seen("")).toEqual([]);
});

test("tenants who look at the same time, on fewer connections, each see their own", async () => {
  const tenants = Array.from({ length: 60 }, (_, turn) => [acme, lumen, "*"][turn % 3] ?? "");
  const all = await Promise.all(tenants.map(seen));
  for (const [turn, tenant] of tenants.entries()) expect(all[turn]).toEqual(await seen(tenant));
});

test("what one tenant looked at leaves nothing behind on the connection", async () => {
  await seen("*");
  for (const { client } of await lanes())
    expect([...(await client.unsafe("select name from domains"))]).toEqual([]);
});

test("whoever looks can change nothing", async () => {
  const write = failure(
    lookInTenant(database.db, "*", (tx) => tx.execute(sql`update domains set notes = 'x'`)),
  );
  expect(String((await write) instanceof Error && ((await write) as Error).cause)).toContain(
    "read-only transaction",
  );
  expect(await seen(acme)).toEqual(["acme.com"]);
});

test("a question that comes after the end is refused, and not asked for whoever looks then", async () => {
  let late: Transaction | undefined;
  await lookInTenant(database.db, acme, async (tx) => {
    late = tx;
  });
  await lookInTenant(database.db, "*", async (tx) => {
    await namesIn(tx);
    expect(String(await failure(namesIn(late as Transaction)))).toContain("domains");
    expect(await namesIn(tx)).toHaveLength(3);
  });
});

test("a look whose beginning never arrived fails, and does not answer that there is nothing", async () => {
  const { lanes: all } = database.db;
  const lane = await all.take();
  const { unsafe } = lane.client;
  lane.client.unsafe = (text, values, options) =>
    unsafe(text.startsWith("begin") ? "begin nothing" : text, values, options);
  all.giveBack(lane);
  const asked = await failure(
    lookInTenant(database.db, acme, async (tx) => {
      if ((await namesIn(tx)).length === 0) throw new Error("There is nothing.");
    }),
  );
  lane.client.unsafe = unsafe;
  expect(String(asked)).toContain("syntax error");
});

test("a connection that is lost between two questions fails the look, and the next one works", async () => {
  let late: unknown;
  const asked = await failure(
    lookInTenant(database.db, acme, async (tx) => {
      await end(await pidOf(tx));
      await failure(namesIn(tx));
      // The driver would ask this on its next connection, where nobody is known.
      late = await failure(namesIn(tx));
      return "nothing";
    }),
  );
  expect(isConnectionLost(late)).toBe(true);
  expect(isConnectionLost(asked)).toBe(true);
  expect(await seen(acme)).toEqual(["acme.com"]);
});

test("a server that is not there is told at once, however often it was looked for", async () => {
  const { db, close } = connect("postgres://nobody@127.0.0.1:1/none", 1);
  for (let turn = 0; turn < 6; turn += 1)
    expect(isConnectionLost(await failure(lookInTenant(db, acme, namesIn)))).toBe(true);
  await close();
});

async function lanes() {
  const { lanes: all } = database.db;
  const held = await Promise.all(Array.from({ length: 5 }, async () => all.take()));
  for (const lane of held) all.giveBack(lane);
  return held;
}
