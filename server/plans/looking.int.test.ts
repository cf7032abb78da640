import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { domains } from "@/db/schema/domains";
import { operations } from "@/db/schema/operations";
import type { ServiceContext } from "../kernel/context";
import { listDomains } from "../portfolio/list-domains";
import { EMPTY_QUERY } from "../portfolio/query";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners, seedSession, seedUser } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";
import { applyPlan } from "./apply-plan";
import { countChangeWork } from "./count-work";
import { exportRows } from "./export-rows";
import { makePlan } from "./make-plan";
import { planAgain } from "./plan-again";
import { planRows } from "./plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "./queries";
import { readChanges } from "./read-changes";
import { readPlan } from "./read-plan";
import type { PlanChange } from "./schemas";
import { excludeRows } from "./steer";

let database: TestDatabase;
let simulator: RunningSimulator;
let acme = "";
let lumen = "";
let ids: string[] = [];
let ctx: ServiceContext;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const key = () => `test-${randomUUID()}`;
const NAMES = ["one.com", "two.com", "three.com"];
const TO_NEW = {
  kind: "nameserver_update",
  nameservers: ["ns1.fernway-dns.net", "ns2.fernway-dns.org"],
} satisfies PlanChange;

async function person(role: "staff" | "customer", partnerId?: string): Promise<ServiceContext> {
  const userId = await seedUser(database.db, {
    email: `${randomUUID()}@test.example`,
    role,
    ...(partnerId ? { partnerId } : {}),
  });
  const made = contextFor(
    database.db,
    { role, userId, ...(partnerId ? { partnerId } : {}) },
    { registrars: simulatedRegistrars(simulator.url), now: () => new Date() },
  );
  if (made.actor.kind !== "user") throw new Error("not a person");
  return { ...made, actor: { ...made.actor, sessionId: await seedSession(database.db, userId) } };
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await house(async (tx) => {
    for (const table of ["lock_leases", "operations", "plan_rows", "plans", "domains"])
      await tx.execute(sql.raw(`delete from ${table}`));
    await tx.execute(sql.raw("update registrar_accounts set removed_at = now()"));
  });
  const account = await seedAccount(database.db, {
    credential: openCredential("sim-pat-northwind-main"),
    mode: "full",
    paidCallsAt: new Date().toISOString(),
  });
  ids = await seedDomains(
    database.db,
    account,
    NAMES.map((name) => ({
      name,
      partnerId: acme,
      nameservers: ["ns1.old-dns.net", "ns2.old-dns.net"],
      lockState: "locked",
    })),
  );
  ctx = await person("staff");
});

const make = (change: PlanChange = TO_NEW, by = ctx) =>
  makePlan(by, { key: key(), selection: { ids }, change });
const namesOf = async (id: string, query: Partial<typeof EMPTY_PLAN_ROW_QUERY> = {}) =>
  (await planRows(ctx, { id }, { ...EMPTY_PLAN_ROW_QUERY, ...query })).rows.map(({ name }) => name);
const started = async (change: PlanChange = TO_NEW) => {
  const made = await make(change);
  await applyPlan(ctx, { id: made.id, hash: made.hash });
  return made;
};

