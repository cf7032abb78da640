import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { again, inTenant, type Transaction } from "./client";
import { mayBeLost } from "./may-be-lost";
import { together } from "./together";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const within = <T>(body: (tx: Transaction) => Promise<T>) => inTenant(database.db, "*", body);
const number = (tx: Transaction, expression: string) =>
  again<{ n: number }>(tx, sql`select ${sql.raw(expression)} as n`).then(([row]) => row?.n);

test("statements asked together run in the order they were asked, and answer in their places", async () => {
  const told = await within((tx) =>
    together(
      again(tx, sql`select set_config('app.step', '1', true)`),
      number(tx, "current_setting('app.step')::int"),
      null,
      again(tx, sql`select set_config('app.step', '2', true)`),
      number(tx, "current_setting('app.step')::int"),
    ),
  );
  expect([told[1], told[2], told[4]]).toEqual([1, null, 2]);
});

test("nothing is asked outside of a transaction that has failed, and what made it fail is told", async () => {
  let late: unknown = "never asked";
  const failing = within(async (tx) => {
    const failed = number(tx, "1 / 0");
    const inSteps = async () => {
      await failed.catch(() => undefined);
      // Long enough for a rollback to have been sent and answered, if one was.
      for (let turn = 0; turn < 5; turn += 1) await within((other) => number(other, "1"));
      late = await number(tx, "7").catch(() => "refused");
      await number(tx, "8");
    };
    await together(inSteps(), failed);
  });
  await expect(failing).rejects.toMatchObject({ cause: { code: "22012" } });
  expect(late).toBe("refused");
});

test("only a transaction that says so ends before it is on the disk", async () => {
  const setting = async (tx: Transaction) =>
    (await again<{ s: string }>(tx, sql`select current_setting('synchronous_commit') as s`))[0]?.s;
  const lasting = await within(setting);
  expect(await within(async (tx) => (await together(mayBeLost(tx), setting(tx)))[1])).toBe("off");
  for (let connection = 0; connection < 12; connection += 1)
    expect(await within(setting)).toBe(lasting);
});
