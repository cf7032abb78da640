import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { seedAccount, seedDomains, seedPartners, seedUser } from "@/server/testing/seed";
import { inTenant } from "./client";

/** Tables of the house: they hold nothing of any partner. Whatever is not named here must be walled. */
const HOUSE_TABLES = [
  "api_keys",
  "approval_rules",
  "call_turns",
  "webhook_events",
  "webhook_secrets",
  "circuit_breakers",
  "installation",
  "mail_outbox",
  "organisation_settings",
  "schedule_runs",
  "schedules",
  "price_alerts",
  "price_books",
  "price_notices",
  "price_rules",
  "price_runs",
  "price_targets",
  "prices",
  "rate_limits",
  "registrar_accounts",
  "sessions",
];

let database: TestDatabase;
let acme: string;
let lumen: string;
let account: string;

beforeAll(async () => {
  database = await testDatabase();
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  account = await seedAccount(database.db);
  await seedDomains(database.db, account, [
    { name: "acme-canary.com", partnerId: acme, tags: ["acme-canary"], renewBy: "2027-01-01" },
    { name: "lumen-canary.com", partnerId: lumen, tags: ["lumen-canary"], renewBy: "2027-01-02" },
    { name: "nobody-canary.com" },
  ]);
  await seedUser(database.db, { email: "a@acme.example", role: "customer", partnerId: acme });
  await seedUser(database.db, { email: "l@lumen.example", role: "customer", partnerId: lumen });
});
afterAll(() => database.drop());

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  database.db.execute<T>(query).then((found) => [...found]);

test("every table but those of the house is behind the wall, forced on its owner too", async () => {
  const tables = await rows<{
    name: string;
    enabled: boolean;
    forced: boolean;
    policies: string[];
  }>(sql`
    select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      array(select p.polname::text from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  const walled = tables.filter(({ name }) => !HOUSE_TABLES.includes(name));
  expect(walled.length).toBeGreaterThanOrEqual(11);
  for (const { name, enabled, forced, policies } of walled)
    expect({ name, enabled, forced, isIsolated: policies.includes("tenant_isolation") }).toEqual({
      name,
      enabled: true,
      forced: true,
      isIsolated: true,
    });
});

test("a table of the house has no column that names a partner as its owner", async () => {
  const found = await rows<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'partner_id'`);
  expect(found.map(({ name }) => name).filter((name) => HOUSE_TABLES.includes(name))).toEqual([]);
});

