import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { domains } from "@/db/schema/domains";
import { operations } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import { readDomain } from "../domains/read-domain";
import type { ServiceContext } from "../kernel/context";
import { workOperations } from "../operations/work-operations";
import { NORTHWIND } from "../simulator/logicboxes/accounts";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { syncAccount } from "../sync/sync-account";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedSession, seedUser } from "../testing/seed";
import { simulatedRegistrars } from "../testing/simulated";
import { applyPlan } from "./apply-plan";
import { undoPlan } from "./follow-up-plan";
import { makePlan } from "./make-plan";
import { planRows } from "./plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "./queries";
import { readPlan } from "./read-plan";
import type { PlanDto } from "./schemas";

const DYNADOT = { key: "sim-dynadot-bulk-key", secret: "sim-dynadot-bulk-secret", level: "bulk" };
const RESELLERCLUB = {
  userId: NORTHWIND.userId,
  apiKey: NORTHWIND.key,
  customerId: NORTHWIND.customerId,
};
const GANDI = { token: "sim-pat-northwind-main" };

let database: TestDatabase;
let simulator: RunningSimulator;
let ctx: ServiceContext;
let worker: ServiceContext;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const key = () => `test-${randomUUID()}`;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  const registrars = simulatedRegistrars(simulator.url);
  const userId = await seedUser(database.db, { email: "staff@test.example", role: "staff" });
  const made = contextFor(
    database.db,
    { role: "staff", userId },
    { registrars, now: () => new Date() },
  );
  if (made.actor.kind !== "user") throw new Error("not a person");
  const sessionId = await seedSession(database.db, userId);
  ctx = { ...made, actor: { ...made.actor, sessionId } };
  worker = { ...houseContext("worker", {}, database.db), registrars };
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await house(async (tx) => {
    for (const table of ["operations", "plan_rows", "plans", "sync_runs", "domains"])
      await tx.execute(sql.raw(`delete from ${table}`));
    await tx.execute(sql.raw("delete from registrar_accounts"));
  });
});

/** An account whose names were read, list and details. */
async function account(registrar: "dynadot" | "resellerclub" | "gandi", credential: object) {
  const accountId = await seedAccount(database.db, {
    registrar,
    credential: JSON.stringify(credential),
    mode: "full",
  });
  await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: 60_000 });
}

async function idOf(name: string): Promise<string> {
  const [row] = await house((tx) =>
    tx.select({ id: domains.id }).from(domains).where(sql`name = ${name}`),
  );
  return row?.id ?? "";
}

const plan = async (names: readonly string[], enabled: boolean): Promise<PlanDto> =>
  makePlan(ctx, {
    key: key(),
    selection: { ids: await Promise.all(names.map(idOf)) },
    change: { kind: "whois_update", enabled },
  });
const rowsOf = async ({ id }: PlanDto) => (await planRows(ctx, { id }, EMPTY_PLAN_ROW_QUERY)).rows;

async function started({ id, hash, expected }: PlanDto): Promise<PlanDto> {
  await applyPlan(ctx, { id, hash, ...(expected === null ? {} : { typed: expected }) });
  for (let round = 0; round < 20; round += 1) {
    await workOperations(worker, Date.now() + 30_000);
    const now = await readPlan(ctx, { id });
    if (now.state !== "applying") return now;
    await house((tx) =>
      tx
        .update(operations)
        .set({ nextAttemptAt: sql`now()` })
        .where(sql`finished_at is null and next_attempt_at < 'infinity'`),
    );
  }
  return readPlan(ctx, { id });
}

const truthOf = async (name: string) => {
  const { privacy, truth } = await readDomain(ctx, name);
  return [privacy, truth.find(({ field }) => field === "privacy")];
};

const HIDDEN = "northfleet-depots.net";

test("what registrars tell of privacy is on record, and a silent one leaves it open", async () => {
  await account("dynadot", DYNADOT);
  await account("gandi", GANDI);
  expect(await truthOf(HIDDEN)).toEqual([
    true,
    expect.objectContaining({ here: true, registrar: true, differs: false }),
  ]);
  const [silent] = await house((tx) =>
    tx.select({ name: domains.name }).from(domains).where(sql`privacy is null`).limit(1),
  );
  expect(await truthOf(silent?.name ?? "")).toEqual([
    null,
    expect.objectContaining({ here: null, registrar: null, toldAt: null }),
  ]);
});

test("privacy goes off by a plan that ends when it was read back, and its undo puts it on again", async () => {
  await account("dynadot", DYNADOT);
  const off = await plan([HIDDEN], false);
  expect(await rowsOf(off)).toMatchObject([
    {
      verdict: "change",
      before: { privacy: true },
      after: { enabled: false },
      risks: ["reveals"],
      costMinor: null,
    },
  ]);
  const done = await started(off);
  expect(done).toMatchObject({ state: "done", progress: { completed: 1 }, canUndo: true });
  expect(await truthOf(HIDDEN)).toMatchObject([false, { registrar: false, differs: false }]);
  const back = await undoPlan(ctx, { id: done.id, key: key() });
  expect(await rowsOf(back)).toMatchObject([
    { before: { privacy: false }, after: { enabled: true }, risks: [] },
  ]);
  expect(await started(back)).toMatchObject({ progress: { completed: 1 } });
  expect(await truthOf(HIDDEN)).toMatchObject([true, { registrar: true }]);
});

test("a change that the registrar only says it made, and does not show, is no success", async () => {
  await account("dynadot", DYNADOT);
  const off = await plan([HIDDEN], false);
  await simulator.script.add({
    match: { method: "PUT", path: `/dynadot/restful/v2/domains/${HIDDEN}/privacy` },
    action: { kind: "status", status: 200, body: { code: 200, message: "Success", data: {} } },
    times: 100,
  });
  const told = await started(off);
  expect(told.progress.completed).toBeUndefined();
  expect(await truthOf(HIDDEN)).toMatchObject([true, { registrar: true }]);
});

test("a name that is so already is left alone", async () => {
  await account("dynadot", DYNADOT);
  expect(await rowsOf(await plan([HIDDEN], true))).toMatchObject([
    { verdict: "same", detail: "The WHOIS hides its holder already." },
  ]);
});

test("a registrar without a switch says so in the preview, and is sent nothing", async () => {
  await account("gandi", GANDI);
  const [one] = await house((tx) =>
    tx
      .select({ name: domains.name })
      .from(domains)
      .where(sql`tld = 'com' and lifecycle = 'active'`)
      .limit(1),
  );
  expect(await rowsOf(await plan([one?.name ?? ""], true))).toMatchObject([
    {
      verdict: "impossible",
      rule: "registrar",
      detail: expect.stringMatching(/^Gandi has no switch/),
    },
  ]);
});

test("where privacy is not to be had at ResellerClub the plan tells why, and pays for nothing", async () => {
  await account("resellerclub", RESELLERCLUB);
  const done = await started(await plan(["brightmeadow.com", "papeterie-lune.fr"], true));
  expect(done).toMatchObject({ progress: { completed: 1, failed: 1 } });
  expect((await rowsOf(done)).map(({ operation }) => operation?.errorMessage)).toEqual([
    null,
    expect.stringContaining("has to be bought first"),
  ]);
  expect(await truthOf("brightmeadow.com")).toMatchObject([true, { registrar: true }]);
  expect(await simulator.script.ledger()).toEqual([]);
});
