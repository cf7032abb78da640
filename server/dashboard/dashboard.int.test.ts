import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { listDomains } from "../portfolio/list-domains";
import { EMPTY_QUERY } from "../portfolio/query";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { countTransfersWaiting } from "./count-transfers";
import { lastGood } from "./last-good";
import { readSpend } from "./read-spend";
import { readSyncHealth } from "./read-sync-health";
import { readWork } from "./read-work";
import { WORK_FILTERS } from "./schemas";

let database: TestDatabase;
let acme: string;
let account: string;
let staff: ServiceContext;
let customer: ServiceContext;

const run = (query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute(query));

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = ""] = await seedPartners(database.db, "acme", "lumen");
  account = await seedAccount(database.db, { name: "Main" });
  staff = contextFor(database.db, { role: "staff" });
  customer = contextFor(database.db, { role: "customer", partnerId: acme });
  await seedDomains(database.db, account, [
    { name: "moved.com", partnerId: acme, flags: DOMAIN_FLAGS.nameservers_changed },
    { name: "gone.com", flags: DOMAIN_FLAGS.missing | DOMAIN_FLAGS.unlocked_elsewhere },
    { name: "wished.com", flags: DOMAIN_FLAGS.auto_renew_mismatch },
    { name: "tired.com", flags: DOMAIN_FLAGS.unread },
    { name: "due.com", partnerId: acme, renewBy: "2026-01-30", autoRenew: "off" },
    {
      name: "dear.com",
      partnerId: acme,
      renewBy: "2026-01-31",
      autoRenew: "on",
      autoRenewWish: false,
      flags: DOMAIN_FLAGS.above_ceiling,
    },
    { name: "dear-later.com", renewBy: "2027-06-30", flags: DOMAIN_FLAGS.above_ceiling },
    { name: "later.com", partnerId: acme, renewBy: "2026-04-30", autoRenew: "on" },
  ]);
});
afterAll(() => database.drop());

async function transfer(of: { partnerId?: string; evidence?: object; isDraft?: boolean }) {
  const id = randomUUID();
  const partnerId = of.partnerId ?? null;
  await run(sql`insert into plans (id, partner_id, kind, intent_key, request_hash, change, selection, names, hash,
      requested_by_kind, requested_by_id, requested_by_name, request_id, expires_at, state, applied_at)
    values (${id}, ${partnerId}, 'transfer_in', ${id}, ${id}, '{}', '{}', 1, ${id}, 'user', 'x', 'x', 'x', now(),
      ${of.isDraft ? "ready" : "applying"}, ${of.isDraft ? null : sql`now()`})`);
  if (of.isDraft) return;
  await run(sql`insert into operations (id, partner_id, account_id, plan_id, plan_position, name, kind, is_paid, params,
      state, max_sends, next_attempt_at, requested_by_kind, requested_by_id, requested_by_name, request_id, evidence)
    values (${randomUUID()}, ${partnerId}, ${account}, ${id}, 0, ${`${id}.com`}, 'transfer_in', true, '{}',
      'submitted', 1, now(), 'user', 'x', 'x', 'x', ${JSON.stringify(of.evidence ?? {})})`);
}

test("each count is of the caller's own names, and incidents are what changed not through us", async () => {
  const { counts } = await readWork(staff, { partner: null });
  expect(counts).toMatchObject({ incidents: 2, differs: 1, unread: 1, actBy: 1, ceilingHit: 1 });
  const own = await readWork(customer, { partner: null });
  expect(own.counts).toMatchObject({
    incidents: 1,
    differs: 0,
    actBy: 1,
    ceilingHit: 1,
    unassigned: null,
  });
});

