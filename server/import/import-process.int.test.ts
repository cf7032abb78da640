import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { applyPlan } from "../plans/apply-plan";
import { readPlan } from "../plans/read-plan";
import { contextFor } from "../testing/context";
import type { ImportStep } from "../testing/import-process";
import { importRegistrars } from "../testing/imports";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedPartners } from "../testing/seed";
import { isWaitedFor } from "../testing/waiting";
import { checkImport } from "./check-import";
import { readImport } from "./read-import";
import { runImport } from "./run-import";
import { startImport } from "./start-import";

let database: TestDatabase;
let ctx: ServiceContext;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  ctx = contextFor(database.db, { role: "staff" }, { registrars: importRegistrars() });
});
afterAll(() => database.drop());

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

const newAccount = () =>
  seedAccount(database.db, {
    registrar: "manual",
    registrarLabel: "Old Names",
    credential: "",
  });

async function uploaded(text: string): Promise<string> {
  const read = async () => new TextEncoder().encode(text);
  const input = { accountId: await newAccount(), fileName: "many.csv" };
  return (await startImport(ctx, input, { mediaType: "text/csv", read })).importId;
}

async function worker(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = fork("server/testing/import-process.ts", {
    // As the worker is started: its heap grows by what is needed.
    execArgv: ["--heap-growing-percent=80", "--max-semi-space-size=8", "--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, IMPORT_DATABASE_URL: database.urls.app, ...env },
  });
  await once(child, "message");
  return child;
}

async function order(child: ChildProcess, step: string): Promise<ImportStep> {
  child.send(step);
  const [told] = await once(child, "message");
  return told as ImportStep;
}

const planOf = async (importId: string) => {
  const { planId } = await readImport(ctx, { importId });
  return readPlan(ctx, { id: planId ?? "" });
};

const counts = (importId: string) =>
  house((tx) =>
    tx.execute<{ names: number; lines: number; twice: number }>(sql`
      select (select count(*)::int from domains d join import_rows s on s.target_id = d.id
          where s.import_id = ${importId}) as names,
        (select count(*)::int from audit_entries where run_id = i.plan_id and action = 'domain.added') as lines,
        (select count(*)::int from (select object_id from audit_entries where run_id = i.plan_id
          and object_kind = 'domain' group by object_id having count(*) > 1) as t) as twice
      from imports i where i.id = ${importId}`),
  ).then(([row]) => row);

/** Holds a partner: whoever gives it names waits for that, in the middle of writing them. */
const holding = (partnerId: string, body: (isWaiting: () => Promise<boolean>) => Promise<void>) =>
  house(async (tx) => {
    await tx.execute(sql`select id from partners where id = ${partnerId} for update`);
    await body(() => isWaitedFor(tx));
  });

test("kill -9 in the middle of a piece leaves whole pieces, and the next process ends it without doubles", async () => {
  const [partner = ""] = await seedPartners(database.db, "held");
  const lines = Array.from(
    { length: 6_000 },
    (_, at) => `killed-${at}.com,${at < 5_000 ? "" : partner}`,
  );
  const importId = await uploaded(`domain,partner\n${lines.join("\n")}`);
  await checkImport(ctx, { importId, mapping: { name: 0, partner: 1 } });
  expect(await runImport(ctx, { importId, budgetMs: 60_000 })).toBe("done");
  const { id, hash, expected } = await planOf(importId);
  await applyPlan(ctx, { id, hash, typed: expected ?? "" });
  const child = await worker({ IMPORT_ID: importId });
  await holding(partner, async (isWaiting) => {
    child.send("work");
    await expect.poll(isWaiting, { timeout: 60_000, interval: 20 }).toBe(true);
    child.kill("SIGKILL");
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  });

  expect(await planOf(importId)).toMatchObject({
    state: "applying",
    progress: { completed: 5_000, pending: 1_000 },
  });
  expect(await counts(importId)).toEqual({ names: 5_000, lines: 5_000, twice: 0 });
  expect(await runImport(ctx, { importId, budgetMs: 60_000 })).toBe("busy");
  await house((tx) =>
    tx.execute(sql`update imports set lease_until = now() - interval '1 second'`),
  );
  expect(await runImport(ctx, { importId, budgetMs: 60_000 })).toBe("done");
  expect(await counts(importId)).toEqual({ names: 6_000, lines: 6_000, twice: 0 });
  expect(await planOf(importId)).toMatchObject({ state: "done", progress: { completed: 6_000 } });
}, 120_000);

test("a file of 100,000 rows is taken in, checked and applied within its bounds, and tells how far it is", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "import-"));
  const file = path.join(folder, "names.csv");
  const lines = Array.from(
    { length: 100_000 },
    (_, at) => `many-${at}.com,2027-01-${10 + (at % 20)},yes,ns1.example.net ns2.example.net,tag`,
  );
  writeFileSync(file, `domain,expires,auto-renew,nameservers,tags\n${lines.join("\n")}`);
  const child = await worker({ IMPORT_ACCOUNT_ID: await newAccount(), IMPORT_FILE: file });
  const uploading = await order(child, "upload");
  const { importId } = uploading;
  const checking = order(child, "check");
  await expect
    .poll(async () => (await readImport(ctx, { importId })).checked, { timeout: 60_000 })
    .toBeGreaterThan(0);
  const checked = await checking;
  const applying = order(child, "apply");
  await expect
    .poll(async () => (await planOf(importId)).progress.completed, { timeout: 60_000 })
    .toBeGreaterThan(0);
  const applied = await applying;
  child.send("end");
  rmSync(folder, { recursive: true });
  for (const { outcome, ms, grownBytes } of [uploading, checked, applied]) {
    expect(outcome).toBe("done");
    expect(ms).toBeLessThan(120_000);
    expect(grownBytes).toBeLessThan(200 * 1024 * 1024);
  }
  expect(await counts(importId)).toEqual({ names: 100_000, lines: 100_000, twice: 0 });
}, 400_000);
