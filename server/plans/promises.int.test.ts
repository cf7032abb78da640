import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { inTenant } from "@/db/client";
import { domains } from "@/db/schema/domains";
import { operations } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import type { ServiceContext } from "../kernel/context";
import { resolveOperation } from "../operations/close-operation";
import { workOperations } from "../operations/work-operations";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { syncAccount } from "../sync/sync-account";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";
import { applyPlan } from "./apply-plan";
import { endLeases } from "./end-leases";
import { makePlan } from "./make-plan";
import { planRows } from "./plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "./queries";
import { readPlan } from "./read-plan";
import type { PlanChange, PlanDto } from "./schemas";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let database: TestDatabase;
let simulator: RunningSimulator;
let owner: postgres.Sql;
let ctx: ServiceContext;
let worker: ServiceContext;
let accountId: string;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const key = () => `promise-${randomUUID()}`;

/** An answer cannot be written while this many tries are to fail; a sequence counts on when they are rolled back. */
const FULL_DISK = `
  create sequence answers_tried;
  grant usage, select, update on answers_tried to namekeep_app;
  create table answers_lost (times int not null);
  insert into answers_lost values (0);
  grant select on answers_lost to namekeep_app;
  create function lose_answer() returns trigger language plpgsql as $$
  begin
    if new.accepted_at is not null and old.accepted_at is null
      and nextval('public.answers_tried') <= (select times from public.answers_lost) then
      raise exception 'no space left on device' using errcode = '53100';
    end if;
    return new;
  end $$;
  create trigger lose_answer before update on operations for each row execute function lose_answer();`;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
  owner = postgres(database.urls.admin, { max: 1, onnotice: () => undefined });
  await owner.unsafe(FULL_DISK);
  const registrars = simulatedRegistrars(simulator.url);
  worker = { ...houseContext("worker", {}, database.db), registrars };
  ctx = await proven(
    database.db,
    contextFor(database.db, { role: "admin" }, { registrars, now: () => new Date() }),
  );
  accountId = await seedAccount(database.db, {
    credential: openCredential("sim-pat-northwind-main"),
    mode: "full",
    paidCallsAt: new Date().toISOString(),
  });
});
afterAll(async () => {
  await Promise.all([owner.end(), simulator.close()]);
  await database.drop();
});

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await owner`update answers_lost set times = 0`;
  await house(async (tx) => {
    for (const table of ["lock_leases", "operations", "plan_rows", "plans", "domains"])
      await tx.execute(sql.raw(`delete from ${table}`));
  });
  await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: MINUTE_MS });
});

type Name = { readonly id: string; readonly name: string };

/** Locked names that may be changed and renewed. */
const someNames = (most: number): Promise<Name[]> =>
  house((tx) =>
    tx
      .select({ id: domains.id, name: domains.name })
      .from(domains)
      .where(
        sql`lifecycle = 'active' and tld = 'com' and statuses = '{clientTransferProhibited}' and not dnssec
          and expires_at > now() + interval '5 days'`,
      )
      .orderBy(domains.name)
      .limit(most),
  );

const plan = (names: readonly Name[], change: PlanChange, more: object = {}) =>
  makePlan(ctx, { key: key(), selection: { ids: names.map(({ id }) => id) }, change, ...more });
const start = ({ id, hash, expected }: PlanDto, more: object = {}, by = ctx) =>
  applyPlan(by, { id, hash, ...(expected === null ? {} : { typed: expected }), ...more });

const work = (by = worker) => workOperations(by, Date.now() + MINUTE_MS);
const dueNow = () =>
  house((tx) =>
    tx
      .update(operations)
      .set({
        nextAttemptAt: sql`now()`,
        leaseUntil: sql`least(lease_until, now() - interval '1 second')`,
      })
      .where(sql`finished_at is null and next_attempt_at < 'infinity'`),
  );

