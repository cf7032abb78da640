import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { syncRuns } from "@/db/schema/sync";
import type { ServiceContext } from "../../kernel/context";
import { DOMAIN_FLAGS } from "../../names/domain-flags";
import { type RunningSimulator, startSimulator } from "../../simulator/simulator";
import { contextFor } from "../../testing/context";
import { type TestDatabase, testDatabase } from "../../testing/postgres";
import { seedAccount } from "../../testing/seed";
import { openCredential, simulatedRegistrars } from "../../testing/simulated";
import { endSilentRuns } from "../end-silent-runs";
import { syncAccount } from "../sync-account";
import { cancelRun } from "./cancel-run";
import { estimateSync } from "./estimate-sync";
import { type SelectedOrder, syncSelected } from "./sync-selected";

const MAIN = "sim-pat-northwind-main";

let database: TestDatabase;
let simulator: RunningSimulator;
let ctx: ServiceContext;
let accountId: string;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  house((tx) => tx.execute<T>(query));

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 100_000, completionDelayMs: 0 });
  await house(async (tx) => {
    await tx.execute(sql`delete from sync_runs`);
    await tx.execute(sql`delete from domains`);
    await tx.execute(sql`delete from registrar_accounts`);
  });
  accountId = await seedAccount(database.db, { credential: openCredential(MAIN) });
  ctx = contextFor(
    database.db,
    { role: "staff" },
    { registrars: simulatedRegistrars(simulator.url), now: () => new Date() },
  );
  await syncAccount(ctx, { accountId, trigger: "setup", budgetMs: 60_000 });
});

const order = (more: Partial<SelectedOrder> = {}): SelectedOrder => ({
  selection: { accountId },
  trigger: "manual",
  budgetMs: 60_000,
  ...more,
});
/** Lets every name have been read so long ago. */
const longAgo = (hours = 24) =>
  rows(sql`update domain_sync set details_at = now() - make_interval(hours => ${hours}),
    checked_at = now() - make_interval(hours => ${hours}), listed_at = now() - make_interval(hours => ${hours})`);
const callsSince = async (before: number) =>
  (await simulator.script.requests()).requests.slice(before);
const callCount = async () => (await simulator.script.requests()).requests.length;
/** Four names in the order of their urgency, among others that have more time and were read later. */
async function inOrder(): Promise<string[]> {
  await rows(sql`update domains set expires_at = now() + interval '300 days'`);
  await longAgo();
  const names = [
    "kestrel-optics.org",
    "quietharbour.com",
    "atlas-freight.net",
    "umberley-paper.com",
  ];
  const [soon, later, never, oldest] = names;
  await rows(sql`update domains set expires_at = now() + interval '10 days' where name = ${soon}`);
  await rows(sql`update domains set expires_at = now() + interval '45 days' where name = ${later}`);
  const note = (name: string | undefined, at: ReturnType<typeof sql>) =>
    rows(
      sql`update domain_sync s set details_at = ${at} from domains d where d.id = s.domain_id and d.name = ${name}`,
    );
  await note(never, sql`null`);
  await note(oldest, sql`now() - interval '9 days'`);
  return names;
}
const delay = (ms: number) =>
  simulator.script.add({
    match: { path: "/v5/domain/domains/*" },
    action: { kind: "delay", ms },
    times: "always",
  });
const flagsOf = async (name: string) =>
  (await rows<{ flags: number }>(sql`select flags from domains where name = ${name}`))[0]?.flags ??
  0;

