import { fork } from "node:child_process";
import { once } from "node:events";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/audit";
import { domains } from "@/db/schema/domains";
import { syncRuns } from "@/db/schema/sync";
import type { ServiceContext } from "../kernel/context";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";
import * as book from "./book/store";
import { syncAccount } from "./sync-account";
import { syncDomain } from "./sync-domain";
import { tick } from "./tick";

const MAIN = "sim-pat-northwind-main";

let database: TestDatabase;
let simulator: RunningSimulator;
let ctx: ServiceContext;
let accountId: string;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  // Two that wait for each other are not told apart by the database here: the statement fails when its time is over.
  const owner = postgres(database.urls.admin, { max: 1 });
  await owner`alter database ${owner(new URL(database.urls.app).pathname.slice(1))} set deadlock_timeout = '1min'`;
  await owner.end();
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 100_000, completionDelayMs: 0 });
  await house((tx) =>
    tx.execute(sql`delete from sync_runs`).then(async () => {
      await tx.delete(domains);
      await tx.delete(registrarAccounts);
    }),
  );
  accountId = await seedAccount(database.db, { credential: openCredential(MAIN) });
  ctx = contextFor(
    database.db,
    { role: "staff" },
    { registrars: simulatedRegistrars(simulator.url), now: () => new Date() },
  );
});

const order = (budgetMs = 60_000) => ({ accountId, trigger: "manual" as const, budgetMs });
const readAll = () => syncAccount(ctx, order());
const lastRun = async () => {
  const [run] = await house((tx) =>
    tx.select().from(syncRuns).orderBy(sql`started_at desc`).limit(1),
  );
  if (!run) throw new Error("no run");
  return run;
};
const named = async (name: string) => {
  const [row] = await house((tx) => tx.select().from(domains).where(eq(domains.name, name)));
  if (!row) throw new Error(`${name} is not on record`);
  return row;
};
const entriesOf = (runId: string) =>
  house((tx) => tx.select().from(auditEntries).where(eq(auditEntries.runId, runId)));

describe("a first reading", () => {
  test("brings every name of the account, with one audit line for each", async () => {
    const { outcome, runId } = await readAll();
    expect(outcome).toBe("completed");
    expect(await lastRun()).toMatchObject({
      state: "completed",
      expected: 154,
      checked: 154,
      added: 154,
      errors: 0,
      detailed: 154,
    });
    const added = (await entriesOf(runId ?? "")).filter(({ action }) => action === "domain.added");
    expect(new Set(added.map(({ objectName }) => objectName)).size).toBe(154);
    expect((await named("kestrel-optics.org")).nameservers?.length).toBeGreaterThan(1);
  });

  test("keeps names without a partner from every customer", async () => {
    await readAll();
    const customer = contextFor(database.db, { role: "customer" });
    const seen = await inTenant(
      database.db,
      customer.scope.all ? "*" : customer.scope.partnerId,
      (tx) => tx.select().from(domains),
    );
    expect(seen).toEqual([]);
  });
});

