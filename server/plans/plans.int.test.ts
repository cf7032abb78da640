import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { domains } from "@/db/schema/domains";
import { operations } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import type { ServiceContext } from "../kernel/context";
import { claim } from "../operations/queue/store";
import { workOperations } from "../operations/work-operations";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { syncAccount } from "../sync/sync-account";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedSession, seedUser } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";
import { applyPlan } from "./apply-plan";
import { approvePlan } from "./approve-plan";
import { retryPlan, undoPlan } from "./follow-up-plan";
import { makePlan } from "./make-plan";
import { planRows } from "./plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "./queries";
import { readPlan } from "./read-plan";
import type { PlanChange, PlanDto } from "./schemas";
import { cancelPlan, excludeRows, pausePlan, resumePlan } from "./steer";

const MAIN = "sim-pat-northwind-main";

let database: TestDatabase;
let simulator: RunningSimulator;
let ctx: ServiceContext;
let worker: ServiceContext;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const key = () => `test-${randomUUID()}`;

async function person(role: "staff" | "admin", overrides: Partial<ServiceContext> = {}) {
  const userId = await seedUser(database.db, { email: `${randomUUID()}@test.example`, role });
  const made = contextFor(database.db, { role, userId }, overrides);
  if (made.actor.kind !== "user") throw new Error("not a person");
  const sessionId = await seedSession(database.db, userId);
  return { ...made, actor: { ...made.actor, sessionId } };
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await clear();
  ctx = await person("staff", {
    registrars: simulatedRegistrars(simulator.url),
    now: () => new Date(),
  });
  worker = { ...houseContext("worker", {}, database.db), registrars: ctx.registrars };
  const accountId = await seedAccount(database.db, {
    credential: openCredential(MAIN),
    mode: "full",
    paidCallsAt: new Date().toISOString(),
  });
  await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: 60_000 });
});

const clear = () =>
  house(async (tx) => {
    for (const table of [
      "lock_leases",
      "operations",
      "plan_rows",
      "plans",
      "sync_runs",
      "domains",
      "registrar_accounts",
    ])
      await tx.execute(sql.raw(`delete from ${table}`));
  });

async function someNames(most: number, where = sql`lifecycle = 'active'`): Promise<string[]> {
  const rows = await house((tx) =>
    tx
      .select({ id: domains.id })
      .from(domains)
      .where(
        sql`${where} and tld = 'com' and lock_state = 'locked' and not ('pendingTransfer' = any(statuses)) and not dnssec and expires_at > now() + interval '5 days'`,
      )
      .orderBy(domains.name)
      .limit(most),
  );
  return rows.map(({ id }) => id);
}

const plan = (ids: readonly string[], change: PlanChange) =>
  makePlan(ctx, { key: key(), selection: { ids: [...ids] }, change });
const start = ({ id, hash, expected }: PlanDto, more: object = {}) =>
  applyPlan(ctx, { id, hash, ...(expected === null ? {} : { typed: expected }), ...more });