/** Works until the plan has ended, whatever it waits for, or for so many rounds. */
async function settle({ id }: PlanDto, by = worker, rounds = 12): Promise<PlanDto> {
  for (let round = 0; round < rounds; round += 1) {
    await work(by);
    const now = await readPlan(ctx, { id });
    if (now.state !== "applying") return now;
    await dueNow();
  }
  return readPlan(ctx, { id });
}

const operationsOf = ({ id }: PlanDto) =>
  house((tx) => tx.select().from(operations).where(sql`plan_id = ${id}`));
const actionsOn = async (name: string) =>
  (await auditTrail(worker, name)).map(({ action }) => action);
const orders = async () =>
  (await simulator.script.ledger()).filter(({ action }) => action === "renew");

const RENEW: PlanChange = { kind: "renew", years: 1 };
const toHosts = (one: string): PlanChange => ({
  kind: "nameserver_update",
  nameservers: [`ns1.${one}-dns.net`, `ns2.${one}-dns.org`],
});

describe("a renewal is ordered once", () => {
  test("however often it is planned under its key, started and worked on at the same moment", async () => {
    const names = await someNames(1);
    const intent = { key: key(), selection: { ids: names.map(({ id }) => id) }, change: RENEW };
    const made = await Promise.all(Array.from({ length: 10 }, () => makePlan(ctx, intent)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const [one] = made as [PlanDto];
    await Promise.all(Array.from({ length: 50 }, () => start(one)));
    expect(await operationsOf(one)).toHaveLength(1);
    await Promise.all([work(), work(), work()]);
    expect(await settle(one)).toMatchObject({ state: "done", progress: { completed: 1 } });
    expect(await orders()).toHaveLength(1);
  });

  test("by processes whose clocks are ten minutes off, before and behind", async () => {
    const one = await plan(await someNames(1), RENEW);
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/domains/*/renew" },
      action: { kind: "reset", processed: true },
    });
    await start(one);
    const off = (minutes: number) => ({
      ...worker,
      now: () => new Date(Date.now() + minutes * MINUTE_MS),
    });
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([work(off(-10)), work(off(10))]);
      await dueNow();
    }
    expect(await settle(one)).toMatchObject({ state: "done", progress: { completed: 1 } });
    expect(await orders()).toHaveLength(1);
  });

  test("also when the answer cannot be written down: it is looked for, and found", async () => {
    const names = await someNames(1);
    const one = await plan(names, RENEW);
    await owner`select setval('answers_tried', 1, false)`;
    await owner`update answers_lost set times = 1`;
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await start(one);
    await work();
    expect(await orders()).toHaveLength(1);
    expect(await settle(one)).toMatchObject({ state: "done", progress: { completed: 1 } });
    expect(await orders()).toHaveLength(1);
    expect(await actionsOn(names[0]?.name ?? "")).toEqual(
      expect.arrayContaining(["operation.sent", "operation.unknown", "operation.completed"]),
    );
    expect(told).toHaveBeenCalledOnce();
  });

  test("for one period, unless somebody says why it is to be renewed once more", async () => {
    const names = await someNames(1);
    const [one, again] = [await plan(names, RENEW), await plan(names, RENEW)];
    const forced = await plan(names, RENEW, { forcedReason: "The owner wants two years." });
    await start(one);
    await expect(start(again)).rejects.toMatchObject({ code: "precondition_failed" });
    await settle(one);
    await expect(start(forced)).rejects.toMatchObject({ code: "precondition_failed" });
    // What it was computed from is no longer so: a new preview shows the new expiry, and is a new period.
    const next = await plan(names, RENEW, { forcedReason: "The owner wants two years." });
    await start(next);
    expect(await settle(next)).toMatchObject({ progress: { completed: 1 } });
    expect(await orders()).toHaveLength(2);
    expect(await operationsOf(next)).toMatchObject([
      { forcedReason: "The owner wants two years." },
    ]);
  });
});

describe("what was sent and is never seen", () => {
  test("is handed to a person after three days, once, and ends as that person found out", async () => {
    const [name] = (await someNames(1)) as [Name];
    const one = await plan([name], RENEW);
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/domains/*/renew" },
      action: { kind: "reset", processed: false },
    });
    await start(one);
    await work();
    const [sent] = await operationsOf(one);
    expect(sent).toMatchObject({ state: "unknown", reviewAt: null });
    const at = (hours: number) => ({
      ...worker,
      now: () => new Date(Date.now() + hours * HOUR_MS),
    });
    await settle(one, at(71), 2);
    expect((await operationsOf(one))[0]?.reviewAt).toBeNull();
    await settle(one, at(73), 3);
    const [waiting] = await operationsOf(one);
    expect(waiting).toMatchObject({ state: "unknown", reviewAt: expect.any(String) });
    const reviews = (await actionsOn(name.name)).filter((action) => action === "operation.review");
    expect(reviews).toHaveLength(1);
    expect(await readPlan(ctx, { id: one.id })).toMatchObject({ state: "applying", review: 1 });

    const decision = {
      id: sent?.id ?? "",
      outcome: "did_not_happen",
      reason: "Their bill.",
    } as const;
    const staff = contextFor(database.db, { role: "staff" });
    await expect(resolveOperation(staff, decision)).rejects.toMatchObject({ code: "forbidden" });
    await resolveOperation(ctx, decision);
    expect(await readPlan(ctx, { id: one.id })).toMatchObject({ state: "done", review: 0 });
    expect(await orders()).toMatchObject([{ outcome: "not_processed" }]);
    await expect(resolveOperation(ctx, decision)).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });
});

