import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant, type Transaction } from "@/db/client";
import { type Cost, costOf } from "@/scripts/bench/explain/cost";
import { type Watched, watchPlans } from "@/scripts/bench/explain/plans";
import * as pages from "../../plans/page/store";
import { readPlanRowQuery } from "../../plans/queries";
import { type TestDatabase, testDatabase } from "../../testing/postgres";
import { seedAccount } from "../../testing/seed";
import * as steering from "../steering/store";
import * as queue from "./store";

/** Where a thing is looked at though it has ended, this many more are. */
const ENDED = 40_000;
const OPEN = 3_000;
const FAILED_LATELY = 20;

let database: TestDatabase;
let watched: Watched;
let accountId = "";
const planId = randomUUID();

beforeAll(async () => {
  database = await testDatabase();
  accountId = await seedAccount(database.db);
  const admin = postgres(database.urls.admin, { max: 1, onnotice: () => undefined });
  await admin.begin((sql) => history(sql));
  await admin`vacuum (analyze) operations, plan_rows, plans`;
  await admin.end();
  watched = await watchPlans(database.urls.admin, database.urls.app);
}, 60_000);

afterAll(async () => {
  await watched?.close();
  await database.drop();
});

/** What a house leaves in some years: many ended, some failed in the last days, and a large plan that runs. */
async function history(sql: postgres.TransactionSql): Promise<void> {
  // Triggers and keys to other tables are not what is asked about, and a third of a million times cost minutes.
  await sql`set local session_replication_role = replica`;
  await sql`
    insert into plans (id, kind, change, selection, names, hash, intent_key, request_hash, gates, requested_by_kind,
      requested_by_id, requested_by_name, request_id, expires_at, state, applied_at, needs_approval)
    values (${planId}, 'nameserver_update', '{}', '{}', ${ENDED + OPEN}, 'h', 'k', 'r', '[]', 'job', 'x', 'x', 'x',
      now() + interval '1 day', 'applying', now(), false)`;
  await sql`
    insert into plan_rows (plan_id, position, account_id, name, before, after, verdict, risks, fingerprint)
    select ${planId}, n, ${accountId}, 'name' || n || '.com', '{}', '{}', 'change', '{}', 'f'
    from generate_series(1, ${OPEN}::int) as n`;
  await sql`
    insert into operations (account_id, name, kind, is_paid, plan_id, plan_position, params, max_sends, requested_by_kind,
      requested_by_id, requested_by_name, request_id, requested_at, state, finished_at, next_attempt_at)
    select ${accountId}, 'name' || n || '.com', 'nameserver_update', false,
      case when is_open then ${planId}::uuid else gen_random_uuid() end, n, '{}', 3, 'job', 'x', 'x', 'x',
      now() - make_interval(mins => n * 12),
      case when is_open then 'pending' when n % 50 = 0 then 'failed' else 'completed' end,
      case when not is_open then now() end, case when is_open then now() end
    from generate_series(1, ${ENDED + OPEN}::int) as n cross join lateral (select n <= ${OPEN}::int as is_open) as each`;
  await sql`
    update operations set state = 'failed', finished_at = now(), next_attempt_at = null
    where plan_id = ${planId} and plan_position <= ${FAILED_LATELY}`;
}

/** What one look costs, whatever was looked at before. */
async function costOfLook(look: (tx: Transaction) => Promise<unknown>): Promise<Cost> {
  watched.take();
  await inTenant(watched.db, "*", look);
  return costOf(watched.take());
}

test("whether changes are stranded is told from the open ones that are late, not from all that ever were", async () => {
  const cost = await costOfLook((tx) => queue.stranded(tx, 900));
  expect(cost.scanned).toEqual([]);
  expect(cost.looked).toBeLessThan(10);
});

test("how many are due is counted to a thousand, however long the queue is", async () => {
  let due = 0;
  const cost = await costOfLook(async (tx) => {
    due = await queue.countDue(tx);
  });
  expect(due).toBe(1_000);
  expect(cost.scanned).toEqual([]);
  expect(cost.looked).toBeLessThanOrEqual(1_000);
});

test("a worker finds what to do next without reading the queue", async () => {
  const cost = await costOfLook((tx) => queue.claim(tx, 12));
  expect(cost.scanned).toEqual([]);
  expect(cost.sorted).toBeLessThan(100);
  expect(cost.looked).toBeLessThan(500);
});

test("what follows from the end of a change is found without counting its plan", async () => {
  const cost = await costOfLook((tx) => steering.hasOpen(tx, planId, randomUUID()));
  expect(cost.scanned).toEqual([]);
  expect(cost.looked).toBeLessThan(10);
});

test("the badge of failed changes looks at those of the last days alone", async () => {
  const cost = await costOfLook((tx) => pages.countWork(tx, 7));
  expect(cost.scanned).toEqual([]);
  expect(cost.looked).toBeLessThan(FAILED_LATELY * 10);
});

test("the first names of a large plan are read without the others", async () => {
  const query = readPlanRowQuery(new URLSearchParams()).query;
  const cost = await costOfLook((tx) => pages.rows(tx, planId, query, null));
  expect(cost.scanned).toEqual([]);
  expect(cost.sorted).toBe(0);
  expect(cost.looked).toBeLessThan(query.limit * 6);
});
