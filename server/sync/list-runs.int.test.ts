import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { syncRuns } from "@/db/schema/sync";
import type { ServiceContext } from "../kernel/context";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners, seedUser } from "../testing/seed";
import { listRuns } from "./list-runs";
import { readRun } from "./read-run";
import { EMPTY_RUN_QUERY, type RunQuery, readRunQuery } from "./schemas";

const now = () => new Date("2026-03-01T12:00:00Z");
let database: TestDatabase;
let account: string;
let other: string;
let own: string;
let whole: string;
let staff: ServiceContext;
let customer: ServiceContext;
let stranger: ServiceContext;

const added = async (run: Partial<typeof syncRuns.$inferInsert>) => {
  const id = randomUUID();
  await inTenant(database.db, "*", (tx) =>
    tx.insert(syncRuns).values({
      accountId: account,
      trigger: "cron",
      state: "completed",
      actorKind: "job",
      actorId: "cron",
      actorName: "cron",
      requestId: "r",
      ...run,
      id,
    }),
  );
  return id;
};

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  const [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const mira = await seedUser(database.db, { email: "mira@house.example", name: "Mira Staff" });
  account = await seedAccount(database.db, { name: "Gandi main" });
  other = await seedAccount(database.db, { name: "Gandi resale" });
  const [domainId = ""] = await seedDomains(database.db, account, [
    { name: "a.com", partnerId: acme },
  ]);
  staff = contextFor(database.db, { role: "staff" }, { now });
  customer = contextFor(database.db, { role: "customer", partnerId: acme }, { now });
  stranger = contextFor(database.db, { role: "customer", partnerId: lumen }, { now });
  whole = await added({
    startedAt: "2026-02-01T10:00:00Z",
    state: "partial",
    problems: [
      { name: "x", problem: "no expiry" },
      { name: "y", problem: "Too many.", code: "rate_limited" },
      { name: "z", problem: "There too.", code: "elsewhere" },
    ],
    failure: { code: "auth_failed", message: "The key was refused." },
  });
  own = await added({
    startedAt: "2026-02-02T10:00:00Z",
    domainId,
    scope: "name",
    partnerId: acme,
    trigger: "manual",
    actorKind: "user",
    actorId: mira,
    actorName: "Mira Staff",
  });
  await added({
    startedAt: "2026-02-03T10:00:00Z",
    heartbeatAt: "2026-02-03T10:00:30Z",
    state: "running",
    accountId: other,
  });
});
afterAll(() => database.drop());

const asked = (ctx: ServiceContext, query: Partial<RunQuery> = {}) =>
  listRuns(ctx, { ...EMPTY_RUN_QUERY, ...query });
const states = async (ctx: ServiceContext, query: Partial<RunQuery> = {}) =>
  (await asked(ctx, query)).rows.map(({ state }) => state);

