import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type SQL, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { connect, inTenant } from "@/db/client";
import { syncRuns } from "@/db/schema/sync";
import type { ServiceContext } from "../kernel/context";
import { err, ok } from "../kernel/result";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { DomainName } from "../names/domain-name";
import type { DomainPage, RegistrarDomain, RegistrarGateway } from "../registrars/gateway";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { contextFor } from "../testing/context";
import { FaultyProxy } from "../testing/faults/faulty-proxy";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";
import { endSilentRuns } from "./end-silent-runs";
import { syncSelected } from "./selected/sync-selected";
import { syncAccount } from "./sync-account";

let database: TestDatabase;
let simulator: RunningSimulator;
let accountId: string;
let ctx: ServiceContext;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const rows = <T extends Record<string, unknown>>(query: SQL) => house((tx) => tx.execute<T>(query));
const numberOf = async (query: SQL): Promise<number> =>
  Number((await rows<{ n: number }>(query))[0]?.n);

const YES = { supported: true } as const;
const NO = { supported: false, reason: "Not in this test." } as const;

/** What a registrar of the test has, page by page, and what it says of a name that is asked for. */
type World = {
  page: (cursor: string | undefined) => DomainPage;
  read: (name: string) => RegistrarDomain | undefined;
};
let world: World;

const UNKNOWN = err({ code: "domain_unknown", effect: "none", message: "Unknown." } as const);
const gateway = {
  registrar: "gandi",
  capabilities: new Proxy({} as RegistrarGateway["capabilities"], {
    get: (_target, word) => (word === "list" || word === "info" ? YES : NO),
  }),
  listDomains: async ({ cursor }: { cursor?: string }) => ok(world.page(cursor)),
  readDomain: async (name: string) => {
    const told = world.read(name);
    return told ? ok(told) : UNKNOWN;
  },
  readInFull: async (name: string) => {
    const told = world.read(name);
    return told ? ok({ domain: told, contacts: null, calls: 1 }) : UNKNOWN;
  },
} as unknown as RegistrarGateway;

const row = (name: string, more: Partial<RegistrarDomain> = {}): RegistrarDomain => ({
  name: DomainName.parse(name),
  statuses: ["ok"],
  expiresAt: "2027-06-01T00:00:00.000Z",
  registeredAt: "2020-06-01T00:00:00.000Z",
  registryUpdatedAt: "2025-06-01T00:00:00.000Z",
  ...more,
});
const named = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => row(`name-${from + at}.com`));
/** Pages in their order: the cursor is the place in it. */
const pagesOf =
  (pages: readonly (readonly RegistrarDomain[])[], total?: number): World["page"] =>
  (cursor) => {
    const at = Number(cursor ?? 0);
    return {
      domains: pages[at] ?? [],
      unreadable: [],
      ...(total === undefined ? {} : { total }),
      ...(at + 1 < pages.length ? { nextCursor: String(at + 1) } : {}),
    };
  };
const holding = (all: readonly RegistrarDomain[]) => (name: string) =>
  all.find((one) => one.name === name);

beforeEach(async () => {
  await house(async (tx) => {
    await tx.execute(sql`delete from sync_runs`);
    await tx.execute(sql`delete from domains`);
    await tx.execute(sql`delete from registrar_accounts`);
  });
  accountId = await seedAccount(database.db);
  ctx = contextFor(
    database.db,
    { role: "staff" },
    { registrars: { open: () => ok(gateway) }, now: () => new Date("2026-01-15T09:00:00Z") },
  );
});

const readAll = (budgetMs = 120_000) =>
  syncAccount(ctx, { accountId, trigger: "manual", budgetMs });
const lastRun = async () => {
  const [run] = await house((tx) =>
    tx.select().from(syncRuns).orderBy(sql`started_at desc`).limit(1),
  );
  if (!run) throw new Error("no run");
  return run;
};
const missing = () =>
  numberOf(
    sql`select count(*)::int as n from domains where flags & ${sql.raw(String(DOMAIN_FLAGS.missing))} <> 0`,
  );
const linesOf = (action: string) =>
  numberOf(sql`select count(*)::int as n from audit_entries a
    where action = ${action} and exists (select from domains d where d.id::text = a.object_id)`);

