import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { houseContext } from "@/server/auth/caller";
import { environment } from "@/server/kernel/env";
import { seal } from "@/server/kernel/seal";
import { credentialPlace } from "@/server/runtime";
import { type RunningSimulator, startSimulator } from "@/server/simulator/simulator";
import { syncAccount } from "@/server/sync/sync-account";
import { installOn } from "@/server/testing/installed";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { seedAccount, seedPartners } from "@/server/testing/seed";
import { bundleOptions } from "./build/bundles";

/** Beside the built programs, so that it finds the packages they find. */
const PROGRAM = path.join("dist", `cli-of-a-test-${process.pid}.mjs`);
const NAME = "kestrel-optics.org";

let database: TestDatabase;
let simulator: RunningSimulator;

beforeAll(async () => {
  const bundled = build({
    ...bundleOptions({ name: "cli", entry: "scripts/cli.ts" }),
    outfile: PROGRAM,
  });
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database, { SIMULATOR_URL: simulator.url });
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  const id = crypto.randomUUID();
  const secret = JSON.stringify({ token: "sim-pat-northwind-main" });
  await seedAccount(database.db, {
    id,
    name: "Gandi main",
    credential: seal(environment().credentialKeys.byVersion, secret, credentialPlace(id)),
    callsPerMinute: 1_000_000,
  });
  await syncAccount(houseContext("test"), { accountId: id, trigger: "setup", budgetMs: 60_000 });
  await bundled;
});
afterAll(async () => {
  rmSync(PROGRAM, { force: true });
  rmSync(`${PROGRAM}.map`, { force: true });
  await simulator.close();
  await database.drop();
});
beforeEach(() => simulator.script.clearScripts());

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute<T>(query)).then((found) => [...found]);
const runs = () =>
  rows<{ trigger: string; state: string; unreached: number; actor: string }>(
    sql`select trigger, state, unreached, actor_name as actor from sync_runs order by started_at desc`,
  );

const begin = (line: string): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...line.split(" ")], { stdio: ["ignore", "pipe", "pipe"] });

async function ended(child: ChildProcess) {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (text) => {
    out += text;
  });
  child.stderr?.on("data", (text) => {
    err += text;
  });
  const [code] = await once(child, "close");
  return { code: code as number, out, err };
}
const cli = (line: string) => ended(begin(line));

test("one name is read, and the log says who typed the command", async () => {
  await simulator.script.patchDomain(NAME, {
    nameservers: ["ns1.drift.example", "ns2.drift.example"],
  });
  const { code, out, err } = await cli(`sync name ${NAME} --force`);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/Gandi main +completed +1 +1 +1/);
  const [entry] = await rows<Record<string, unknown>>(sql`
    select actor_name, source from audit_entries where action = 'domain.changed' and object_name = ${NAME}`);
  expect(entry).toEqual({
    actor_name: expect.stringMatching(/\(command line\)$/),
    source: "system",
  });
  expect((await runs())[0]).toMatchObject({ trigger: "command", state: "completed" });
});

test("a name that was read a moment ago is left out and told, which is no failure", async () => {
  const { code, out } = await cli(`sync name ${NAME}`);
  expect(code).toBe(0);
  expect(out).toContain("1 name left out");
});

test("a dry run asks the registrar, tells what differs, and writes nothing", async () => {
  await simulator.script.patchDomain(NAME, {
    nameservers: ["ns1.other.example", "ns2.other.example"],
  });
  const before = [await runs(), await rows(sql`select version from domains where name = ${NAME}`)];
  const { code, out } = await cli(`sync name ${NAME} --force --dry-run --json`);
  expect(code).toBe(0);
  const told = JSON.parse(out);
  expect(told).toMatchObject({
    command: "sync",
    isDryRun: true,
    result: { drift: [{ name: NAME, changes: [{ field: "nameservers" }] }] },
  });
  expect([await runs(), await rows(sql`select version from domains where name = ${NAME}`)]).toEqual(
    before,
  );
});

test("names are narrowed to a partner, a registrar and a number of them", async () => {
  const [acme = ""] = await seedPartners(database.db, "acme");
  const own = await rows<{ name: string }>(sql`
    update domains set partner_id = ${acme} where id in (select id from domains order by name limit 3) returning name`);
  const before = (await simulator.script.requests()).total;
  const { code, out } = await cli("sync --partner acme --registrar gandi --limit 2 --force --json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    result: { outcome: "completed", runs: [{ checked: 2 }] },
  });
  const asked = (await simulator.script.requests()).requests
    .filter(({ seq, path }) => seq > before && path.includes("/domain/domains/"))
    .map(({ path }) => path.split("/").at(-1) ?? "");
  expect(new Set(asked).size).toBe(2);
  for (const name of asked) expect(own.map((one) => one.name)).toContain(name);
  const none = await cli("sync --registrar dynadot --force --json");
  expect(JSON.parse(none.out)).toMatchObject({ result: { runs: [] } });
});

test("statuses are read with the fewest calls, as one JSON document", async () => {
  const { code, out } = await cli("status --days 3000 --force --limit 100 --json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    command: "status",
    result: { outcome: "completed", left: 0, runs: [{ state: "completed", errors: 0 }] },
  });
});

test("a name that cannot be read, or is not on record, ends it with 1 and its name", async () => {
  await simulator.script.add({
    match: { method: "GET", path: `*/domains/${NAME}` },
    action: { kind: "status", status: 500 },
    times: "always",
  });
  const failed = await cli(`sync name ${NAME} --force`);
  expect(failed.code).toBe(1);
  const unknown = await cli("sync name never-heard-of.com");
  expect([unknown.code, unknown.out]).toEqual([1, expect.stringContaining("never-heard-of.com")]);
});

test("what it cannot understand ends with 2, what does not exist with 1 and a code for programs", async () => {
  const misused = await cli("sync example.com");
  expect([misused.code, misused.out]).toEqual([2, ""]);
  expect(misused.err).toContain("sync name example.com");
  const missing = await cli("sync --partner nobody --json");
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.out)).toMatchObject({ error: { code: "not_found" } });
});

test("prices of one registrar are asked for; of one that no account is at there are none", async () => {
  const { code, out } = await cli("prices gandi --force --json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    command: "prices",
    result: { accounts: [{ account: "Gandi main", outcome: "completed" }], continued: false },
  });
  expect(await cli("prices dynadot")).toMatchObject({ code: 1, out: "" });
});

test("Ctrl-C ends it in part: what was read stays, and the run says how many names it did not reach", async () => {
  await simulator.script.add({
    match: { method: "GET", path: "*/domain/domains/*" },
    action: { kind: "delay", ms: 300 },
    times: "always",
  });
  const before = (await simulator.script.requests()).total;
  const child = begin("sync --force --limit 120");
  const end = ended(child);
  await expect
    .poll(async () => (await simulator.script.requests()).total, { timeout: 15_000 })
    .toBeGreaterThan(before + 8);
  child.kill("SIGINT");
  const { code, out, err } = await end;
  expect(code).toBe(130);
  expect(err).toContain("what was read stays");
  expect(out).toMatch(/\d+ names not reached/);
  const [run] = await runs();
  expect(run).toMatchObject({ trigger: "command", state: "partial" });
  expect(run?.unreached).toBeGreaterThan(0);
});
