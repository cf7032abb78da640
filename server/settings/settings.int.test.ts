import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServiceContext } from "../kernel/context";
import { organisationTimeZone, today } from "../kernel/today";
import { read } from "../kernel/transact";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedPartners } from "../testing/seed";
import { readSettings } from "./read-settings";
import { saveSettings } from "./save-settings";
import { settingsOf } from "./settings-of";

let database: TestDatabase;
let somebody: ServiceContext;
const admin = () => somebody;
const one = async (key: string) =>
  (await readSettings(admin())).settings.find((setting) => setting.key === key);
const version = async () => (await readSettings(admin())).version;
const holding = () => read(admin(), settingsOf);

beforeAll(async () => {
  database = await testDatabase();
  installOn(database, { SYNC_BATCH: "40", ORGANISATION_TIME_ZONE: "Europe/Bucharest" });
  somebody = await proven(database.db, contextFor(database.db, { role: "admin" }));
});
afterAll(() => database.drop());

test("the console wins over the environment, and that over the default; each says where it comes from", async () => {
  expect(await one("syncBatch")).toMatchObject({ value: 40, source: "environment" });
  expect(await one("syncRetries")).toMatchObject({ value: 3, source: "default" });
  await saveSettings(admin(), {
    version: await version(),
    values: { syncBatch: 60, syncRetries: 5 },
  });
  expect(await one("syncBatch")).toEqual({
    key: "syncBatch",
    value: 60,
    source: "console",
    beneath: { value: 40, source: "environment" },
  });
  expect(await holding()).toMatchObject({ syncBatch: 60, syncRetries: 5, syncIntervalHours: 6 });
  await saveSettings(admin(), {
    version: await version(),
    values: { syncBatch: null, syncRetries: null },
  });
  expect(await holding()).toMatchObject({ syncBatch: 40, syncRetries: 3 });
});

test("a change is in the log with what held before and after, and nothing else of it", async () => {
  await saveSettings(admin(), { version: await version(), values: { priceSyncAt: "05:30" } });
  const trail = await auditTrail(admin(), "Settings of the organisation");
  expect(trail.at(-1)).toMatchObject({
    action: "settings.changed",
    before: { priceSyncAt: "04:00" },
    after: { priceSyncAt: "05:30" },
  });
  await saveSettings(admin(), { version: await version(), values: { priceSyncAt: "05:30" } });
  expect(await auditTrail(admin(), "Settings of the organisation")).toHaveLength(trail.length);
});

test("of two changes of the same version one is refused, and told why", async () => {
  const seen = await version();
  const values = [{ syncBatch: 11 }, { syncBatch: 12 }];
  const outcomes = await Promise.allSettled(
    values.map((change) => saveSettings(admin(), { version: seen, values: change })),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "conflict" },
  });
});

test("a value that makes no sense is refused at its field, and nothing is saved", async () => {
  const before = await holding();
  const wrong = { syncBatch: 0, statusSyncAt: "25:00", timeZone: "Mars/Olympus", syncRetries: 7 };
  const refusal = saveSettings(admin(), { version: await version(), values: wrong });
  await expect(refusal).rejects.toMatchObject({
    code: "invalid_input",
    fields: {
      "values.syncBatch": [{ message: "must be a whole number from 1 to 1000" }],
      "values.statusSyncAt": expect.anything(),
      "values.timeZone": expect.anything(),
    },
  });
  expect(await holding()).toEqual(before);
});

test("only an administrator sees and changes settings; every tenant's reading knows them", async () => {
  const [partnerId = ""] = await seedPartners(database.db, "acme");
  for (const role of ["staff", "customer"] as const) {
    const ctx = contextFor(database.db, { role, partnerId });
    await expect(readSettings(ctx)).rejects.toMatchObject({ code: "forbidden" });
    await expect(saveSettings(ctx, { version: 1, values: {} })).rejects.toMatchObject({
      code: "forbidden",
    });
  }
  const customer = contextFor(database.db, { role: "customer", partnerId });
  expect((await read(customer, settingsOf)).timeZone).toBe("Europe/Bucharest");
});

test("nothing is changed by whoever has not shown for a while who they are", async () => {
  const before = await holding();
  const unproven = contextFor(database.db, { role: "admin" });
  const change = { version: await version(), values: { syncBatch: 77 } };
  await expect(saveSettings(unproven, change)).rejects.toMatchObject({
    code: "forbidden",
    fields: { session: [{ code: "step_up_required" }] },
  });
  expect(await holding()).toEqual(before);
});

test("a day begins by the clock that the console set", async () => {
  const late = new Date("2026-06-01T22:30:00Z");
  expect(today(late)).toBe("2026-06-02");
  await saveSettings(admin(), { version: await version(), values: { timeZone: "America/Lima" } });
  expect([organisationTimeZone(), today(late)]).toEqual(["America/Lima", "2026-06-01"]);
});

test("what another version of the product stored and this one cannot read counts as not set", async () => {
  await database.db.execute(
    sql`update organisation_settings set values = '{"syncBatch": "many", "unheardOf": 1}'`,
  );
  expect(await holding()).toMatchObject({ syncBatch: 40 });
  const saved = await saveSettings(admin(), {
    version: await version(),
    values: { syncRetries: 4 },
  });
  expect(saved.settings.find(({ key }) => key === "syncBatch")).toMatchObject({ value: 40 });
});
