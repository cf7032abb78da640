import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseContext } from "../auth/caller";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { syncAccount } from "../sync/sync-account";
import { installOn } from "../testing/installed";
import { ALL_CASES, SOME_CASES } from "../testing/kill-points/cases";
import { installKillPoints } from "../testing/kill-points/install";
import {
  type FaultResult,
  type Payer,
  renewableNames,
  runCase,
  startPayer,
  type World,
} from "../testing/kill-points/world";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";

/** `npm run faults` runs all of them and keeps what came out. */
const isFull = process.env.FAULTS === "full";
const CASES = isFull ? ALL_CASES : SOME_CASES;

let database: TestDatabase;
let simulator: RunningSimulator;
let world: World;
let admin: Sql;
let endKillPoints: () => Promise<void>;
const results: FaultResult[] = [];
const startedMs = Date.now();

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await simulator.script.generate({ account: "Northwind Hosting", count: 200 });
  endKillPoints = await installKillPoints(database.urls.owner);
  const accountId = await seedAccount(database.db, {
    credential: openCredential("sim-pat-northwind-main"),
    mode: "full",
    paidCallsAt: new Date().toISOString(),
  });
  const registrars = simulatedRegistrars(simulator.url);
  const ctx = { ...houseContext("reader", {}, database.db), registrars };
  await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: 60_000 });
  admin = postgres(database.urls.admin, { max: 4, onnotice: () => undefined });
  const base = { database, simulator, accountId, admin };
  world = { ...base, renewable: await renewableNames(base) };
});
afterAll(async () => {
  await Promise.all([endKillPoints(), admin.end()]);
  await Promise.all([database.drop(), simulator.close()]);
  if (isFull) keep();
});

function keep(): void {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"]).toString().trim();
  const summary = {
    suite: "kill points x paid kinds x unclear answers",
    runs: results.length,
    paidTwice: results.filter(({ sent }) => sent > 1).length,
    lost: results.filter(({ isDone, state }) => isDone && state !== "completed").length,
    unresolved: results.filter(({ isDone, state }) => !isDone && state !== "failed").length,
    seconds: Math.round((Date.now() - startedMs) / 1000),
    commit,
  };
  writeFileSync("docs/faults.json", `${JSON.stringify([summary], null, 2)}\n`);
}

const TITLE = "$kind killed at $point, answer $answer, done: $isProcessed";

describe("a paid call is never sent twice, and what was done is found, whenever the process dies", () => {
  /** The next process starts while the present one works. */
  let next: Promise<Payer> | undefined;
  test.for(CASES.map((one, at) => ({ ...one, at })))(TITLE, { timeout: 120_000 }, async ({
    at,
    ...one
  }) => {
    const payer = await (next ?? startPayer(world, one));
    const following = CASES[at + 1];
    next = following && startPayer(world, following);
    const result = await runCase(world, one, payer);
    results.push(result);
    const { sent, isDone, state, linesOfSending } = result;
    expect(sent, "paid requests").toBeLessThanOrEqual(1);
    expect(linesOfSending, "lines in the log that say it was sent").toBeLessThanOrEqual(1);
    if (isDone) expect(state, "what the registrar did").toBe("completed");
    else expect(["failed", "unknown", "submitted"]).toContain(state);
  });
});
