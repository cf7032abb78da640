import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { houseContext } from "../auth/caller";
import { readSettings } from "../settings/read-settings";
import { saveSettings } from "../settings/save-settings";
import { movableClock, type TestClock } from "../testing/clock";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven } from "../testing/seed";
import { readSchedules } from "./read-schedules";
import { runSchedules, type ScheduledJobs } from "./run-schedules";
import type { ScheduleName } from "./schemas";
import type { CallEnd } from "./store";

let database: TestDatabase;
let owner: postgres.Sql;
let clock: TestClock;
let done: string[];
let answers: Partial<CallEnd>[];

beforeAll(async () => {
  database = await testDatabase();
  clock = await movableClock(database);
  owner = postgres(database.urls.admin, { max: 1 });
  installOn(database, { ORGANISATION_TIME_ZONE: "Europe/Bucharest" });
});
afterAll(async () => {
  await Promise.all([clock.close(), owner.end()]);
  await database.drop();
});
beforeEach(async () => {
  await owner`delete from schedule_runs`;
  await owner`delete from schedules`;
  answers = [];
  await at(day);
  await call(["price_sync", "status_sync"]);
  done = [];
});

const day = Date.parse("2027-01-10T10:00:00Z");
const at = (moment: number) => clock.moveTo(new Date(moment));
const hours = (count: number) => count * 3_600_000;

const job =
  (name: ScheduleName): ScheduledJobs[ScheduleName] =>
  async (_, { dueAt, progress }) => {
    done.push(`${name} ${new Date(dueAt).toISOString()} ${JSON.stringify(progress)}`);
    return {
      state: "completed",
      progress: null,
      checked: 1,
      changed: 0,
      errors: 0,
      left: 0,
      failure: null,
      ...answers.shift(),
    };
  };
const jobs: ScheduledJobs = {
  status_sync: job("status_sync"),
  full_sync: job("full_sync"),
  price_sync: job("price_sync"),
};
const call = (names: readonly ScheduleName[] = ["price_sync"]) =>
  runSchedules(houseContext("test"), jobs, { names, trigger: "cron", budgetMs: 1_000 });
const schedule = async (name: ScheduleName = "price_sync") => {
  const found = (await readSchedules(houseContext("test"))).find((one) => one.schedule === name);
  if (!found) throw new Error(`no schedule ${name}`);
  return found;
};
/** 04:00 in Bucharest in winter, the day after the test's. */
const due = () => new Date(day + hours(16)).toISOString();

test("nothing is done before its time, and what lay due before it was first looked at was never asked for", async () => {
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  await at(day + hours(15.9));
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  expect((await schedule()).nextAt).toBe(due());
});

test("an occurrence is begun once, however many call at once and however often", async () => {
  await at(day + hours(16));
  const outcomes = (await Promise.all(Array.from({ length: 5 }, () => call()))).flat();
  expect(outcomes.filter(({ outcome }) => outcome === "completed")).toHaveLength(1);
  await call();
  expect(done).toEqual([`price_sync ${due()} null`]);
  expect((await schedule()).runs[0]).toMatchObject({
    state: "completed",
    isLate: false,
    checked: 1,
  });
});

test("what time ran out for is gone on with where it ended, and the schedule does not overlap itself", async () => {
  await at(day + hours(16));
  answers = [{ state: "paused", progress: { page: 2 }, left: 7 }];
  expect(await call()).toMatchObject([{ outcome: "paused", left: 7 }]);
  await at(day + hours(41));
  expect((await schedule()).overdueSince).toBeNull();
  await call();
  expect(done).toEqual([`price_sync ${due()} null`, `price_sync ${due()} {"page":2}`]);
  expect((await schedule()).runs[0]).toMatchObject({ state: "completed", calls: 2, checked: 2 });
  expect(await call()).toMatchObject([{ outcome: "completed", lateSeconds: 3_600 }]);
});

test("days that nobody was there for are on record as missed, and caught up once", async () => {
  await at(day + hours(16 + 72) + hours(2));
  expect((await schedule()).alert).toBe("overdue");
  expect(await call()).toMatchObject([{ outcome: "completed", missed: 3, lateSeconds: 7_200 }]);
  expect(done).toHaveLength(1);
  const { runs, alert } = await schedule();
  expect(runs.slice(0, 4).map(({ state }) => state)).toEqual([
    "completed",
    "missed",
    "missed",
    "missed",
  ]);
  expect(alert).toBe("missed");
  await at(day + hours(16 + 96));
  await call();
  expect((await schedule()).alert).toBeNull();
});

test("a run whose process died is taken over when its lease has ended, not before", async () => {
  await at(day + hours(16));
  let release: (() => void) | undefined;
  const stuck = runSchedules(
    houseContext("stuck"),
    {
      ...jobs,
      price_sync: () =>
        new Promise((resolve) => {
          release = () => resolve({ ...LOST });
        }),
    },
    { names: ["price_sync"], trigger: "cron", budgetMs: 1_000 },
  );
  await expect.poll(async () => (await schedule()).runs[0]?.state).toBe("running");
  expect(await call()).toMatchObject([{ outcome: "busy" }]);
  await at(day + hours(16) + 32_000);
  expect(await call()).toMatchObject([{ outcome: "completed" }]);
  release?.();
  await stuck;
  expect((await schedule()).runs[0]).toMatchObject({ state: "completed", failure: null, calls: 2 });
});
const LOST: CallEnd = {
  state: "failed",
  progress: null,
  checked: 9,
  changed: 9,
  errors: 9,
  left: 9,
  failure: "ended after its lease",
};

test("a clock that is set an hour back begins nothing a second time; set an hour on, it begins what lay between once", async () => {
  await at(day + hours(16.5));
  await call();
  await at(day + hours(15.5));
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  await at(day + hours(16.6));
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  await at(day + hours(39.5));
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  await at(day + hours(40.5));
  expect(await call()).toMatchObject([{ outcome: "completed", missed: 0 }]);
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  expect(done).toHaveLength(2);
});

test("a new time holds from when it was saved; what it would have made due before that is not made up for", async () => {
  const admin = contextFor(database.db, { role: "admin" });
  const save = async (from: number, priceSyncAt: string | null) =>
    saveSettings(await proven(database.db, admin), { version: from, values: { priceSyncAt } });
  const { version } = await readSettings(admin);
  // 12:30 by the clock of Bucharest was half an hour ago.
  await at(day + hours(1));
  await save(version, "12:30");
  await at(day + hours(1.1));
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  await at(day + hours(25));
  expect(await call()).toMatchObject([{ outcome: "completed", missed: 0 }]);
  await save(version + 1, "off");
  await at(day + hours(72));
  expect(await call()).toMatchObject([{ outcome: "nothing" }]);
  expect(await schedule()).toMatchObject({ nextAt: null, alert: null });
  await save(version + 2, null);
});

test("a schedule that fails says so and is due again the next time; the others run all the same", async () => {
  await at(day + hours(17));
  answers = [{ state: "failed", failure: "The registrar does not answer." }];
  await call(["price_sync", "status_sync"]);
  expect(await schedule()).toMatchObject({
    alert: "failed",
    runs: [{ failure: "The registrar does not answer." }],
  });
  expect((await schedule("status_sync")).runs[0]).toMatchObject({ state: "completed" });
});