describe("a list that does not hold still", () => {
  test("a page that comes twice is counted once", async () => {
    const all = named(0, 30);
    world = {
      page: pagesOf([all.slice(0, 10), all.slice(10, 20), all.slice(10, 20), all.slice(20)], 30),
      read: holding(all),
    };
    expect((await readAll()).outcome).toBe("completed");
    expect(await lastRun()).toMatchObject({ checked: 30, added: 30, missing: 0 });
    expect(await linesOf("domain.added")).toBe(30);
  });

  test("a name that slips through while the list shrinks is not gone; the one that left is", async () => {
    const all = named(0, 30);
    world = {
      page: pagesOf([all.slice(0, 10), all.slice(10, 20), all.slice(20)]),
      read: holding(all),
    };
    await readAll();
    // name-3 leaves after the first page was read: name-10 moves into that page and is never shown.
    const left = all.filter(({ name }) => name !== "name-3.com");
    world = {
      page: pagesOf([all.slice(0, 10), all.slice(11, 21), all.slice(21)]),
      read: holding(all),
    };
    await readAll();
    expect(await missing()).toBe(0);
    world = {
      page: pagesOf([left.slice(0, 10), left.slice(10, 20), left.slice(20)]),
      read: holding(left),
    };
    await readAll();
    expect(await missing()).toBe(1);
    expect(await linesOf("domain.missing")).toBe(1);
  });

  test("a list that grows while it is read shows a name twice and adds each once", async () => {
    const all = named(0, 20);
    const more = [row("aaa-first.com"), ...all];
    world = { page: pagesOf([all.slice(0, 10), more.slice(10)], 21), read: holding(more) };
    await readAll();
    expect(await lastRun()).toMatchObject({ checked: 20, added: 20 });
    expect(await linesOf("domain.added")).toBe(20);
    world = { page: pagesOf([more.slice(0, 10), more.slice(10)], 21), read: holding(more) };
    await readAll();
    expect(await lastRun()).toMatchObject({ state: "completed", checked: 21, added: 1 });
  });

  test("of a name in two versions neither is believed: it is asked for by itself", async () => {
    const right = row("name-1.com", { expiresAt: "2028-01-01T00:00:00.000Z" });
    const old = row("name-1.com", { expiresAt: "2026-02-01T00:00:00.000Z" });
    const all = [row("name-0.com"), right];
    world = { page: pagesOf([[row("name-0.com"), old, right]], 2), read: holding(all) };
    await readAll();
    const expiry = async () =>
      (
        await rows<{ at: string }>(
          sql`select expires_at as at from domains where name = 'name-1.com'`,
        )
      )[0]?.at;
    expect(Date.parse((await expiry()) ?? "")).toBe(Date.parse("2028-01-01T00:00:00Z"));
    expect((await lastRun()).problems).toMatchObject([{ name: "name-1.com" }]);
    const changes = await linesOf("domain.changed");
    world = { page: pagesOf([[row("name-0.com"), right, old]], 2), read: holding(all) };
    await readAll();
    expect(Date.parse((await expiry()) ?? "")).toBe(Date.parse("2028-01-01T00:00:00Z"));
    expect(await linesOf("domain.changed")).toBe(changes);
  });
});

describe("a list that never ends", () => {
  const all = named(0, 20);
  const start = pagesOf([all.slice(0, 10), all.slice(10)], 20);
  beforeEach(async () => {
    world = { page: start, read: holding(all) };
    await readAll();
  });
  const next = (at: number, domains: RegistrarDomain[], total?: number): DomainPage => ({
    domains,
    unreadable: [],
    nextCursor: String(at + 1),
    ...(total === undefined ? {} : { total }),
  });

  test.each<[string, World["page"]]>([
    ["because it leads back", () => ({ ...next(0, all.slice(0, 10)), nextCursor: "again" })],
    ["though its pages hold nothing new", (at) => next(Number(at ?? 0), all.slice(0, 10))],
    ["with pages that are empty", (at) => next(Number(at ?? 0), [])],
    [
      "and grows beyond what was announced",
      (at) => next(Number(at ?? 0), named(Number(at ?? 0) * 100, 100), 20),
    ],
  ])("%s ends in part, says what it did not reach, and marks nothing missing", async (_why, page) => {
    world = { page, read: holding(all) };
    expect((await readAll()).outcome).toMatch(/partial|failed/);
    const run = await lastRun();
    expect(run.failure).toMatchObject({ code: "malformed_answer" });
    expect(run.pages).toBeLessThan(1_000);
    expect(run.unreached + run.checked - run.added).toBeGreaterThanOrEqual(20);
    expect(run.unreachedNames).toHaveLength(Math.min(100, run.unreached));
    expect(await missing()).toBe(0);
  });
});