test("every view runs with the rights of whoever asks", async () => {
  const views = await rows<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
      and not coalesce(reloptions, '{}') @> array['security_invoker=true']`);
  expect(views).toEqual([]);
});

test("a row that belongs to a domain is tied to the domain's partner, by its foreign key or when it is written", async () => {
  const loose = await rows<{ name: string }>(sql`
    select t.table_name as name from information_schema.columns t
    where t.table_schema = 'public' and t.column_name = 'domain_id'
      and not exists (
        select 1 from pg_constraint k
        where k.contype = 'f' and k.conrelid = format('public.%I', t.table_name)::regclass
          and array_length(k.conkey, 1) = 2
          and 'domains'::regclass = k.confrelid)
      and not exists (
        select 1 from pg_trigger g
        where g.tgrelid = format('public.%I', t.table_name)::regclass
          and g.tgname = 'of_the_names_partner' and g.tgenabled = 'O')`);
  expect(loose).toEqual([]);
});

test("the application's role owns nothing, cannot log in, and cannot step over the wall", async () => {
  const [role] = await rows<Record<string, unknown>>(sql`
    select current_user::text as name, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
      (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
    from pg_roles where rolname = current_user`);
  expect(role).toEqual({
    name: "namekeep_app",
    rolsuper: false,
    rolbypassrls: false,
    rolcanlogin: false,
    rolcreaterole: false,
    owned: 0,
  });
});

test("without a tenant there is nothing to see, also after a transaction that had one", async () => {
  await inTenant(database.db, "*", (tx) => tx.execute(sql`select count(*) from domains`));
  for (let i = 0; i < 8; i += 1) expect(await rows(sql`select * from domains`)).toEqual([]);
  expect(
    await inTenant(database.db, "", (tx) => tx.execute(sql`select * from domains`)),
  ).toHaveLength(0);
});

const WALLED = [
  "domains",
  "domain_sync",
  "domain_facets",
  "domain_tag_counts",
  "domain_renewals",
  "users",
  "partners",
];

test.each(
  WALLED,
)("a partner's transaction finds its own rows in %s, and no other's", async (table) => {
  const found = await inTenant(database.db, acme, (tx) =>
    tx.execute(sql`select row_to_json(t)::text as text from ${sql.identifier(table)} t`),
  );
  expect(found.length).toBeGreaterThan(0);
  const all = JSON.stringify([...found]);
  expect(all).not.toContain("lumen");
  expect(all).not.toContain("nobody-canary");
  expect(all).not.toContain(lumen);
});

test("a partner's transaction can write no row for another partner, nor give one away", async () => {
  const asAcme = (query: ReturnType<typeof sql>) =>
    inTenant(database.db, acme, (tx) => tx.execute(query));
  await expect(
    asAcme(sql`insert into domains (name, name_unicode, tld, partner_id, account_id)
      values ('x.com', 'x.com', 'com', ${lumen}, ${account})`),
  ).rejects.toThrow();
  await expect(asAcme(sql`update domains set partner_id = ${lumen}`)).rejects.toThrow();
  expect(
    await asAcme(sql`update domains set notes = 'x' where name = 'lumen-canary.com' returning id`),
  ).toHaveLength(0);
});

test("the search function looks behind no wall, whatever partner it is asked for", async () => {
  const search = (partner: string | null) =>
    inTenant(database.db, acme, (tx) =>
      tx.execute(sql`select d.name from search_domains('canary', ${partner}::uuid, null, null, null, null, null,
        null, null, null, null, 100) as hit join domains d on d.id = hit.id`),
    );
  expect([...(await search(null))]).toEqual([{ name: "acme-canary.com" }]);
  expect([...(await search(lumen))]).toEqual([{ name: "acme-canary.com" }]);
  expect(
    await rows(
      sql`select search_domains('canary', null, null, null, null, null, null, null, null, null, null, 100)`,
    ),
  ).toEqual([]);
});

test("a partner's transaction sees nothing of the files that the house brings in", async () => {
  await inTenant(database.db, "*", async (tx) => {
    await tx.execute(sql`insert into imports (id, account_id, file_name, delimiter, columns, ordered_by, request_id)
      values (${acme}, ${account}, 'x.csv', ',', '{name}', '{}', 'r')`);
    await tx.execute(
      sql`insert into import_chunks values (${acme}, 0, '{2}', '{acme-canary.com}', '{""}')`,
    );
    await tx.execute(sql`insert into import_rows (import_id, line, verdict, name)
      values (${acme}, 2, 'new', 'acme-canary.com')`);
  });
  for (const table of ["imports", "import_chunks", "import_rows"]) {
    const query = sql`select * from ${sql.identifier(table)}`;
    expect(await inTenant(database.db, acme, (tx) => tx.execute(query))).toHaveLength(0);
    expect(await inTenant(database.db, "*", (tx) => tx.execute(query))).toHaveLength(1);
  }
});

test.each([
  "update audit_entries set action = 'x'",
  "delete from audit_entries",
  "truncate audit_entries",
])("the audit log takes no %s", async (statement) => {
  await expect(
    inTenant(database.db, "*", (tx) => tx.execute(sql.raw(statement))),
  ).rejects.toMatchObject({ cause: { code: "42501" } });
});

test("the counts follow every change, and what stands beside a name follows its partner", async () => {
  const count = (side: string) =>
    inTenant(database.db, "*", (tx) =>
      tx.execute<{ names: number }>(sql`
        select coalesce(sum(names), 0)::int as names from domain_facets where partner_id = ${side}::uuid`),
    ).then(([row]) => row?.names);
  const nobody = "ffffffff-ffff-ffff-ffff-ffffffffffff";
  const everyone = "00000000-0000-0000-0000-000000000000";
  expect([await count(acme), await count(nobody), await count(everyone)]).toEqual([1, 1, 3]);
  await inTenant(database.db, "*", (tx) =>
    tx.execute(sql`update domains set partner_id = ${acme} where name = 'nobody-canary.com'`),
  );
  expect([await count(acme), await count(nobody), await count(everyone)]).toEqual([2, 0, 3]);
  const beside = await inTenant(database.db, acme, (tx) =>
    tx.execute(sql`select * from domain_sync`),
  );
  expect(beside).toHaveLength(2);
});
