import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { contextFor } from "../testing/context";
import { importRegistrars } from "../testing/imports";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedPartners } from "../testing/seed";
import { applyImport, checkImport } from "./check-import";
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

async function uploaded(text: string): Promise<string> {
  const accountId = await seedAccount(database.db, {
    registrar: "manual",
    registrarLabel: "Old Names",
    credential: "",
  });
  const read = async () => new TextEncoder().encode(text);
  const input = { accountId, fileName: "many.csv" };
  return (await startImport(ctx, input, { mediaType: "text/csv", read })).importId;
}

async function worker(importId: string): Promise<ChildProcess> {
  const child = fork("server/testing/import-process.ts", {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      IMPORT_DATABASE_URL: database.urls.app,
      IMPORT_ID: importId,
    },
  });
  await once(child, "message");
  return child;
}

type Told = { readonly outcome: string; readonly ms: number; readonly grownBytes: number };

async function order(child: ChildProcess): Promise<Told> {
  child.send("work");
  const [told] = await once(child, "message");
  return told as Told;
}

const counts = (importId: string) =>
  house((tx) =>
    tx.execute<{ names: number; lines: number; twice: number }>(sql`
      select (select count(*)::int from domains d join import_rows s on s.target_id = d.id
          where s.import_id = ${importId}) as names,
        (select count(*)::int from audit_entries where run_id = ${importId} and action = 'domain.added') as lines,
        (select count(*)::int from (select object_id from audit_entries where run_id = ${importId}
          group by object_id having count(*) > 1) as t) as twice`),
  ).then(([row]) => row);

const isWaiting = () =>
  database.db
    .execute<{ waiting: boolean }>(
      sql`select exists (select 1 from pg_locks where not granted) as waiting`,
    )
    .then(([row]) => row?.waiting === true);

/** Holds a partner: whoever gives it names waits for that, in the middle of writing them. */
const holding = (partnerId: string, body: () => Promise<void>) =>
  house(async (tx) => {
    await tx.execute(sql`select id from partners where id = ${partnerId} for update`);
    await body();
  });

test("kill -9 in the middle of a piece leaves whole pieces, and the next process ends it without doubles", async () => {
  const [partner = ""] = await seedPartners(database.db, "held");
  const lines = Array.from(
    { length: 16_000 },
    (_, at) => `killed-${at}.com,${at < 10_000 ? "" : partner}`,
  );
  const importId = await uploaded(`domain,partner\n${lines.join("\n")}`);
  await checkImport(ctx, { importId, mapping: { name: 0, partner: 1 } });
  expect(await runImport(ctx, { importId, budgetMs: 60_000 })).toBe("done");
  await applyImport(ctx, { importId });
  const child = await worker(importId);
  await holding(partner, async () => {
    child.send("work");
    await expect.poll(isWaiting, { timeout: 30_000, interval: 20 }).toBe(true);
    child.kill("SIGKILL");
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
  });

  expect(await readImport(ctx, { importId })).toMatchObject({ state: "applying", applied: 10_000 });
  expect(await counts(importId)).toEqual({ names: 10_000, lines: 10_000, twice: 0 });
  expect(await runImport(ctx, { importId, budgetMs: 60_000 })).toBe("busy");
  await house((tx) =>
    tx.execute(sql`update imports set lease_until = now() - interval '1 second'`),
  );
  expect(await runImport(ctx, { importId, budgetMs: 60_000 })).toBe("done");
  expect(await counts(importId)).toEqual({ names: 16_000, lines: 16_000, twice: 0 });
  expect(await readImport(ctx, { importId })).toMatchObject({
    state: "applied",
    applied: 16_000,
    counts: { new: 16_000 },
  });
}, 120_000);

test("a file of 100,000 rows is checked and brought in within its bounds, and tells how far it is", async () => {
  const lines = Array.from(
    { length: 100_000 },
    (_, at) =>
      `many-${at}.com,2027-${String(1 + (at % 12)).padStart(2, "0")}-15,yes,ns1.example.net ns2.example.net,tag`,
  );
  const importId = await uploaded(
    `domain,expires,auto-renew,nameservers,tags\n${lines.join("\n")}`,
  );
  const { guess } = await readImport(ctx, { importId });
  await checkImport(ctx, { importId, mapping: guess, dateFormat: "iso" });
  const child = await worker(importId);
  const checking = order(child);
  await expect
    .poll(async () => (await readImport(ctx, { importId })).checked, { timeout: 30_000 })
    .toBeGreaterThan(0);
  const checked = await checking;
  await applyImport(ctx, { importId });
  const applied = await order(child);
  child.send("end");
  for (const { ms, grownBytes } of [checked, applied]) {
    expect(ms).toBeLessThan(60_000);
    expect(grownBytes).toBeLessThan(160 * 1024 * 1024);
  }
  expect([checked.outcome, applied.outcome]).toEqual(["done", "done"]);
  expect(await counts(importId)).toEqual({ names: 100_000, lines: 100_000, twice: 0 });
}, 180_000);