describe("nothing is asked twice", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("a page that is on its way when time runs out is taken, and the next call goes on behind it", async () => {
    const all = named(0, 40);
    world = {
      page: pagesOf([all.slice(0, 10), all.slice(10, 20), all.slice(20)], 40),
      read: holding(all),
    };
    const cursors: (string | undefined)[] = [];
    const budgetMs = 120_000;
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const slow: RegistrarGateway = {
      ...gateway,
      listDomains: async ({ cursor }) => {
        cursors.push(cursor);
        if (cursor === "1") vi.setSystemTime(Date.now() + 2 * budgetMs);
        return ok(world.page(cursor));
      },
    };
    ctx = { ...ctx, registrars: { open: () => ok(slow) } };
    const order = { accountId, trigger: "manual", mode: "status" } as const;
    expect((await syncAccount(ctx, { ...order, budgetMs })).outcome).toBe("paused");
    expect((await syncAccount(ctx, { ...order, budgetMs })).outcome).toBe("completed");
    expect(cursors).toEqual([undefined, "1", "2"]);
    expect(await lastRun()).toMatchObject({ checked: 40, added: 40, apiCalls: 3 });
  });

  test("a list that somebody read since a choice was planned is not read for it again", async () => {
    const all = named(0, 10);
    world = { page: pagesOf([all], 10), read: holding(all) };
    const [before] = await rows<{ at: string }>(sql`select now()::text as at`);
    const order = { accountId, trigger: "schedule", mode: "status", budgetMs: 120_000 } as const;
    const planned = { ...order, unlessReadSince: before?.at ?? "" };
    expect((await syncAccount(ctx, planned)).outcome).toBe("completed");
    expect(await syncAccount(ctx, planned)).toEqual({ outcome: "busy", runId: null });
    const [after] = await rows<{ at: string }>(sql`select now()::text as at`);
    const later = { ...order, unlessReadSince: after?.at ?? "" };
    expect((await syncAccount(ctx, later)).outcome).toBe("completed");
  });
});