describe("of two wishes for the same name the later one holds", () => {
  test("also when the registrar is slow to answer the first", async () => {
    const [name] = (await someNames(1)) as [Name];
    const [first, second] = [
      await plan([name], toHosts("fernway")),
      await plan([name], toHosts("rowan")),
    ];
    await simulator.script.add({
      match: { method: "PUT", domain: name.name },
      action: { kind: "delay", ms: 1_500 },
    });
    await start(first);
    const slow = work();
    await expect.poll(async () => (await operationsOf(first))[0]?.state).toBe("submitted");
    await start(second);
    await Promise.all([slow, work()]);
    await settle(second);
    await settle(first);
    const [held] = await house((tx) =>
      tx.select({ hosts: domains.nameservers }).from(domains).where(sql`id = ${name.id}`),
    );
    expect(held?.hosts).toEqual(["ns1.rowan-dns.net", "ns2.rowan-dns.org"]);
    await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: MINUTE_MS });
    const { rows } = await planRows(ctx, { id: second.id }, EMPTY_PLAN_ROW_QUERY);
    expect(rows[0]?.operation).toMatchObject({ state: "completed" });
    expect((await readPlan(ctx, { id: first.id })).state).toBe("done");
  });
});

describe("a plan", () => {
  test("stops after as many errors as it was told, and keeps the rest unsent", async () => {
    const made = await plan(await someNames(30), toHosts("fernway"));
    await simulator.script.add({
      match: { method: "PUT", path: "/v5/domain/domains/*/nameservers" },
      times: "always",
      action: { kind: "status", status: 403, body: { message: "no" } },
    });
    await start(made, { stopAfterErrors: 3 });
    const stopped = await settle(made);
    expect(stopped).toMatchObject({ state: "paused", pauseReason: expect.stringMatching(/3/) });
    expect(stopped.progress.failed).toBeGreaterThanOrEqual(3);
    expect(stopped.progress.pending).toBeGreaterThan(0);
  });

  test("that touches more than ten critical names has their number typed", async () => {
    const names = await someNames(11);
    await house((tx) =>
      tx
        .update(domains)
        .set({ isCritical: true })
        .where(sql`id <> ${names[0]?.id ?? ""}`),
    );
    expect((await plan(names, toHosts("fernway"))).gates).toEqual([]);
    await house((tx) => tx.update(domains).set({ isCritical: true }));
    const made = await plan(names, toHosts("fernway"));
    expect(made).toMatchObject({ gates: [{ gate: "critical" }], expected: "11" });
    await expect(
      applyPlan(ctx, { id: made.id, hash: made.hash, typed: "10" }),
    ).rejects.toMatchObject({ code: "invalid_input", fields: { typed: [{ code: "mismatch" }] } });
  });
});

