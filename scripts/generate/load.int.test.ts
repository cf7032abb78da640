import postgres from "postgres";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { wrongCounts } from "./counts";
import { loadPortfolio } from "./load";

const ORDER = { names: 3_000, seed: 7, todayOn: "2026-01-15" };

let testing: TestDatabase;
let admin: postgres.Sql;
let adminUrl: string;

beforeEach(async () => {
  testing = await testDatabase();
  const url = new URL(inject("testServer").adminUrl);
  url.pathname = new URL(testing.urls.app).pathname;
  adminUrl = url.href;
  admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
});

afterEach(async () => {
  await admin.end();
  await testing.drop();
});

const load = (order: Partial<typeof ORDER> = {}) => loadPortfolio({ ...ORDER, ...order, adminUrl });

const digest = async () => {
  const [row] = await admin<[{ digest: string }]>`
    select md5(string_agg(d::text || s::text, '' order by d.id)) as digest
    from (select id, name, partner_id, flags, tags, lock_state, renew_by, facet_key from domains) as d
    join domain_sync s on s.domain_id = d.id`;
  return row.digest;
};

test("counts made in one go are those the triggers would have kept", async () => {
  await load();
  expect(await wrongCounts(admin)).toBe(0);

  await admin`update domains set flags = flags # 1, tags = array_append(tags, 'late'), renew_by = renew_by + 1,
    partner_id = (select id from partners order by name limit 1) where name < 'f'`;
  expect(await wrongCounts(admin)).toBe(0);

  await admin`delete from domains`;
  const [left] = await admin<[{ names: number }]>`
    select (select coalesce(sum(abs(names)), 0) from domain_facets)::int
      + (select coalesce(sum(abs(names)), 0) from domain_tag_counts)::int
      + (select coalesce(sum(abs(names)), 0) from domain_renewals)::int as names`;
  expect(left.names).toBe(0);
});

test("a count that is off by one is found", async () => {
  await load({ names: 100 });
  await admin`update domain_tag_counts set names = names + 1
    where partner_id = '00000000-0000-0000-0000-000000000000' and tag = ''`;
  expect(await wrongCounts(admin)).toBe(2);
});

test("the same seed and day make the same portfolio, with every index in its place", async () => {
  const indexes = async () =>
    (await admin`select indexdef from pg_indexes where schemaname = 'public' order by 1`).map(
      ({ indexdef }) => indexdef,
    );
  const before = await indexes();
  await load();
  const first = await digest();
  expect(await indexes()).toEqual(before);

  await admin`truncate domains, domain_sync, partners, registrar_accounts, domain_facets, domain_tag_counts,
    domain_renewals cascade`;
  await load();
  expect(await digest()).toBe(first);
});

test("a database that holds names is left alone", async () => {
  await load({ names: 10 });
  await expect(load({ names: 10 })).rejects.toThrow("holds names already");
});
