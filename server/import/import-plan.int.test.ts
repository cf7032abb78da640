import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { saveApprovalRule } from "../approvals/save-rule";
import type { ServiceContext } from "../kernel/context";
import { applyPlan } from "../plans/apply-plan";
import { approvePlan } from "../plans/approve-plan";
import { retryPlan, undoPlan } from "../plans/follow-up-plan";
import { listPlans, runningPlans } from "../plans/list-plans";
import { planAgain } from "../plans/plan-again";
import { planRows } from "../plans/plan-rows";
import { EMPTY_PLAN_QUERY, EMPTY_PLAN_ROW_QUERY, type PlanRowQuery } from "../plans/queries";
import { readPlan } from "../plans/read-plan";
import type { PlanDto } from "../plans/schemas";
import { cancelPlan, pausePlan, resumePlan } from "../plans/steer";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { importRegistrars } from "../testing/imports";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { checkImport } from "./check-import";
import { readImport } from "./read-import";
import { runImport } from "./run-import";
import { startImport } from "./start-import";

let database: TestDatabase;
let ctx: ServiceContext;
let account: string;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  ctx = contextFor(database.db, { role: "staff" }, { registrars: importRegistrars() });
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await seedAccount(database.db, {
    registrar: "manual",
    registrarLabel: "Old Names",
    credential: "",
  });
});

const fresh = () => `planned-${++count}.com`;
const rows = (query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute(query)).then((found) => [...found]);
const domain = async (name: string) =>
  (await rows(sql`select * from domains where name = ${name}`))[0];
const touch = (name: string) =>
  rows(sql`update domains set notes = 'by hand', version = version + 1 where name = ${name}`);

/** A file that was taken in and checked: its preview. */
async function preview(text: string): Promise<PlanDto> {
  const upload = {
    mediaType: "text/csv",
    read: async () => new TextEncoder().encode(text),
  };
  const { importId } = await startImport(ctx, { accountId: account, fileName: "a.csv" }, upload);
  const { guess } = await readImport(ctx, { importId });
  await checkImport(ctx, { importId, mapping: guess, dateFormat: "iso" });
  expect(await runImport(ctx, { importId, budgetMs: 60_000 })).toBe("done");
  const { planId } = await readImport(ctx, { importId });
  return readPlan(ctx, { id: planId ?? "" });
}

const importIdOf = ({ change }: PlanDto) => String(change.importId);
const again = ({ id }: PlanDto) => readPlan(ctx, { id });
const start = ({ id, hash, expected }: PlanDto, by = ctx) =>
  applyPlan(by, { id, hash, ...(expected ? { typed: expected } : {}) });
const work = (plan: PlanDto) => runImport(ctx, { importId: importIdOf(plan), budgetMs: 60_000 });

async function done(plan: PlanDto): Promise<PlanDto> {
  await start(plan);
  expect(await work(plan)).toBe("done");
  return again(plan);
}

const namesOf = async ({ id }: PlanDto, query: Partial<PlanRowQuery> = {}) =>
  (await planRows(ctx, { id }, { ...EMPTY_PLAN_ROW_QUERY, ...query })).rows;