/** Works until nothing is open, moving waiting operations to now; fails after too many rounds. */
async function settle(id: string, rounds = 40): Promise<PlanDto> {
  for (let round = 0; round < rounds; round += 1) {
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

const hosts = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];
const toNewHosts: PlanChange = { kind: "nameserver_update", nameservers: hosts };

describe("a preview", () => {
  test("says of every name what it has and what it would get, and reaches no registrar with a change", async () => {
    const ids = await someNames(5);
    const made = await plan(ids, toNewHosts);
    expect(made).toMatchObject({ state: "ready", names: 5, verdicts: { change: 5 }, gates: [] });
    const { rows } = await planRows(ctx, { id: made.id }, EMPTY_PLAN_ROW_QUERY);
    expect(rows[0]).toMatchObject({
      verdict: "change",
      before: { nameservers: expect.any(Array) },
      after: { nameservers: hosts },
    });
    const { byMethod } = await simulator.script.requests();
    expect(Object.keys(byMethod)).toEqual(["GET"]);
  });

  test("with the same key is the same plan, and with another change in mind it is refused", async () => {
    const ids = await someNames(2);
    const input = { key: key(), selection: { ids }, change: toNewHosts };
    const first = await makePlan(ctx, input);
    expect((await makePlan(ctx, input)).id).toBe(first.id);
    await expect(
      makePlan(ctx, { ...input, change: { kind: "auto_renew_update", enabled: false } }),
    ).rejects.toMatchObject({ code: "invalid_input", fields: { key: [{ code: "reused" }] } });
  });

  test.each([
    [[], "too_few"],
    [["ns1.example.net"], "too_few"],
    [Array.from({ length: 14 }, (_, at) => `ns${at}.fernway-dns.net`), "too_many"],
  ] as const)("of nameservers %j is refused as %s", async (nameservers, code) => {
    const [id] = await someNames(1);
    const made = plan([id ?? ""], { kind: "nameserver_update", nameservers: [...nameservers] });
    await expect(made).rejects.toMatchObject({ fields: { nameservers: [{ code }] } });
  });

  test("on names that are not there is refused", async () => {
    await expect(plan([randomUUID()], toNewHosts)).rejects.toMatchObject({ code: "not_found" });
  });

  test("asks for the count once a large share of an account is touched", async () => {
    const all = await house((tx) => tx.select({ id: domains.id }).from(domains));
    const made = await plan(
      all.map(({ id }) => id),
      { kind: "auto_renew_update", enabled: false },
    );
    expect(made.gates).toEqual([expect.objectContaining({ gate: "share" })]);
    expect(made.expected).toBe(String(made.verdicts.change));
    await expect(applyPlan(ctx, { id: made.id, hash: made.hash })).rejects.toMatchObject({
      fields: { typed: [{ code: "mismatch" }] },
    });
  });
});

describe("a plan that was started", () => {
  test("ends when every name was seen at the registrar, with a line of the log for each step", async () => {
    const ids = await someNames(3);
    const made = await plan(ids, toNewHosts);
    await start(made);
    const done = await settle(made.id);
    expect(done).toMatchObject({ state: "done", progress: { completed: 3 }, canUndo: true });
    const changed = await house((tx) =>
      tx
        .select({ nameservers: domains.nameservers, flags: domains.flags })
        .from(domains)
        .where(sql`id = any(${sql.param(ids)}::uuid[])`),
    );
    for (const one of changed) expect(one).toEqual({ nameservers: hosts, flags: 0 });
    const lines = await house((tx) =>
      tx
        .select({ action: auditEntries.action })
        .from(auditEntries)
        .where(sql`run_id = ${made.id}::uuid`),
    );
    const counted = Object.groupBy(lines, ({ action }) => action);
    expect(Object.fromEntries(Object.entries(counted).map(([k, v]) => [k, v?.length]))).toEqual({
      "plan.applied": 1,
      "operation.sent": 3,
      "operation.accepted": 3,
      "operation.completed": 3,
      "domain.changed": 3,
      "plan.finished": 1,
    });
  });

  test("sends nothing for a name that has what is wanted at the registrar already", async () => {
    const [id = ""] = await someNames(1);
    const made = await plan([id], toNewHosts);
    const { rows } = await planRows(ctx, { id: made.id }, EMPTY_PLAN_ROW_QUERY);
    await simulator.script.patchDomain(rows[0]?.name ?? "", { nameservers: hosts });
    await start(made);
    expect(await settle(made.id)).toMatchObject({ progress: { completed: 1 }, canUndo: true });
    const { byMethod } = await simulator.script.requests();
    expect(byMethod.PUT).toBeUndefined();
  });

  test("sets a name aside whose nameservers somebody else changed at the registrar", async () => {
    const [id = ""] = await someNames(1);
    const made = await plan([id], toNewHosts);
    const { rows } = await planRows(ctx, { id: made.id }, EMPTY_PLAN_ROW_QUERY);
    await simulator.script.patchDomain(rows[0]?.name ?? "", {
      nameservers: ["ns1.elsewhere-dns.net", "ns2.elsewhere-dns.net"],
    });
    await start(made);
    expect(await settle(made.id)).toMatchObject({
      progress: { failed: 1 },
      causes: { changed_meanwhile: 1 },
    });
  });

  test("of an account that is gone ends where nothing was sent, and asks a person where something was", async () => {
    const [one = "", other = ""] = await someNames(2);
    const renewal = await plan([one], { kind: "renew", years: 1 });
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/domains/*/renew" },
      action: { kind: "reset", processed: false },
    });
    await start(renewal);
    await workOperations(worker, Date.now() + 30_000);
    const made = await plan([other], toNewHosts);
    await start(made);
    await house((tx) => tx.execute(sql`update registrar_accounts set removed_at = now()`));
    expect(await settle(made.id, 2)).toMatchObject({ state: "done", progress: { failed: 1 } });
    expect(await settle(renewal.id, 3)).toMatchObject({
      progress: { unknown: 1 },
      review: 1,
    });
  });

  test("can be undone where only the registrar knew what a name had before", async () => {
    const [id = ""] = await someNames(1);
    await house((tx) => tx.execute(sql`update domains set nameservers = null where id = ${id}`));
    const made = await plan([id], toNewHosts);
    expect(made.risks).toContainEqual({ risk: "unknown_before", names: 1 });
    await start(made);
    await settle(made.id);
    expect(await undoPlan(ctx, { id: made.id, key: key() })).toMatchObject({
      verdicts: { change: 1 },
    });
  });

  test("is not spoilt by details that a sync learns meanwhile, and is by what it was judged by", async () => {
    const [one = "", other = ""] = await someNames(2);
    const made = await plan([one, other], toNewHosts);
    await house((tx) =>
      tx.execute(sql`update domains set auto_renew = 'unknown', dnssec = null where id = ${one}`),
    );
    await house((tx) =>
      tx.execute(
        sql`update domains set nameservers = '{ns1.else-dns.net,ns2.else-dns.net}' where id = ${other}`,
      ),
    );
    expect(await start(made)).toMatchObject({ verdicts: { change: 1, skipped: 1 } });
  });

  test("outlasts a rate that is used up, however often it is told so", async () => {
    const made = await plan(await someNames(1), toNewHosts);
    await simulator.script.add({
      match: { method: "GET", path: "/v5/domain/domains/*" },
      times: 9,
      action: { kind: "status", status: 429 },
    });
    await start(made);
    expect(await settle(made.id)).toMatchObject({ state: "done", progress: { completed: 1 } });
  });

  test("is looked for at the registrar, where it was sent, before anything more of it is sent", async () => {
    await start(await plan(await someNames(2), toNewHosts));
    await house((tx) =>
      tx.execute(sql`update operations set next_attempt_at = now() - interval '1 hour'`),
    );
    await house((tx) =>
      tx.execute(sql`update operations set state = 'submitted', next_attempt_at = now()
        where plan_position = (select max(plan_position) from operations)`),
    );
    const [first] = await house((tx) => claim(tx, 1));
    expect(first?.one.state).toBe("submitted");
  });

  test("ends with its last change also when a newer wish replaces that", async () => {
    const names = await someNames(1);
    const older = await plan(names, toNewHosts);
    await start(older);
    await house((tx) =>
      tx.execute(
        sql`update operations set state = 'retrying', sends = 1, next_attempt_at = now() + interval '1 hour'`,
      ),
    );
    const newer = await plan(names, {
      kind: "nameserver_update",
      nameservers: ["ns1.rowan-dns.net", "ns2.rowan-dns.org"],
    });
    await start(newer);
    await workOperations(worker, Date.now() + 20_000);
    expect((await readPlan(ctx, { id: older.id })).progress).toEqual({ superseded: 1 });
    expect((await readPlan(ctx, { id: older.id })).state).toBe("done");
  });

  test("started twice is started once", async () => {
    const made = await plan(await someNames(2), toNewHosts);
    await Promise.all([start(made), start(made)]);
    const rows = await house((tx) => tx.select({ id: operations.id }).from(operations));
    expect(rows).toHaveLength(2);
  });

  test("can be undone, and the undoing is a plan of its own", async () => {
    const ids = await someNames(2);
    const before = await house((tx) =>
      tx
        .select({ id: domains.id, nameservers: domains.nameservers })
        .from(domains)
        .where(sql`id = any(${sql.param(ids)}::uuid[])`)
        .orderBy(domains.id),
    );
    const made = await plan(ids, toNewHosts);
    await start(made);
    await settle(made.id);
    const back = await undoPlan(ctx, { id: made.id, key: key() });
    expect(back).toMatchObject({ undoOf: made.id, verdicts: { change: 2 } });
    await start(back);
    expect(await settle(back.id)).toMatchObject({ state: "done", progress: { completed: 2 } });
    const after = await house((tx) =>
      tx
        .select({ id: domains.id, nameservers: domains.nameservers })
        .from(domains)
        .where(sql`id = any(${sql.param(ids)}::uuid[])`)
        .orderBy(domains.id),
    );
    expect(after).toEqual(before);
  });

  test("tells what failed by cause, and plans those once more", async () => {
    const ids = await someNames(4);
    const made = await plan(ids, toNewHosts);
    const { rows } = await planRows(ctx, { id: made.id }, EMPTY_PLAN_ROW_QUERY);
    await simulator.script.add({
      match: { method: "PUT", path: `/v5/domain/domains/${rows[0]?.name}/nameservers` },
      times: 9,
      action: { kind: "status", status: 403, body: { message: "not this one" } },
    });
    await start(made);
    const ended = await settle(made.id);
    expect(ended).toMatchObject({
      state: "done",
      progress: { completed: 3, failed: 1 },
      causes: { not_allowed: 1 },
    });
    await simulator.script.clearScripts();
    const again = await retryPlan(ctx, { id: made.id, key: key(), causes: ["not_allowed"] });
    expect(again).toMatchObject({ retryOf: made.id, names: 1 });
    await start(again);
    expect(await settle(again.id)).toMatchObject({ progress: { completed: 1 } });
  });

  test("paused, sends nothing more; going on, it ends; cancelled, it keeps what was done", async () => {
    const made = await plan(await someNames(3), toNewHosts);
    await start(made);
    await pausePlan(ctx, { id: made.id });
    expect(await settle(made.id, 2)).toMatchObject({ state: "paused", progress: { pending: 3 } });
    await resumePlan(ctx, { id: made.id });
    expect(await settle(made.id)).toMatchObject({ state: "done", progress: { completed: 3 } });
    const other = await plan(await someNames(2), { kind: "auto_renew_update", enabled: false });
    await start(other);
    await pausePlan(ctx, { id: other.id });
    expect(await cancelPlan(ctx, { id: other.id })).toMatchObject({
      state: "done",
      progress: { cancelled: other.verdicts.change },
    });
  });

  test("with a canary changes one name, then five, then the rest; a failure among the first stops it", async () => {
    const made = await plan(await someNames(8), toNewHosts);
    await start(made, { hasCanary: true });
    await workOperations(worker, Date.now() + 30_000);
    const first = await readPlan(ctx, { id: made.id });
    expect(first.progress.pending).toBeGreaterThanOrEqual(0);
    expect(await settle(made.id)).toMatchObject({ state: "done", progress: { completed: 8 } });
    const failing = await plan(await someNames(8), {
      kind: "nameserver_update",
      nameservers: ["ns1.rowan-dns.net", "ns2.rowan-dns.org"],
    });
    await simulator.script.add({
      match: { method: "PUT", path: "/v5/domain/domains/*/nameservers" },
      times: "always",
      action: { kind: "status", status: 403, body: { message: "no" } },
    });
    await start(failing, { hasCanary: true });
    expect(await settle(failing.id)).toMatchObject({
      state: "paused",
      progress: { failed: 1, pending: 7 },
    });
  });

  test("leaves out names that were taken out of it", async () => {
    const made = await plan(await someNames(3), toNewHosts);
    const { rows } = await planRows(ctx, { id: made.id }, EMPTY_PLAN_ROW_QUERY);
    const smaller = await excludeRows(ctx, {
      id: made.id,
      names: [rows[0]?.name ?? ""],
      isExcluded: true,
    });
    expect(smaller.excluded).toBe(1);
    await start(smaller);
    expect(await settle(made.id)).toMatchObject({ progress: { completed: 2 } });
  });
});

