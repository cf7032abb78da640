import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { Role } from "../auth/roles";
import type { ServiceContext } from "../kernel/context";
import { applyPlan } from "../plans/apply-plan";
import { approvePlan } from "../plans/approve-plan";
import { countChangeWork } from "../plans/count-work";
import { makePlan } from "../plans/make-plan";
import { readPlan } from "../plans/read-plan";
import type { PlanChange } from "../plans/schemas";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedPartners, seedUser } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";
import { listApprovalRules } from "./list-rules";
import { orderApprovalRules, removeApprovalRule, saveApprovalRule } from "./save-rule";
import type { SaveApprovalRuleInput } from "./schemas";

let database: TestDatabase;
let simulator: RunningSimulator;
let acme = "";
let lumen = "";
let ids: string[] = [];
let admin: ServiceContext;
let staff: ServiceContext;
let anna: ServiceContext;
let luca: ServiceContext;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

async function person(role: Role, partnerId?: string): Promise<ServiceContext> {
  const own = partnerId ? { partnerId } : {};
  const email = `${randomUUID()}@test.example`;
  const userId = await seedUser(database.db, { email, role, ...own });
  const overrides = { registrars: simulatedRegistrars(simulator.url), now: () => new Date() };
  return proven(database.db, contextFor(database.db, { role, userId, ...own }, overrides));
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const account = await seedAccount(database.db, {
    credential: openCredential("sim-pat-northwind-main"),
    mode: "full",
    paidCallsAt: new Date().toISOString(),
  });
  ids = await seedDomains(
    database.db,
    account,
    ["one.com", "two.com", "three.com"].map((name, index) => ({
      name,
      partnerId: acme,
      lifecycle: "active",
      lockState: "locked",
      autoRenew: "off",
      tags: index === 0 ? ["brand"] : [],
      isCritical: index === 1,
    })),
  );
  [admin, staff] = [await person("admin"), await person("staff")];
  [anna, luca] = [await person("customer", acme), await person("customer", lumen)];
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(() =>
  house(async (tx) => {
    for (const table of ["operations", "plan_rows", "plans", "approval_rules"])
      await tx.execute(sql.raw(`delete from ${table}`));
  }),
);

const TURN_ON: PlanChange = { kind: "auto_renew_update", enabled: true };
const planned = (ctx: ServiceContext, names: readonly number[] = [0], change = TURN_ON) =>
  makePlan(ctx, {
    key: `test-${randomUUID()}`,
    selection: { ids: names.map((index) => ids[index] ?? "") },
    change,
  });
const ruled = (rule: Partial<SaveApprovalRuleInput> = {}) =>
  saveApprovalRule(admin, { name: "Rule", approver: "house", ...rule });

describe("rules", () => {
  test("are added behind all others, changed, ordered and taken away, each written down", async () => {
    await ruled({ name: "First", fromSum: { amount: "100", currency: "eur" } });
    const [first, second] = await ruled({ name: "Second", tags: ["brand"], partnerId: acme });
    if (!first || !second) throw new Error("two rules were saved");
    expect(first).toMatchObject({ fromSum: { minor: 10_000, currency: "EUR" }, isActive: true });
    expect(second).toMatchObject({ partner: { id: acme, name: "acme" }, tags: ["brand"] });
    const ordered = await orderApprovalRules(admin, { ids: [second.id, first.id] });
    expect(ordered.map(({ name }) => name)).toEqual(["Second", "First"]);
    await ruled({ id: first.id, name: "First", approver: "admin" });
    const left = await removeApprovalRule(admin, { id: second.id });
    expect(left).toMatchObject([{ name: "First", approver: "admin", fromSum: null }]);
    expect((await auditTrail(admin, "First")).map(({ action }) => action)).toEqual([
      "approval.rule_saved",
      "approval.rule_saved",
    ]);
    const [gone] = (await auditTrail(admin, "Second")).slice(-1);
    expect(gone).toMatchObject({
      action: "approval.rule_removed",
      before: { rule: expect.stringContaining("for acme") },
    });
  });

  test("refuse what makes no sense, field by field", async () => {
    const sum = { amount: "1,5", currency: "EUR" };
    await expect(ruled({ fromSum: sum })).rejects.toMatchObject({
      fields: { "fromSum.amount": [{ code: "format" }] },
    });
    await expect(ruled({ fromSum: { amount: "1", currency: "XX" } })).rejects.toMatchObject({
      fields: { "fromSum.currency": [{ code: "currency" }] },
    });
    await expect(ruled({ partnerId: randomUUID() })).rejects.toMatchObject({
      fields: { partnerId: [{ code: "unknown" }] },
    });
    await expect(ruled({ id: randomUUID() })).rejects.toMatchObject({ code: "not_found" });
    await expect(removeApprovalRule(admin, { id: randomUUID() })).rejects.toMatchObject({
      code: "not_found",
    });
    await ruled();
    await expect(orderApprovalRules(admin, { ids: [] })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("are an administrator's, who has just shown who they are", async () => {
    const [rule] = await ruled();
    const unproven = contextFor(database.db, { role: "admin" });
    const attempts = [
      (ctx: ServiceContext) => saveApprovalRule(ctx, { name: "X", approver: "nobody" }),
      (ctx: ServiceContext) => removeApprovalRule(ctx, { id: rule?.id ?? "" }),
      (ctx: ServiceContext) => orderApprovalRules(ctx, { ids: [rule?.id ?? ""] }),
    ];
    for (const attempt of attempts) {
      for (const ctx of [staff, anna])
        await expect(attempt(ctx)).rejects.toMatchObject({ permission: "approval.manage" });
      await expect(attempt(unproven)).rejects.toMatchObject({
        fields: { session: [{ code: "step_up_required" }] },
      });
    }
    await expect(listApprovalRules(staff)).rejects.toMatchObject({ code: "forbidden" });
    expect(await listApprovalRules(admin)).toHaveLength(1);
  });
});

describe("a plan", () => {
  test("keeps the rule that held it back as it stood, whatever becomes of the rule", async () => {
    const [rule] = await ruled({ changes: ["auto_renew_update"], approver: "admin" });
    const plan = await planned(staff);
    expect(plan.approval).toMatchObject({
      isNeeded: true,
      rule: { id: rule?.id, name: "Rule", approver: "admin" },
    });
    await removeApprovalRule(admin, { id: rule?.id ?? "" });
    expect(await readPlan(staff, { id: plan.id })).toMatchObject({ approval: plan.approval });
    expect((await planned(staff)).approval).toMatchObject({ isNeeded: false, rule: null });
  });

  test("is weighed by its names: number, tags, critical ones, and whose they are", async () => {
    await ruled({ fromNames: 3 });
    expect((await planned(staff, [0, 1])).approval.isNeeded).toBe(false);
    expect((await planned(staff, [0, 1, 2])).approval.isNeeded).toBe(true);
    const [rule] = await listApprovalRules(admin);
    await ruled({ id: rule?.id, tags: ["brand"], partnerId: acme });
    expect((await planned(staff, [1])).approval.isNeeded).toBe(false);
    expect((await planned(staff, [0])).approval.isNeeded).toBe(true);
    await ruled({ id: rule?.id, onlyCritical: true, partnerId: lumen });
    expect((await planned(staff, [1])).approval.isNeeded).toBe(false);
    await ruled({ id: rule?.id, onlyCritical: true });
    expect((await planned(staff, [1])).approval.isNeeded).toBe(true);
    expect((await planned(staff, [2])).approval.isNeeded).toBe(false);
  });

  test("that waits stands for a day, others for half an hour", async () => {
    const minutes = ({ createdAt, expiresAt }: { createdAt: string; expiresAt: string }) =>
      Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 60_000);
    expect(minutes(await planned(staff))).toBe(30);
    await ruled();
    const plan = await planned(staff);
    expect(minutes(plan)).toBe(24 * 60);
    await house((tx) => tx.execute(sql`update plans set expires_at = now()`));
    await expect(
      approvePlan(admin, { id: plan.id, hash: plan.hash, isGranted: true }),
    ).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("is decided by whom its rule names, never by who asked; the tile of each counts just those", async () => {
    await ruled({ changes: ["auto_renew_update"], approver: "admin" });
    const plan = await planned(staff);
    const grant = { id: plan.id, hash: plan.hash, isGranted: true };
    const other = await person("staff");
    const told = async (ctx: ServiceContext) => (await countChangeWork(ctx)).approvals;
    expect([await told(staff), await told(other), await told(admin)]).toEqual([0, 0, 1]);
    for (const ctx of [staff, other])
      await expect(approvePlan(ctx, grant)).rejects.toMatchObject({ code: "forbidden" });
    expect((await readPlan(admin, { id: plan.id })).approval.canDecide).toBe(true);
    expect((await readPlan(other, { id: plan.id })).approval.canDecide).toBe(false);
    await approvePlan(admin, grant);
    await applyPlan(staff, { id: plan.id, hash: plan.hash });
    expect(await told(admin)).toBe(0);
  });

  test("of a partner can be decided by another person of it, and by no other partner", async () => {
    await ruled({ requester: "customers", approver: "peer" });
    const plan = await planned(anna);
    const grant = { id: plan.id, hash: plan.hash, isGranted: true };
    const peer = await person("customer", acme);
    const told = async (ctx: ServiceContext) => (await countChangeWork(ctx)).approvals;
    expect([await told(anna), await told(peer), await told(luca)]).toEqual([null, 1, null]);
    await expect(approvePlan(anna, grant)).rejects.toMatchObject({ code: "forbidden" });
    await expect(approvePlan(luca, grant)).rejects.toMatchObject({ code: "not_found" });
    await expect(approvePlan(staff, grant)).rejects.toMatchObject({ code: "forbidden" });
    expect((await approvePlan(peer, grant)).approval.approvedBy).toMatchObject({
      id: peer.actor.id,
    });
  });

  test("made through a key is not decided by the person whose key it is", async () => {
    await ruled();
    const keyId = randomUUID();
    await house((tx) =>
      tx.execute(sql`insert into api_keys (id, user_id, name, token_hash, hint, scope, expires_at)
        values (${keyId}::uuid, ${admin.actor.id}::uuid, 'k', ${keyId}, 'k', 'pay', now() + interval '1 day')`),
    );
    const actor = { kind: "key", id: keyId, name: "k", role: "admin", scope: "pay" } as const;
    const plan = await planned({ ...admin, actor });
    expect((await countChangeWork(admin)).approvals).toBe(0);
    expect((await readPlan(admin, { id: plan.id })).approval.canDecide).toBe(false);
    await expect(
      approvePlan(admin, { id: plan.id, hash: plan.hash, isGranted: true }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect((await countChangeWork(await person("admin"))).approvals).toBe(1);
  });

  test("is refused with a reason, which whoever asked reads", async () => {
    await ruled({ requester: "customers" });
    const plan = await planned(anna);
    const refusal = { id: plan.id, hash: plan.hash, isGranted: false };
    await expect(approvePlan(staff, refusal)).rejects.toMatchObject({
      fields: { reason: [{ code: "required" }] },
    });
    await approvePlan(staff, { ...refusal, reason: "Not before the audit." });
    expect(await readPlan(anna, { id: plan.id })).toMatchObject({
      state: "cancelled",
      approval: { refusedBy: { name: staff.actor.name }, comment: "Not before the audit." },
    });
    const lines = await auditTrail(staff, "auto_renew_update");
    expect(lines.at(-1)).toMatchObject({
      action: "plan.refused",
      reason: "Not before the audit.",
    });
    await expect(applyPlan(anna, { id: plan.id, hash: plan.hash })).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  test("whose names changed while it waited leaves them out when it starts", async () => {
    await ruled();
    const plan = await planned(staff, [0, 1]);
    await approvePlan(admin, { id: plan.id, hash: plan.hash, isGranted: true });
    await house((tx) =>
      tx.execute(sql`update domains set auto_renew = 'unknown' where name = 'one.com'`),
    );
    const started = await applyPlan(staff, { id: plan.id, hash: plan.hash });
    await house((tx) =>
      tx.execute(sql`update domains set auto_renew = 'off' where name = 'one.com'`),
    );
    expect(started.verdicts).toMatchObject({ change: 1, skipped: 1 });
  });
});