describe("a second reading", () => {
  test("of an account where nothing changed writes no line about any domain", async () => {
    await readAll();
    const { runId } = await readAll();
    expect(await lastRun()).toMatchObject({ checked: 154, added: 0, changed: 0, missing: 0 });
    const actions = (await entriesOf(runId ?? "")).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith("domain."))).toEqual([]);
  });

  test("records each drift once, with the old and the new value", async () => {
    await readAll();
    const before = await named("solstice-yoga.studio");
    await simulator.script.patchDomain("solstice-yoga.studio", {
      expiresAt: new Date(Date.parse(before.expiresAt ?? "") + 365 * 86_400_000).toISOString(),
    });
    const { runId } = await readAll();
    const lines = (await entriesOf(runId ?? "")).filter(
      ({ action }) => action === "domain.changed",
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      objectName: "solstice-yoga.studio",
      before: { expiresAt: before.expiresAt },
    });
    expect(lines[0]?.after?.expiresAt).not.toBe(before.expiresAt);
  });

  test("leaves notes, tags, wish and partner alone", async () => {
    await readAll();
    const ours = { notes: "ours", tags: ["ours"], autoRenewWish: false, isCritical: true };
    await house((tx) => tx.update(domains).set(ours).where(eq(domains.name, "kestrel-optics.org")));
    await simulator.script.patchDomain("kestrel-optics.org", { tags: ["theirs"], autoRenew: true });
    await readAll();
    const row = await named("kestrel-optics.org");
    expect(row).toMatchObject(ours);
    expect(row.autoRenew).toBe("on");
    expect(row.flags & DOMAIN_FLAGS.auto_renew_mismatch).not.toBe(0);
  });

  test("never takes a field the list does not tell for an empty one", async () => {
    await readAll();
    const before = await named("kestrel-optics.org");
    await simulator.script.patchDomain("kestrel-optics.org", {
      autoRenew: !(before.autoRenew === "on"),
    });
    await readAll();
    const after = await named("kestrel-optics.org");
    expect(after.autoRenew).not.toBe(before.autoRenew);
    expect(after.nameservers).toEqual(before.nameservers);
    expect(after.registrant).toBe(before.registrant);
  });

  test("does not believe an expiry of 1969, and says so", async () => {
    await readAll();
    const before = await named("kestrel-optics.org");
    await simulator.script.patchDomain("kestrel-optics.org", { expiresAt: "1969-12-31T00:00:00Z" });
    const { runId } = await readAll();
    const after = await named("kestrel-optics.org");
    expect(after.expiresAt).toBe(before.expiresAt);
    expect(after.flags & DOMAIN_FLAGS.disbelieved).not.toBe(0);
    expect((await entriesOf(runId ?? "")).map(({ action }) => action)).toContain(
      "domain.disbelieved",
    );
    await readAll();
    expect((await lastRun()).conflicts).toBe(0);
  });

  test("marks a name that left the list, and an arrival", async () => {
    await readAll();
    await simulator.script.patchDomain("kestrel-optics.org", { remove: true });
    await simulator.script.patchDomain("newly-found.com", { addTo: "Northwind Hosting" });
    await readAll();
    expect(await lastRun()).toMatchObject({ missing: 1, added: 1 });
    expect((await named("kestrel-optics.org")).flags & DOMAIN_FLAGS.missing).not.toBe(0);
    expect((await named("newly-found.com")).flags & DOMAIN_FLAGS.arrived).not.toBe(0);
  });

  test("does not believe that many names went at once", async () => {
    await readAll();
    const some = await house((tx) => tx.select().from(domains).limit(20));
    for (const { name } of some) await simulator.script.patchDomain(name, { remove: true });
    expect((await readAll()).outcome).toBe("partial");
    const marked = await house((tx) =>
      tx.select().from(domains).where(sql`flags & ${DOMAIN_FLAGS.missing} <> 0`),
    );
    expect(marked).toEqual([]);
  });
});