describe("a renewal", () => {
  const renew: PlanChange = { kind: "renew", years: 1 };

  test("shows price and new expiry, wants the sum typed, and is paid once", async () => {
    const ids = await someNames(2);
    const made = await plan(ids, renew);
    expect(made.costs).toEqual([expect.objectContaining({ currency: "EUR", names: 2 })]);
    expect(made.expected).toMatch(/^\d+\.\d\d EUR$/);
    await start(made);
    expect(await settle(made.id)).toMatchObject({ state: "done", progress: { completed: 2 } });
    const paid = (await simulator.script.ledger()).filter(({ action }) => action === "renew");
    expect(paid).toHaveLength(2);
  });

  test("of the same period is never made twice", async () => {
    const [id = ""] = await someNames(1);
    const [one, other] = [await plan([id], renew), await plan([id], renew)];
    await start(one);
    await expect(start(other)).rejects.toMatchObject({ code: "precondition_failed" });
    await settle(one.id);
    expect(await simulator.script.ledger()).toHaveLength(1);
  });

  test("that was sent and not answered is not sent again, and is found by reading", async () => {
    const [id = ""] = await someNames(1);
    const made = await plan([id], renew);
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/domains/*/renew" },
      times: 1,
      action: { kind: "reset" },
    });
    await start(made);
    expect(await settle(made.id)).toMatchObject({ progress: { completed: 1 } });
    expect(await simulator.script.ledger()).toHaveLength(1);
  });

  test("asks for a fresh proof of who asks", async () => {
    const made = await plan(await someNames(1), renew);
    await house((tx) =>
      tx.execute(sql`update sessions set created_at = now() - interval '1 hour'`),
    );
    await expect(start(made)).rejects.toMatchObject({
      code: "forbidden",
      fields: { session: [{ code: "step_up_required" }] },
    });
    expect(await simulator.script.ledger()).toEqual([]);
  });

  test("that needs a second person is not started by the first", async () => {
    const made = await plan(await someNames(1), renew);
    await house((tx) => tx.execute(sql`update plans set needs_approval = true`));
    await expect(start(made)).rejects.toMatchObject({ code: "precondition_failed" });
    const grant = { id: made.id, hash: made.hash, isGranted: true };
    await expect(approvePlan(ctx, grant)).rejects.toMatchObject({ code: "forbidden" });
    await approvePlan(await person("admin"), grant);
    await start(made);
    expect(await settle(made.id)).toMatchObject({ progress: { completed: 1 } });
  });
});