test("a checked file is a preview with its digest, a verdict and a reason for each row; started it is in the list and the tray", async () => {
  const [added, known] = [fresh(), fresh()];
  await seedDomains(database.db, account, [{ name: known, tags: ["old"] }]);
  const plan = await preview(`domain,tags\n${added},new\n${known},new\nnot a name,\n${added},\n`);
  expect(plan).toMatchObject({
    kind: "import",
    state: "ready",
    names: 4,
    requestedBy: { id: ctx.actor.id },
    change: { file: "a.csv", digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    verdicts: { change: 2, same: 0, skipped: 0, impossible: 2 },
  });
  expect(await namesOf(plan)).toMatchObject([
    { position: 2, name: added, verdict: "change", operation: null },
    { position: 3, name: known, before: { tags: ["old"] }, after: { tags: ["new"] } },
    { position: 4, verdict: "impossible", rule: "bad_char" },
    { position: 5, verdict: "impossible", rule: "duplicate" },
  ]);
  const listed = async () => (await listPlans(ctx, EMPTY_PLAN_QUERY)).rows.map(({ id }) => id);
  expect(await listed()).not.toContain(plan.id);
  await start(plan);
  expect(await listed()).toContain(plan.id);
  expect((await runningPlans(ctx)).map(({ id }) => id)).toContain(plan.id);
  await work(plan);
  expect(await again(plan)).toMatchObject({
    state: "done",
    progress: { completed: 2 },
    canUndo: true,
  });
  expect((await auditTrail(ctx, added)).map(({ runId }) => runId)).toEqual([plan.id]);
  const told = await rows(
    sql`select action from audit_entries where run_id = ${plan.id} and object_kind = 'plan' order by id`,
  );
  expect(told.map(({ action }) => action)).toEqual(["plan.applied", "plan.finished"]);
});

test("what touches much of an account is typed, and another hash starts nothing", async () => {
  const plan = await preview(`domain\n${Array.from({ length: 6 }, fresh).join("\n")}`);
  expect(plan).toMatchObject({ gates: [{ gate: "share" }], expected: "6" });
  await expect(applyPlan(ctx, { id: plan.id, hash: plan.hash })).rejects.toMatchObject({
    fields: { typed: [{ code: "mismatch" }] },
  });
  await expect(start({ ...plan, hash: "another" })).rejects.toMatchObject({
    code: "precondition_failed",
  });
  expect(await work(plan)).toBe("busy");
  expect((await done(plan)).progress).toEqual({ completed: 6 });
});

test("a rule about files holds one back until somebody else agrees to exactly these rows", async () => {
  const admin = await proven(database.db, contextFor(database.db, { role: "admin" }));
  const own = await proven(database.db, ctx);
  await saveApprovalRule(admin, { name: "Files", changes: ["import"], approver: "house" });
  try {
    const plan = await preview(`domain\n${fresh()}`);
    expect(plan.approval).toMatchObject({ isNeeded: true, canDecide: false });
    await expect(start(plan)).rejects.toMatchObject({
      fields: { approval: [{ code: "approval_required" }] },
    });
    await expect(
      approvePlan(own, { id: plan.id, hash: plan.hash, isGranted: true }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      approvePlan(admin, { id: plan.id, hash: "x", isGranted: true }),
    ).rejects.toMatchObject({ code: "precondition_failed" });
    await approvePlan(admin, { id: plan.id, hash: plan.hash, isGranted: true });
    expect((await done(plan)).progress).toEqual({ completed: 1 });
  } finally {
    await rows(sql`delete from approval_rules where name = 'Files'`);
  }
});

test("what changed since the preview is not brought in, and can be looked at and tried once more", async () => {
  const [edited, arrived, left, same] = [fresh(), fresh(), fresh(), fresh()];
  const [leaving = ""] = await seedPartners(database.db, `Leaving ${count}`);
  await seedDomains(database.db, account, [{ name: edited, tags: ["old"] }]);
  const plan = await preview(
    `domain,tags,partner\n${edited},new,\n${arrived},new,\n${left},,${leaving}\n${same},,`,
  );
  await touch(edited);
  await seedDomains(database.db, account, [{ name: arrived, tags: ["theirs"] }]);
  await rows(sql`update partners set archived_at = now() where id = ${leaving}`);
  const ended = await done(plan);
  expect(ended).toMatchObject({
    progress: { completed: 1, failed: 3 },
    causes: { changed_meanwhile: 3 },
  });
  expect(await domain(edited)).toMatchObject({ tags: ["old"], notes: "by hand" });
  expect(await domain(arrived)).toMatchObject({ tags: ["theirs"] });
  expect(await domain(left)).toBeUndefined();
  expect(await namesOf(plan, { cause: "changed_meanwhile" })).toMatchObject([
    { name: edited, operation: { state: "failed", cause: "changed_meanwhile" } },
    { name: arrived },
    { name: left },
  ]);
  const key = randomUUID();
  const retry = () => retryPlan(ctx, { id: plan.id, key, causes: ["changed_meanwhile"] });
  const second = await retry();
  expect((await retry()).id).toBe(second.id);
  expect(second).toMatchObject({ retryOf: plan.id, verdicts: { change: 2, impossible: 1 } });
  await done(second);
  expect(await domain(edited)).toMatchObject({ tags: ["new"], notes: "by hand" });
  expect(await domain(arrived)).toMatchObject({ tags: ["new"] });
});

test("a paused file stands still until it goes on, and what is cancelled never comes", async () => {
  const [first, second] = [
    await preview(`domain\n${fresh()}`),
    await preview(`domain\n${fresh()}`),
  ];
  await start(first);
  expect(await pausePlan(ctx, { id: first.id })).toMatchObject({ state: "paused" });
  expect(await work(first)).toBe("busy");
  expect((await again(first)).progress).toEqual({ pending: 1 });
  expect(await resumePlan(ctx, { id: first.id })).toMatchObject({ state: "applying" });
  expect(await work(first)).toBe("done");
  expect((await again(first)).progress).toEqual({ completed: 1 });

  await start(second);
  await cancelPlan(ctx, { id: second.id });
  expect(await work(second)).toBe("busy");
  expect(await again(second)).toMatchObject({ state: "done", progress: { cancelled: 1 } });
  const [row] = await namesOf(second);
  expect(row).toMatchObject({ operation: { state: "cancelled" } });
  expect(await domain(row?.name ?? "")).toBeUndefined();
});

test("the way back takes away what nobody touched since, puts back what changed, and leaves the rest", async () => {
  const [plain, touched, ordered, changed, assigned] = [
    fresh(),
    fresh(),
    fresh(),
    fresh(),
    fresh(),
  ];
  const [partner = ""] = await seedPartners(database.db, `Owner ${count}`);
  await seedDomains(database.db, account, [
    { name: changed, tags: ["old"], notes: "ours", expiresAt: "2028-01-01T00:00:00Z" },
    { name: assigned },
  ]);
  const before = await domain(changed);
  const plan = await preview(
    `domain,tags,expires,partner\n${plain},x,,\n${touched},x,,\n${ordered},x,,\n${changed},new,2029-02-03,\n${assigned},,,${partner}\n`,
  );
  await done(plan);
  await touch(touched);
  await rows(sql`insert into domain_observations (domain_id, observed, changed_at)
    select id, '{}', now() from domains where name = ${ordered}`);
  const key = randomUUID();
  const back = await undoPlan(ctx, { id: plan.id, key });
  expect((await undoPlan(ctx, { id: plan.id, key })).id).toBe(back.id);
  expect(back).toMatchObject({
    kind: "import",
    undoOf: plan.id,
    canUndo: false,
    verdicts: { change: 3, skipped: 2 },
  });
  expect(await domain(plain)).toBeDefined();
  expect(await done(back)).toMatchObject({ progress: { completed: 3 } });
  expect(await domain(plain)).toBeUndefined();
  expect(await domain(touched)).toMatchObject({ notes: "by hand" });
  expect(await domain(ordered)).toBeDefined();
  expect(await domain(changed)).toMatchObject({
    tags: ["old"],
    notes: "ours",
    expires_at: before?.expires_at,
    renew_by: before?.renew_by,
    lifecycle: before?.lifecycle,
  });
  expect(await domain(assigned)).toMatchObject({ partner_id: null });
  expect((await auditTrail(ctx, plain)).map(({ action }) => action)).toContain("domain.removed");
  const [facets] = await rows(
    sql`select sum(names)::int as names from domain_facets where account_id = ${account}
      and partner_id = '00000000-0000-0000-0000-000000000000'`,
  );
  expect(facets).toEqual({ names: 4 });
});

test("a name that is touched after the way back was planned stays", async () => {
  const name = fresh();
  const plan = await preview(`domain\n${name}`);
  await done(plan);
  const back = await undoPlan(ctx, { id: plan.id, key: randomUUID() });
  await touch(name);
  expect(await done(back)).toMatchObject({ progress: { failed: 1 } });
  expect(await domain(name)).toMatchObject({ notes: "by hand" });
});

test("a preview that is too old starts nothing, and is made anew from the same file", async () => {
  const name = fresh();
  const plan = await preview(`domain\n${name}`);
  await rows(sql`update plans set expires_at = now() - interval '1 second' where id = ${plan.id}`);
  await expect(start(plan)).rejects.toMatchObject({ code: "precondition_failed" });
  const anew = await planAgain(ctx, { id: plan.id, key: randomUUID() });
  expect(anew.id).not.toBe(plan.id);
  expect(await again(plan)).toMatchObject({ state: "cancelled" });
  expect((await done(anew)).progress).toEqual({ completed: 1 });
  expect(await domain(name)).toBeDefined();
});