describe("when something goes wrong", () => {
  test("two readings at once do the work once", async () => {
    const outcomes = await Promise.all([readAll(), readAll(), readAll()]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(["busy", "busy", "completed"]);
  });

  test("a reading out of time pauses, and the next call goes on from its page", async () => {
    await simulator.script.generate({ account: "Northwind Hosting", count: 400 });
    await simulator.script.add({
      match: { path: "/v5/domain/domains", nth: 3 },
      action: { kind: "never_answer" },
    });
    expect((await syncAccount(ctx, order(2_000))).outcome).toBe("paused");
    const paused = await lastRun();
    expect(paused).toMatchObject({ state: "paused", pages: 2, checked: 200 });
    expect(paused.cursor).not.toBeNull();
    await simulator.script.clearScripts();
    expect(await readAll()).toMatchObject({ outcome: "completed", runId: paused.id });
    expect(await lastRun()).toMatchObject({ checked: 554, added: 554, resumed: 1 });
  });

  /** Stops whoever writes the end of a run, or of a part of it, with all that is held by then, until `go` is called. */
  async function holdEnds() {
    const owner = postgres(database.urls.admin, { max: 1, onnotice: () => undefined });
    await owner.unsafe(`
      create or replace function wait_at_end() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(4711);
        return new;
      end $$;
      create trigger wait_at_end before update on sync_runs for each row
        when (new.state in ('completed', 'paused')) execute function wait_at_end();
      select pg_advisory_lock(4711)`);
    const waiting = async (isAtEnd: boolean) =>
      (
        await owner`select 1 from pg_locks l join pg_stat_activity a using (pid)
          where not l.granted and a.datname = current_database() and (l.locktype = 'advisory') = ${isAtEnd}`
      ).length;
    return {
      isReached: () => expect.poll(() => waiting(true)).toBeGreaterThan(0),
      isWaitedFor: () => expect.poll(() => waiting(false)).toBeGreaterThan(0),
      go: () => owner`select pg_advisory_unlock(4711)`,
      close: async () => {
        await owner.unsafe("drop trigger wait_at_end on sync_runs");
        await owner.end();
      },
    };
  }

  test.each([
    ["ends", 60_000, null],
    ["pauses", 1_500, { path: "/v5/domain/domains", nth: 2 }],
  ] as const)("a run that %s at the moment when it says that it is alive does not stand in its own way", async (_how, budgetMs, silentAt) => {
    await simulator.script.generate({ account: "Northwind Hosting", count: 200 });
    if (silentAt) await simulator.script.add({ match: silentAt, action: { kind: "never_answer" } });
    const ends = await holdEnds();
    try {
      const reading = syncAccount(ctx, order(budgetMs));
      await ends.isReached();
      const { id } = await lastRun();
      const alive = house(async (tx) => {
        await tx.execute(sql`update registrar_accounts set lease_until = lease_until`);
        await book.lookAfter(tx, id);
      });
      await ends.isWaitedFor();
      await ends.go();
      await expect(Promise.all([alive, reading])).resolves.toBeDefined();
    } finally {
      await ends.close();
    }
  });

  test("a process killed in the middle leaves consistent data, and the next run finishes", async () => {
    await simulator.script.generate({ account: "Northwind Hosting", count: 700 });
    const child = fork("server/testing/sync-process.ts", {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      env: {
        ...process.env,
        READ_DATABASE_URL: database.urls.app,
        READ_ACCOUNT_ID: accountId,
        READ_SIMULATOR_URL: simulator.url,
      },
    });
    await once(child, "message");
    await simulator.script.add({
      match: { path: "/v5/domain/domains", nth: 5 },
      action: { kind: "kill", pid: child.pid ?? 0, at: "after_half_body" },
    });
    child.send("go");
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");

    const cut = await lastRun();
    expect(cut.state).toBe("running");
    const [counted] = await house((tx) =>
      tx.execute<{ names: number; lines: number }>(sql`
        select (select count(*)::int from domains) as names,
          (select count(*)::int from audit_entries where run_id = ${cut.id} and action = 'domain.added') as lines`),
    );
    expect(counted).toEqual({ names: cut.checked, lines: cut.checked });

    expect((await readAll()).outcome).toBe("busy");
    await house((tx) =>
      tx.execute(sql`update registrar_accounts set lease_until = now() - interval '1 second'`),
    );
    expect(await readAll()).toMatchObject({ outcome: "completed", runId: cut.id });
    expect(await lastRun()).toMatchObject({ checked: 854, added: 854, resumed: 1, missing: 0 });
  });

  test.each([
    [401, "auth_failed", "failed"],
    [403, "forbidden", "failed"],
    [502, "server_error", "failed"],
  ])("a %i ends the run with its cause, and changes nothing", async (status, code, state) => {
    await simulator.script.add({
      match: { path: "/v5/domain/domains" },
      action: { kind: "status", status },
      times: "always",
    });
    expect((await readAll()).outcome).toBe(state);
    expect((await lastRun()).failure).toMatchObject({ code });
    expect(await house((tx) => tx.select().from(domains))).toEqual([]);
  });

  test("a tick with nothing due does nothing, and one with an overdue account reads it", async () => {
    expect(await tick(ctx, 8_000)).toEqual({ aged: 0, accounts: [], left: 0, continued: false });
    await house((tx) =>
      tx.execute(sql`update registrar_accounts set next_sync_at = now() - interval '2 hours'`),
    );
    const done = await tick(ctx, 60_000);
    expect(done.accounts).toMatchObject([{ outcome: "completed" }]);
    expect(await tick(ctx, 8_000)).toMatchObject({ accounts: [] });
  });
});

describe("reading one name", () => {
  test("tells what changed, and a second reading has to wait", async () => {
    await readAll();
    const { id } = await named("kestrel-optics.org");
    await simulator.script.patchDomain("kestrel-optics.org", {
      nameservers: ["ns1.parking.example.net", "ns2.parking.example.net"],
    });
    const done = await syncDomain(ctx, { id });
    expect(done).toMatchObject({ outcome: "changed", changes: [{ field: "nameservers" }] });
    expect((await named("kestrel-optics.org")).flags & DOMAIN_FLAGS.nameservers_changed).not.toBe(
      0,
    );
    await expect(syncDomain(ctx, { id })).rejects.toMatchObject({ code: "rate_limited" });
  });

  test("a name the registrar does not have is missing, not unchanged", async () => {
    await readAll();
    const { id } = await named("quietharbour.com");
    await simulator.script.patchDomain("quietharbour.com", { remove: true });
    expect(await syncDomain(ctx, { id })).toMatchObject({ outcome: "missing" });
    expect((await named("quietharbour.com")).flags & DOMAIN_FLAGS.missing).not.toBe(0);
  });

  test("another partner's name does not exist", async () => {
    await readAll();
    const { id } = await named("atlas-freight.net");
    const customer = contextFor(database.db, { role: "customer" });
    await expect(syncDomain(customer, { id })).rejects.toMatchObject({ code: "not_found" });
  });
});