describe("a preview that is too old", () => {
  test("is planned again for the same names without those that were taken out", async () => {
    const old = await make();
    await excludeRows(ctx, { id: old.id, names: ["two.com"], isExcluded: true });
    const again = await planAgain(ctx, { id: old.id, key: key() });
    expect(again).toMatchObject({ state: "ready", kind: old.kind, change: old.change });
    expect(again.id).not.toBe(old.id);
    expect(await namesOf(again.id)).toEqual(["one.com", "three.com"]);
  });

  test("that was started is not planned again, and another partner's is not there", async () => {
    const { id } = await started();
    await expect(planAgain(ctx, { id, key: key() })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    const stranger = await person("customer", lumen);
    await expect(planAgain(stranger, { id, key: key() })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

test("what a plan comes to follows its rows, whoever changes them; a name that would not change is not left out", async () => {
  await house((tx) =>
    tx
      .update(domains)
      .set({ nameservers: [...TO_NEW.nameservers] })
      .where(sql`name = 'one.com'`),
  );
  const { id } = await make();
  const come = async () => {
    const { verdicts, excluded, risks, costs } = await readPlan(ctx, { id });
    return { ...verdicts, excluded, risks, costs };
  };
  // Nobody looks at the DNS here, so nothing is known of it.
  const nothing = (names: number) => ({
    same: 1,
    skipped: 0,
    impossible: 0,
    risks: [{ risk: "dns_unknown", names }],
    costs: [],
  });
  expect(await come()).toEqual({ ...nothing(2), change: 2, excluded: 0 });
  await excludeRows(ctx, { id, names: ["one.com", "two.com"], isExcluded: true });
  expect(await come()).toEqual({ ...nothing(1), change: 2, excluded: 1 });
  await house((tx) =>
    tx.execute(sql`update plan_rows set risks = '{dnssec}', cost_minor = 1250, currency = 'EUR',
      is_excluded = false where name in ('two.com', 'three.com')`),
  );
  expect(await come()).toMatchObject({
    excluded: 0,
    risks: [{ risk: "dnssec", names: 2 }],
    costs: [{ currency: "EUR", minor: 2500, names: 2 }],
  });
  await house((tx) =>
    tx.execute(sql`update plan_rows set verdict = 'skipped' where name = 'two.com'`),
  );
  expect(await come()).toMatchObject({
    change: 1,
    skipped: 1,
    risks: [{ risk: "dnssec", names: 1 }],
    costs: [{ currency: "EUR", minor: 1250, names: 1 }],
  });
});

test("all rows that a filter shows are left out and taken back in; one that could mean others is refused", async () => {
  await house((tx) =>
    tx.execute(sql`update domains set dnssec = true where name in ('one.com', 'two.com')`),
  );
  const { id } = await make();
  const left = async (filter: string, isExcluded = true) =>
    (await excludeRows(ctx, { id, filter, isExcluded })).excluded;
  expect(await left("risk=dnssec")).toBe(2);
  expect(await left("q=one", false)).toBe(1);
  expect(await left("verdict=same")).toBe(1);
  await expect(left("risky=dnssec")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(left("verdict=none")).rejects.toMatchObject({ code: "invalid_input" });
  const stranger = await person("customer", lumen);
  await expect(
    excludeRows(stranger, { id, filter: "q=one", isExcluded: true }),
  ).rejects.toMatchObject({ code: "not_found" });
});

describe("what failed", () => {
  const fail = (name: string, code: string) =>
    house((tx) =>
      tx
        .update(operations)
        .set({ state: "failed", errorCode: code, finishedAt: sql`now()`, nextAttemptAt: null })
        .where(sql`name = ${name}`),
    );

  test("is found by its class of cause, codes that nobody knows among the registrar's refusals", async () => {
    const { id } = await started();
    await fail("one.com", "timeout");
    await fail("two.com", "something_of_their_own");
    await fail("three.com", "not_seen");
    expect(await namesOf(id, { cause: "passing" })).toEqual(["one.com"]);
    expect(await namesOf(id, { cause: "refused" })).toEqual(["two.com"]);
    expect(await namesOf(id, { cause: "needs_review" })).toEqual(["three.com"]);
    expect(await namesOf(id, { cause: "not_allowed" })).toEqual([]);
  });

  test("counts as work for a week, and only for those who see the names", async () => {
    await started();
    await fail("one.com", "timeout");
    await fail("two.com", "timeout");
    await house((tx) =>
      tx.execute(
        sql`update operations set requested_at = now() - interval '8 days' where name = 'two.com'`,
      ),
    );
    expect(await countChangeWork(ctx)).toEqual({ failed: 1, review: 0, approvals: 0 });
    const [own, other] = [await person("customer", acme), await person("customer", lumen)];
    expect(await countChangeWork(own)).toEqual({ failed: 1, review: 0, approvals: null });
    expect(await countChangeWork(other)).toEqual({ failed: 0, review: 0, approvals: null });
  });
});

test("a plan that needs a second person waits for others, not for the one who asked", async () => {
  await make();
  await house((tx) => tx.execute(sql`update plans set needs_approval = true`));
  expect(await countChangeWork(ctx)).toMatchObject({ approvals: 0 });
  expect(await countChangeWork(await person("staff"))).toMatchObject({ approvals: 1 });
});

test("what goes on with a name is its open changes and until when it is unlocked", async () => {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const unlocked = await started({ kind: "lock_update", locked: false, until, purpose: "a move" });
  const own = await person("customer", acme);
  expect(await readChanges(ctx, "ONE.com")).toMatchObject({
    open: [{ kind: "lock_update", name: "one.com", state: "pending" }],
    lease: { until, purpose: "a move", planId: unlocked.id },
  });
  // The plan is the house's: its customer sees the lease without it.
  expect((await readChanges(own, "one.com")).lease).toEqual({
    until,
    purpose: "a move",
    planId: null,
  });
  await expect(readChanges(await person("customer", lumen), "one.com")).rejects.toMatchObject({
    code: "not_found",
  });
});

test("the portfolio tells what of a name is pending, the newest first, until it has ended", async () => {
  const pendingOf = async (by: ServiceContext) =>
    (await listDomains(by, EMPTY_QUERY)).rows.map(({ name, pending }) => [name, pending]);
  const none = NAMES.map((name) => [name, null]);
  const own = await person("customer", acme);
  expect(Object.fromEntries(await pendingOf(own))).toEqual(Object.fromEntries(none));
  await started();
  await started({ kind: "auto_renew_update", enabled: true });
  const both = { id: expect.any(String), kind: "auto_renew_update", count: 2 };
  for (const by of [ctx, own])
    expect(Object.fromEntries(await pendingOf(by))).toEqual({
      "one.com": both,
      "two.com": both,
      "three.com": both,
    });
  await house((tx) =>
    tx.execute(
      sql`update operations set state = 'cancelled', finished_at = now() where name = 'one.com'`,
    ),
  );
  expect(Object.fromEntries(await pendingOf(ctx))).toMatchObject({
    "one.com": null,
    "two.com": both,
  });
});

test("a preview says which names another change is pending for, and changes them even where they are so by now", async () => {
  await started();
  const toOld: PlanChange = {
    kind: "nameserver_update",
    nameservers: ["ns1.old-dns.net", "ns2.old-dns.net"],
  };
  const { id, verdicts, risks } = await make(toOld);
  expect(verdicts).toMatchObject({ change: 3, same: 0 });
  expect(risks).toContainEqual({ risk: "pending_change", names: 3 });
  expect(await namesOf(id, { risk: "pending_change" })).toHaveLength(3);
});

describe("the rows of a plan as a file", () => {
  const textOf = async (by: ServiceContext, id: string, query = EMPTY_PLAN_ROW_QUERY) => {
    const pieces = await exportRows(by, { id }, query);
    let text = "";
    for await (const piece of pieces) text += piece;
    return text;
  };

  test("hold every name with both sides, and only what the filter leaves", async () => {
    const { id } = await make();
    const lines = (await textOf(ctx, id)).split("\r\n").slice(0, -1);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^\uFEFFposition,name,/);
    expect(lines[1]).toContain("one.com");
    expect(lines[1]).toContain("nameservers: ns1.old-dns.net ns2.old-dns.net");
    const some = await textOf(ctx, id, { ...EMPTY_PLAN_ROW_QUERY, q: "two" });
    expect(some.trim().split("\r\n")).toHaveLength(2);
  });

  test("are refused before the first line to those who may not see the plan", async () => {
    const { id } = await make();
    const stranger = await person("customer", lumen);
    await expect(exportRows(stranger, { id }, EMPTY_PLAN_ROW_QUERY)).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await house((tx) => tx.select({ id: domains.id }).from(domains))).toHaveLength(3);
  });
});
