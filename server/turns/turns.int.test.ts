import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { sharedTurns } from "./turns";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const placesAt = async (key: string) => {
  const [row] = await database.db.execute<{ places: number }>(
    sql`select count(*)::int as places from call_turns where key = ${key}`,
  );
  return row?.places ?? 0;
};

test.each([1, 3])("of many who come at once %i are in at a time, and all get in", async (most) => {
  const key = randomUUID();
  const others = connect(database.urls.app, 5);
  const lines = [sharedTurns(database.db, key, most), sharedTurns(others.db, key, most)];
  let now = 0;
  let highest = 0;
  const full = Promise.withResolvers<void>();
  await Promise.all(
    Array.from({ length: 12 }, async (_each, at) => {
      const leave = await lines[at % 2]?.take();
      now += 1;
      highest = Math.max(highest, now);
      if (now === most) full.resolve();
      // Whoever is in stays until as many are in as may be, however slow the machine is.
      await full.promise;
      now -= 1;
      await leave?.();
    }),
  );
  expect(highest).toBe(most);
  expect(await placesAt(key)).toBe(0);
  await others.close();
});

test("who came first goes first, and who leaves and comes again stands behind", async () => {
  const key = randomUUID();
  const turns = sharedTurns(database.db, key, 1);
  const order: string[] = [];
  const leave = await turns.take();
  const waiting = turns.take().then((next) => {
    order.push("waiting");
    return next();
  });
  await expect.poll(() => placesAt(key)).toBe(2);
  await leave();
  const again = turns.take().then((next) => {
    order.push("again");
    return next();
  });
  await Promise.all([waiting, again]);
  expect(order).toEqual(["waiting", "again"]);
});

test("who gives up leaves the line, and holds nobody up", async () => {
  const key = randomUUID();
  const turns = sharedTurns(database.db, key, 1);
  const leave = await turns.take();
  const stop = new AbortController();
  const tired = turns.take(stop.signal).catch(() => "gave up");
  await expect.poll(() => placesAt(key)).toBe(2);
  stop.abort();
  expect(await tired).toBe("gave up");
  expect(await placesAt(key)).toBe(1);
  await leave();
});

test("a place whose process says nothing any more is given away", async () => {
  const key = randomUUID();
  const turns = sharedTurns(database.db, key, 1);
  await turns.take();
  await database.db.execute(
    sql`update call_turns set seen_until = clock_timestamp() - interval '1 second' where key = ${key}`,
  );
  const leave = await turns.take();
  expect(await placesAt(key)).toBe(1);
  await leave();
});

test("different keys do not wait for each other", async () => {
  const leave = await Promise.all(
    Array.from({ length: 5 }, () => sharedTurns(database.db, randomUUID(), 1).take()),
  );
  await Promise.all(leave.map((one) => one()));
});

test("without a database nobody gets in, and is told so", async () => {
  const away = connect("postgres://nobody@127.0.0.1:1/none", 1);
  await expect(sharedTurns(away.db, "k", 1).take()).rejects.toThrow();
  await away.close();
});