describe("an unlocked name is lent", () => {
  const inAnHour = () => new Date(Date.now() + HOUR_MS).toISOString();
  const unlock = (): PlanChange => ({
    kind: "lock_update",
    locked: false,
    until: inAnHour(),
    purpose: "a move",
  });
  const lockOf = async ({ id }: Name) =>
    (
      await house((tx) =>
        tx.select({ lock: domains.lockState }).from(domains).where(sql`id = ${id}`),
      )
    )[0]?.lock;
  const endTime = () =>
    house((tx) => tx.execute(sql`update lock_leases set until = now() where ended_at is null`));
  const openLeases = async () =>
    (await house((tx) => tx.execute(sql`select 1 from lock_leases where ended_at is null`))).length;

  test("by somebody who has just shown who they are, for a purpose and until a day that is said", async () => {
    const names = await someNames(1);
    for (const [change, field] of [
      [{ ...unlock(), purpose: undefined }, "purpose"],
      [{ ...unlock(), until: undefined }, "until"],
      [{ ...unlock(), until: new Date(Date.now() - HOUR_MS).toISOString() }, "until"],
    ] as const)
      await expect(plan(names, change as PlanChange)).rejects.toMatchObject({
        code: "invalid_input",
        fields: { [field]: [expect.anything()] },
      });
    const made = await plan(names, unlock());
    const unproven = contextFor(database.db, { role: "staff" }, { registrars: ctx.registrars });
    await expect(start(made, {}, unproven)).rejects.toMatchObject({
      code: "forbidden",
      fields: { session: [{ code: "step_up_required" }] },
    });
  });

  test("and locks itself again when its time is over, not before", async () => {
    const [name] = (await someNames(1)) as [Name];
    const made = await plan([name], unlock());
    await start(made);
    await settle(made);
    expect(await lockOf(name)).toBe("unlocked");
    expect(await endLeases(worker)).toBe(0);
    expect(await openLeases()).toBe(1);
    await endTime();
    expect(await Promise.all([endLeases(worker), endLeases(worker)])).toContain(1);
    await work();
    await dueNow();
    await work();
    expect(await lockOf(name)).toBe("locked");
    expect(await openLeases()).toBe(0);
    expect(await endLeases(worker)).toBe(0);
  });

  test("and keeps its lease when something else changes it just as it is to be locked again", async () => {
    const [name] = (await someNames(1)) as [Name];
    const made = await plan([name], unlock());
    await start(made);
    await settle(made);
    await endTime();
    await owner`create function meddle() returns trigger language plpgsql security definer as $$
      begin update domains set lock_state = 'unknown' where id = new.domain_id; return new; end $$`;
    await owner`create trigger meddles after insert on plan_rows for each row execute function meddle()`;
    expect(await endLeases(worker)).toBe(0);
    expect(await openLeases()).toBe(1);
    await owner`drop trigger meddles on plan_rows`;
    await owner`update domains set lock_state = 'unlocked' where id = ${name.id}`;
    expect(await endLeases(worker)).toBe(1);
    expect(await openLeases()).toBe(0);
  });

  test("and ends its lease when it is locked by hand before", async () => {
    const [name] = (await someNames(1)) as [Name];
    const made = await plan([name], unlock());
    await start(made);
    await settle(made);
    const locking = await plan([name], { kind: "lock_update", locked: true });
    await start(locking);
    await settle(locking);
    expect(await openLeases()).toBe(0);
    expect(await lockOf(name)).toBe("locked");
  });
});