describe("the list of runs", () => {
  test("tells staff every run, newest first", async () => {
    expect(await states(staff)).toEqual(["running", "completed", "partial"]);
  });

  test("tells customers the readings of their own names, and not who of the house asked", async () => {
    const { rows } = await asked(customer);
    expect(rows).toMatchObject([
      { id: own, domain: { name: "a.com" }, actor: "Staff of the house" },
    ]);
    expect(await states(stranger)).toEqual([]);
  });

  test("is narrowed by account, state and scope", async () => {
    expect(await states(staff, { account: other })).toEqual(["running"]);
    expect(await states(staff, { state: ["partial", "failed"] })).toEqual(["partial"]);
    expect(await states(staff, { scope: "name" })).toEqual(["completed"]);
    expect(await states(staff, { scope: "account" })).toEqual(["running", "partial"]);
  });

  test("goes on page by page without gap or repetition", async () => {
    const first = await asked(staff, { limit: 2 });
    const second = await asked(staff, { limit: 2, cursor: first.nextCursor });
    expect([...first.rows, ...second.rows]).toEqual((await asked(staff)).rows);
    expect(second.nextCursor).toBeNull();
    await expect(asked(staff, { limit: 1, cursor: first.nextCursor })).rejects.toMatchObject({
      code: "bad_request",
    });
  });

  test("marks a run that says it runs and has been silent", async () => {
    expect((await asked(staff, { state: ["running"] })).rows).toMatchObject([{ isSilent: true }]);
  });

  test("holds what schedules missed or were late with: planned when, begun when, and what was done about it", async () => {
    await inTenant(database.db, "*", (tx) =>
      tx.execute(sql`
        insert into schedule_runs (schedule, due_at, state, started_at, finished_at, late_seconds, checked, failure) values
          ('status_sync', '2026-01-30T02:00:00Z', 'completed', '2026-01-30T02:00:05Z', now(), 5, 9, null),
          ('status_sync', '2026-02-01T02:00:00Z', 'missed', null, now(), 0, 0, null),
          ('status_sync', '2026-02-02T02:00:00Z', 'completed', '2026-02-02T08:00:00Z', now(), 21600, 7, null),
          ('price_sync', '2026-02-02T04:00:00Z', 'missed', null, now(), 0, 0, null),
          ('full_sync', '2026-02-01T03:00:00Z', 'failed', '2026-02-01T03:00:01Z', now(), 1, 0, 'It broke.')`),
    );
    const told = async (query: Partial<RunQuery> = {}) =>
      (await asked(staff, query)).rows.map((row) =>
        row.kind === "run" ? row.state : `${row.schedule} ${row.state}${row.isLate ? " late" : ""}`,
      );
    expect(await told()).toEqual([
      "running",
      "completed",
      "status_sync completed late",
      "price_sync missed",
      "partial",
      "full_sync failed",
      "status_sync missed",
    ]);
    expect(await told({ state: ["late"] })).toEqual(["status_sync completed late"]);
    expect(await told({ state: ["missed"] })).toEqual(["price_sync missed", "status_sync missed"]);
    expect(await told({ state: ["failed", "partial"] })).toEqual(["partial", "full_sync failed"]);
    expect(await told({ account: other })).toEqual(["running"]);
    expect((await asked(customer)).rows).toHaveLength(1);
    expect((await asked(staff, { state: ["missed"] })).rows).toMatchObject([
      { dueAt: "2026-02-02T04:00:00.000Z", startedAt: null, caughtUpAt: null },
      { dueAt: "2026-02-01T02:00:00.000Z", caughtUpAt: "2026-02-02T08:00:00.000Z" },
    ]);
    const walked: string[] = [];
    for (let cursor: string | null = null, page = 0; page < 9; page += 1) {
      const list = await asked(staff, { limit: 1, cursor });
      walked.push(...list.rows.map(({ id }) => id));
      cursor = list.nextCursor;
      if (cursor === null) break;
    }
    expect(walked).toEqual((await asked(staff)).rows.map(({ id }) => id));
  });

  test("takes only parameters it knows", () => {
    expect(readRunQuery(new URLSearchParams("state=lost&colour=red")).problems).toMatchObject([
      { field: "state", code: "value" },
      { field: "colour", code: "filter" },
    ]);
  });
});

describe("one run", () => {
  test("tells what stopped it, what helps, and what could not be read, by the class of its cause", async () => {
    const run = await readRun(staff, whole);
    expect(run.failure).toMatchObject({ code: "auth_failed", cause: "The key is refused" });
    expect(run.failure?.steps.length).toBeGreaterThan(0);
    expect(run.problems).toEqual([
      { name: "x", problem: "no expiry", cause: "A row that could not be read" },
      { name: "y", problem: "Too many.", cause: "Too many requests" },
      { name: "z", problem: "There too.", cause: "Listed by another account of ours too" },
    ]);
  });

  test("of another partner, or of a whole account for a customer, does not exist", async () => {
    await expect(readRun(stranger, own)).rejects.toMatchObject({ code: "not_found" });
    await expect(readRun(customer, whole)).rejects.toMatchObject({ code: "not_found" });
    await expect(readRun(staff, "abc")).rejects.toMatchObject({ code: "not_found" });
  });
});