test("what is counted above its ceiling is the list that its tile leads to, and found by its own index", async () => {
  const query = { ...EMPTY_QUERY, ...(structuredClone(WORK_FILTERS.ceilingHit) as object) };
  const { rows } = await listDomains(staff, query);
  expect(rows.map(({ name }) => name)).toEqual(["dear.com"]);
  const [index] = await run(
    sql`select indexdef as made from pg_indexes where indexname = 'domains_above_ceiling'`,
  );
  expect(index?.made).toContain(`((flags & ${DOMAIN_FLAGS.above_ceiling}) <> 0)`);
  const plan = await inTenant(database.db, "*", async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.execute(sql`explain select 1 from domains d
      where d.renew_sort <= '2026-02-14'::date and d.flags & 256 <> 0 limit 10`);
  });
  expect(JSON.stringify(plan)).toContain("domains_above_ceiling");
});

test("transfers that wait for us are those nobody else moves on", async () => {
  await transfer({ isDraft: true });
  await transfer({ partnerId: acme, evidence: { transfer: "action_needed" } });
  await transfer({ evidence: { transfer: "under_way" } });
  expect(await countTransfersWaiting(staff, { partner: null })).toBe(2);
  expect(await countTransfersWaiting(staff, { partner: acme })).toBe(1);
  expect(await countTransfersWaiting(customer, { partner: null })).toBe(1);
});

test("the health of an account tells its last whole reading and what the newest could not read", async () => {
  const insert = (state: string, at: string, errors: number) =>
    run(sql`insert into sync_runs (account_id, trigger, state, actor_kind, actor_id, actor_name, request_id, started_at,
      finished_at, errors) values (${account}, 'cron', ${state}, 'job', 'x', 'x', 'x', ${at}, ${at}, ${errors})`);
  await insert("completed", "2026-01-14T02:00:00Z", 0);
  await insert("partial", "2026-01-15T02:00:00Z", 3);
  const { accounts, schedules } = await readSyncHealth(staff);
  expect(accounts).toEqual([
    expect.objectContaining({
      accountId: account,
      lastGoodAt: "2026-01-14T02:00:00.000Z",
      errors: 3,
      lastRunState: "partial",
    }),
  ]);
  expect(schedules.map(({ schedule }) => schedule)).toEqual([
    "status_sync",
    "full_sync",
    "price_sync",
  ]);
  await expect(readSyncHealth(customer)).rejects.toMatchObject({ code: "forbidden" });
});

test("the spend is what renewals cost by month, and how prices moved since the month began", async () => {
  const price = (minor: number, from: string) =>
    run(sql`insert into prices (account_id, tld, action, years, currency, price_minor, source, valid_from, told_at)
      values (${account}, 'com', 'renew', 1, 'EUR', ${minor}, 'registrar', ${from}, ${from})`);
  await price(1_000, "2025-06-01T00:00:00Z");
  await price(1_150, "2026-01-10T00:00:00Z");
  const spend = await readSpend(staff);
  expect(spend.months.slice(0, 4)).toEqual([
    { month: "2026-01", sums: [{ currency: "EUR", minor: 1_150 }] },
    { month: "2026-02", sums: [] },
    { month: "2026-03", sums: [] },
    { month: "2026-04", sums: [{ currency: "EUR", minor: 1_150 }] },
  ]);
  expect(spend.totals.map(({ days, sums }) => [days, sums[0]?.minor])).toEqual([
    [30, 1_150],
    [90, 1_150],
    [365, 2_300],
  ]);
  expect(spend.moves).toEqual({ since: "2026-01-01", up: 1, down: 0, newAlerts: 0 });
  await expect(readSpend(customer)).rejects.toMatchObject({ code: "forbidden" });
});

test("while a count fails its caller sees the last one and its age; nobody else sees it, and nothing else fails", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const fail = () => Promise.reject(new Error("the database is away"));
  expect(await lastGood(staff, "tile", fail)).toBeNull();
  await lastGood(staff, "tile", () => Promise.resolve(7));
  expect(await lastGood(staff, "tile", fail)).toEqual({
    value: 7,
    at: "2026-01-15T09:00:00.000Z",
    isStale: true,
  });
  const another = contextFor(database.db, { role: "staff" });
  expect(await lastGood(another, "tile", fail)).toBeNull();
  expect(await lastGood(staff, "another tile", fail)).toBeNull();
});