describe("over the wire", () => {
  beforeEach(async () => {
    await simulator.script.reset();
    await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
    await rows(
      sql`update registrar_accounts set credential = ${openCredential("sim-pat-northwind-main")}`,
    );
    ctx = { ...ctx, registrars: simulatedRegistrars(simulator.url), now: () => new Date() };
    await readAll();
  });

  test("half an answer ends the run in part, changes nothing, and names what it did not reach", async () => {
    const before = await rows(
      sql`select md5(string_agg(d::text, '' order by id)) as all from domains d`,
    );
    await simulator.script.add({
      match: { path: "/v5/domain/domains", nth: 2 },
      action: { kind: "cut", afterBytes: 4_000 },
      times: "always",
    });
    expect((await readAll()).outcome).toBe("partial");
    const run = await lastRun();
    expect(run).toMatchObject({ checked: 100, unreached: 54, changed: 0, missing: 0 });
    expect(run.unreachedNames).toHaveLength(54);
    expect(
      await rows(sql`select md5(string_agg(d::text, '' order by id)) as all from domains d`),
    ).toEqual(before);
  });

  test("rows whose names are none are told, and nothing is made of them", async () => {
    await house((tx) => tx.execute(sql`delete from domains`));
    const told = { status: [], dates: { registry_ends_at: "2027-06-01T00:00:00Z" } };
    const odd = [
      "-begins.com",
      "two..dots.com",
      "with space.com",
      `${"a".repeat(296)}.com`,
      `${"b".repeat(64)}.com`,
      "xn--a.com",
      "xn--m\u00fcnchen-3ya.de",
      "under_score.com",
      "single",
      "<script>.com",
      "",
      7,
      null,
    ];
    const page = [
      { ...told, fqdn: "first.com" },
      ...odd.map((fqdn) => ({ ...told, fqdn })),
      told,
      null,
      "text.com",
      { ...told, fqdn: "M\u00dcNCHEN.DE." },
      { ...told, fqdn: "last.com", dates: { registry_ends_at: "soon" } },
    ];
    await simulator.script.add({
      match: { path: "/v5/domain/domains" },
      action: { kind: "status", status: 200, body: page, headers: { "total-count": "19" } },
      times: "always",
    });
    const order = { accountId, trigger: "manual", mode: "status", budgetMs: 120_000 } as const;
    expect((await syncAccount(ctx, order)).outcome).toBe("completed");
    expect(
      await rows(sql`select name, name_unicode as shown, expires_at from domains order by name`),
    )
      // That a date is none takes the row's word away, and not the name of another.
      .toEqual([
        { name: "first.com", shown: "first.com", expires_at: "2027-06-01 00:00:00+00" },
        {
          name: "xn--mnchen-3ya.de",
          shown: "m\u00fcnchen.de",
          expires_at: "2027-06-01 00:00:00+00",
        },
      ]);
    const run = await lastRun();
    const problems = run.problems as { name: string; problem: string }[];
    expect(run).toMatchObject({ checked: 2, added: 2, errors: odd.length + 4 });
    expect(problems.map(({ name }) => name)).toEqual([
      ...odd.map((name) => (typeof name === "string" && name.length < 256 ? name : "(no name)")),
      "(no name)",
      "(no name)",
      "(no name)",
      "last.com",
    ]);
    expect(problems.every(({ problem }) => problem.length > 0)).toBe(true);
  });

  test("a name that its list spells wrongly is not gone, and is asked for by itself", async () => {
    const list = await rows<{ name: string }>(sql`select name from domains order by name`);
    const [first] = list;
    const fqdn = (name: string) => (name === first?.name ? name.replace(".", "..") : name);
    await simulator.script.add({
      match: { path: "/v5/domain/domains" },
      action: {
        ...{ kind: "status", status: 200, headers: { "total-count": String(list.length) } },
        body: list.map(({ name }) => ({ fqdn: fqdn(name) })),
      },
      times: "always",
    });
    expect((await readAll()).outcome).toBe("completed");
    expect([await missing(), (await lastRun()).errors]).toEqual([0, 1]);
  });

  test("a name that stalls costs itself, not the others", async () => {
    await simulator.script.add({
      match: { path: "/v5/domain/domains/kestrel-optics.org" },
      action: { kind: "reset" },
      times: "always",
    });
    const result = await syncSelected(ctx, {
      ...{ selection: { accountId }, isForced: true, trigger: "manual", budgetMs: 120_000 },
    });
    expect(result.runs).toMatchObject([{ state: "completed", checked: 153, errors: 1 }]);
  });

  test("an account whose calls all fail is left alone, and no name is blamed", async () => {
    await simulator.script.add({
      match: { path: "/v5/domain/domains/*" },
      action: { kind: "status", status: 503 },
      times: "always",
    });
    const before = (await simulator.script.requests()).total;
    const result = await syncSelected(ctx, {
      ...{ selection: { accountId }, isForced: true, trigger: "manual", budgetMs: 120_000 },
    });
    expect(result.runs).toMatchObject([{ state: "partial", checked: 0, unreached: 154 }]);
    expect((await simulator.script.requests()).total - before).toBeLessThan(40);
    expect(await numberOf(sql`select count(*)::int as n from domain_sync where failures > 0`)).toBe(
      0,
    );
  });

  test("a database that is gone for a while loses nothing and writes nothing twice", async () => {
    await simulator.script.generate({ account: "Northwind Hosting", count: 600 });
    const proxy = await FaultyProxy.before(database.urls.app);
    const url = new URL(database.urls.app);
    url.port = new URL(proxy.url).port;
    url.hostname = "127.0.0.1";
    const { db, close } = connect(url.href, 4);
    await simulator.script.add({
      match: { path: "/v5/domain/domains*" },
      action: { kind: "delay", ms: 20 },
      times: "always",
    });
    const reading = syncAccount({ ...ctx, db }, { accountId, trigger: "manual", budgetMs: 60_000 });
    const [first] = await rows<{ id: string }>(sql`select id from sync_runs`);
    const isIn = async (phase: string) => {
      const run = await lastRun();
      return run.id !== first?.id && run.phase === phase && run.pages > 0;
    };
    for (const phase of ["list", "details"]) {
      while (!(await isIn(phase)));
      await proxy.go("refuse");
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await proxy.go("carry");
    }
    expect((await reading).outcome).toBe("completed");
    await close();
    await proxy.close();
    expect(await lastRun()).toMatchObject({ checked: 754, added: 600, missing: 0, unreached: 0 });
    expect(await numberOf(sql`select count(*)::int as n from domains`)).toBe(754);
    expect(await linesOf("domain.added")).toBe(754);
    expect(
      await numberOf(sql`select count(*)::int as n from domain_sync where details_at is null`),
    ).toBe(0);
  }, 180_000);

  test("a process killed while it asks for names: the run ends in part, the next one does the rest, nothing twice", async () => {
    const child = await started();
    await rows(sql`update domains set registrant = 'changed from outside', updated_at = now()`);
    await simulator.script.add({
      match: { path: "/v5/domain/domains/*", nth: 130 },
      action: { kind: "kill", pid: child.pid ?? 0, at: "after_half_body" },
    });
    child.send("go");
    expect((await once(child, "exit"))[1]).toBe("SIGKILL");
    const changed = () =>
      numberOf(sql`select count(*)::int as n from audit_entries a join domains d on d.id::text = a.object_id
        where a.action = 'domain.changed' and a.before ? 'registrant'`);
    const cut = await lastRun();
    expect(cut.state).toBe("running");
    expect(cut.checked).toBeLessThan(154);
    expect(await changed()).toBe(cut.changed);
    expect(await endSilentRuns(ctx, 0)).toBe(1);
    expect(await lastRun()).toMatchObject({ state: "partial", unreached: 154 - cut.checked });
    await rows(sql`update domain_sync set claimed_until = now() where claim_token is not null`);
    await syncSelected(ctx, {
      ...{ selection: { accountId }, isForced: true, trigger: "manual", budgetMs: 120_000 },
    });
    const wrong = sql`select count(*)::int as n from domains where registrant = 'changed from outside'`;
    expect(await numberOf(wrong)).toBe(0);
    expect(
      await numberOf(sql`select count(*)::int as n from (select object_id from audit_entries
      where action = 'domain.changed' and before ? 'registrant' group by object_id having count(*) > 1) d`),
    ).toBe(0);
  }, 180_000);

  test("three processes share an account: each name once, and all of them", async () => {
    const children = await Promise.all([started(), started(), started()]);
    await simulator.script.add({
      match: { path: "/v5/domain/domains/*" },
      action: { kind: "delay", ms: 10 },
      times: "always",
    });
    const before = (await simulator.script.requests()).requests.length;
    for (const child of children) child.send("go");
    await Promise.all(children.map((child) => once(child, "exit")));
    const asked = (await simulator.script.requests()).requests
      .slice(before)
      .map(({ path }) => path);
    expect(asked).toHaveLength(154);
    expect(new Set(asked).size).toBe(154);
    const states = await rows<{ state: string; checked: number }>(
      sql`select state, checked from sync_runs where scope = 'selection'`,
    );
    expect(states.map(({ state }) => state)).toEqual(["completed", "completed", "completed"]);
    expect(states.reduce((sum, { checked }) => sum + checked, 0)).toBe(154);
  }, 180_000);
});

/** A process that reads the names of the account, none of which was read lately. */
async function started(): Promise<ChildProcess> {
  await rows(sql`update domain_sync set details_at = now() - interval '1 day', listed_at = now() - interval '1 day',
    checked_at = now() - interval '1 day'`);
  const child = fork("server/testing/sync-process.ts", {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      ...process.env,
      READ_DATABASE_URL: database.urls.app,
      READ_ACCOUNT_ID: accountId,
      READ_SIMULATOR_URL: simulator.url,
      READ_NAMES: "1",
    },
  });
  await once(child, "message");
  return child;
}