describe("a choice of names", () => {
  test("is read the most urgent first, as one run that says what it was", async () => {
    const urgent = await inOrder();
    const before = await callCount();
    const result = await syncSelected(ctx, order({ most: 4 }));
    expect(result).toMatchObject({ outcome: "completed", left: 0, skipped: 0 });
    const [run] = await house((tx) => tx.select().from(syncRuns).where(sql`scope = 'selection'`));
    expect(run).toMatchObject({
      ...{ state: "completed", mode: "full", expected: 4, checked: 4, apiCalls: 4, apiBudget: 4 },
      ...{ errors: 0, unreached: 0 },
    });
    const asked = (await callsSince(before)).map(({ path }) => path.split("/").at(-1));
    expect(asked).toEqual(urgent);
    const actions = await house((tx) =>
      tx.select().from(auditEntries).where(sql`run_id = ${run?.id}`),
    );
    const ends = actions.map(({ action }) => action).filter((action) => action.startsWith("sync."));
    expect(ends).toEqual(["sync.started", "sync.finished"]);
  });

  test("leaves out what was read a moment ago, unless it is forced", async () => {
    expect(await syncSelected(ctx, order({ most: 5 }))).toMatchObject({ runs: [], skipped: 154 });
    const forced = await syncSelected(ctx, order({ most: 5, isForced: true }));
    expect(forced.runs).toMatchObject([{ state: "completed", checked: 5 }]);
  });

  test("costs as many calls as was estimated", async () => {
    await longAgo();
    const asked = { selection: { all: true }, mode: "full" as const, most: 12 };
    const estimate = await estimateSync(ctx, asked);
    expect(estimate).toMatchObject({ names: 12, calls: 12, skipped: 0 });
    const before = await callCount();
    await syncSelected(ctx, order(asked));
    expect((await callsSince(before)).length).toBe(12);
  });

  test("that narrows nothing and does not say so is refused", async () => {
    await expect(syncSelected(ctx, order({ selection: {} }))).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  test("tells names that are not on record", async () => {
    const names = ["kestrel-optics.org", "nobody-has-this.com"];
    const result = await syncSelected(ctx, order({ selection: { names }, isForced: true }));
    expect(result).toMatchObject({ unknown: ["nobody-has-this.com"], runs: [{ checked: 1 }] });
  });

  test("is not for customers", async () => {
    const customer = contextFor(database.db, { role: "customer" });
    await expect(syncSelected(customer, order())).rejects.toMatchObject({ code: "forbidden" });
    await expect(estimateSync(customer, { selection: { all: true } })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("of status alone", () => {
  test("a whole account is read by its list, with a call a page", async () => {
    await longAgo();
    const before = await callCount();
    const result = await syncSelected(ctx, order({ mode: "status" }));
    expect(result.runs).toMatchObject([{ state: "completed", checked: 154 }]);
    const asked = await callsSince(before);
    expect(asked.length).toBe(2);
    expect(asked.every(({ path }) => path.includes("/domain/domains?"))).toBe(true);
  });

  test("a name's nameservers stay, its expiry is taken over", async () => {
    await longAgo();
    const name = "kestrel-optics.org";
    const [before] = await rows<{ nameservers: string[]; expires_at: string }>(
      sql`select nameservers, expires_at from domains where name = ${name}`,
    );
    const expiresAt = new Date(Date.parse(before?.expires_at ?? "") + 365 * 86_400_000);
    await simulator.script.patchDomain(name, {
      nameservers: ["ns1.parking.example.net", "ns2.parking.example.net"],
      expiresAt: expiresAt.toISOString(),
    });
    await syncSelected(ctx, order({ selection: { names: [name] }, mode: "status" }));
    const [after] = await rows<{ nameservers: string[]; expires_at: string }>(
      sql`select nameservers, expires_at from domains where name = ${name}`,
    );
    expect(after?.nameservers).toEqual(before?.nameservers);
    expect(Date.parse(after?.expires_at ?? "")).toBe(expiresAt.getTime());
  });
});

test("a dry run asks the registrar, tells what would change, and writes nothing", async () => {
  await longAgo();
  const name = "kestrel-optics.org";
  await simulator.script.patchDomain(name, {
    nameservers: ["ns1.elsewhere.example.net", "ns2.elsewhere.example.net"],
  });
  const state = () =>
    rows(sql`select (select count(*) from sync_runs) as runs, (select count(*) from audit_entries) as lines,
      (select md5(string_agg(d::text, '' order by id)) from domains d) as names,
      (select md5(string_agg(s::text, '' order by domain_id)) from domain_sync s) as notes`);
  const before = await state();
  const result = await syncSelected(ctx, order({ isDryRun: true, isForced: true }));
  expect(result.runs).toEqual([]);
  expect(result.drift).toMatchObject([
    {
      name,
      changes: [
        { field: "nameservers", after: expect.arrayContaining(["ns1.elsewhere.example.net"]) },
      ],
    },
  ]);
  expect(await state()).toEqual(before);
});

describe("a name that cannot be read", () => {
  const broken = "kestrel-optics.org";
  beforeEach(async () => {
    await longAgo();
    await simulator.script.add({
      match: { path: `/v5/domain/domains/${broken}` },
      action: { kind: "status", status: 404 },
      times: "always",
    });
  });
  const tryAgain = async () => {
    await rows(sql`update domain_sync set next_check_at = now() where failures > 0`);
    return syncSelected(ctx, order({ selection: { names: [broken] }, mode: "full" }));
  };
  const waitOf = async () => {
    const [row] = await rows<{ failures: number; seconds: number; check_reason: string }>(sql`
      select s.failures, s.check_reason, extract(epoch from s.next_check_at - now())::float8 as seconds
      from domain_sync s join domains d on d.id = s.domain_id where d.name = ${broken}`);
    return {
      failures: Number(row?.failures),
      seconds: Number(row?.seconds),
      why: row?.check_reason,
    };
  };

  test("keeps nobody from being read, and waits longer after each failure", async () => {
    const first = await syncSelected(ctx, order({ most: 30 }));
    const second = await syncSelected(ctx, order({ most: 200 }));
    expect(first.runs[0]?.errors ?? 0).toBeLessThanOrEqual(1);
    expect((first.runs[0]?.checked ?? 0) + (second.runs[0]?.checked ?? 0)).toBe(153);
    expect(await waitOf()).toMatchObject({ failures: 1, why: "failed" });
    expect((await waitOf()).seconds).toBeGreaterThan(200);
    await tryAgain();
    await tryAgain();
    expect((await waitOf()).failures).toBe(3);
    expect((await waitOf()).seconds).toBeGreaterThan(4 * 300 * 0.7);
  });

  test("is marked for review after the last retry, once, and no longer when it is read", async () => {
    for (let each = 0; each < 3; each += 1) await tryAgain();
    expect((await flagsOf(broken)) & DOMAIN_FLAGS.unread).toBe(0);
    await tryAgain();
    await tryAgain();
    expect((await flagsOf(broken)) & DOMAIN_FLAGS.unread).not.toBe(0);
    const lines = await rows(sql`select 1 from audit_entries where action = 'domain.unread'`);
    expect(lines).toHaveLength(1);
    await simulator.script.clearScripts();
    await tryAgain();
    expect((await flagsOf(broken)) & DOMAIN_FLAGS.unread).toBe(0);
    expect(await waitOf()).toMatchObject({ failures: 0 });
  });
});

describe("a run that is cancelled", () => {
  test("stops within moments, keeps what it read, and says what it did not reach", async () => {
    await longAgo();
    await delay(500);
    const begun = Promise.withResolvers<string>();
    const running = syncSelected(
      ctx,
      order({ onProgress: ({ runId }) => runId && begun.resolve(runId) }),
    );
    const runId = await begun.promise;
    expect(await cancelRun(ctx, { runId })).toEqual({ runId, state: "ending" });
    const result = await running;
    expect(result.outcome).toBe("cancelled");
    const [run] = await house((tx) => tx.select().from(syncRuns).where(sql`id = ${runId}`));
    expect(run).toMatchObject({ state: "cancelled", cancelAskedBy: "staff of the test" });
    expect((run?.checked ?? 0) + (run?.unreached ?? 0)).toBe(154);
    expect(run?.unreachedNames).toHaveLength(Math.min(100, run?.unreached ?? 0));
    const taken = await rows(sql`select 1 from domain_sync where claim_token is not null`);
    expect(taken).toHaveLength(0);
    await expect(cancelRun(ctx, { runId })).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("ends at once when nobody reads it; others than the house cannot", async () => {
    await delay(50);
    await rows(sql`update domain_sync set next_check_at = now()`);
    const paused = await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: 300 });
    expect(paused.outcome).toBe("paused");
    const runId = paused.runId ?? "";
    const customer = contextFor(database.db, { role: "customer" });
    await expect(cancelRun(customer, { runId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await cancelRun(ctx, { runId })).toMatchObject({ state: "ended" });
    await expect(cancelRun(ctx, { runId: accountId })).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a run whose process is gone ends in part, with the names it did not reach, once", async () => {
  const urgent = await inOrder();
  const [run] = await house((tx) =>
    tx
      .insert(syncRuns)
      .values({
        ...{ accountId, scope: "selection", state: "running", phase: "details", trigger: "manual" },
        ...{ expected: 154, checked: 0, selection: { selection: { accountId } } },
        ...{ actorKind: "job", actorId: "worker", actorName: "worker", requestId: "r" },
        heartbeatAt: new Date(Date.now() - 600_000).toISOString(),
      })
      .returning(),
  );
  expect(await endSilentRuns(ctx)).toBe(1);
  expect(await endSilentRuns(ctx)).toBe(0);
  const [ended] = await house((tx) => tx.select().from(syncRuns).where(sql`id = ${run?.id}`));
  expect(ended).toMatchObject({ state: "partial", unreached: 154 });
  expect(ended?.unreachedNames.slice(0, 4)).toEqual(urgent);
});

test("three callers with the same choice share it: no name is asked for twice", async () => {
  await longAgo();
  await delay(5);
  const before = await callCount();
  const results = await Promise.all([1, 2, 3].map(() => syncSelected(ctx, order())));
  const asked = (await callsSince(before)).map(({ path }) => path);
  expect(asked).toHaveLength(154);
  expect(new Set(asked).size).toBe(154);
  const checked = results.flatMap(({ runs }) => runs).reduce((sum, run) => sum + run.checked, 0);
  expect(checked).toBe(154);
});
