import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { mutate } from "../../audit/mutate";
import { readDomain } from "../../domains/read-domain";
import type { ServiceContext } from "../../kernel/context";
import { ok } from "../../kernel/result";
import { DomainName } from "../../names/domain-name";
import type { ContactsTold, RegistrarDomain, RegistrarGateway } from "../../registrars/gateway";
import { contextFor } from "../../testing/context";
import { type TestDatabase, testDatabase } from "../../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../../testing/seed";
import type { SyncMode } from "../selected/schemas";
import { syncSelected } from "../selected/sync-selected";
import { takeReading } from "../take-reading";

const ANA = { name: "Ana Pop", email: "ana@meadow.example", phone: "+40.727636787" };
const IOAN = { name: "Ioan Rus", email: "ioan@meadow.example" };
const NAME = "meadow.com";

let database: TestDatabase;
let accountId: string;
let id: string;
let ctx: ServiceContext;
/** What the registrar tells of the name's contacts, and in how many calls. */
let world: { contacts: ContactsTold | null; calls: number };
/** What it was asked. */
let asked: string[];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const YES = { supported: true } as const;
const told = (name: string): RegistrarDomain => ({
  name: DomainName.parse(name),
  statuses: ["ok"],
  expiresAt: "2027-06-01T00:00:00.000Z",
});
const gateway = {
  registrar: "gandi",
  capabilities: new Proxy({} as RegistrarGateway["capabilities"], { get: () => YES }),
  readDomain: async (name: string) => {
    asked.push(`readDomain ${name}`);
    return ok(told(name));
  },
  readInFull: async (name: string) => {
    asked.push(`readInFull ${name}`);
    return ok({ domain: told(name), ...world });
  },
} as unknown as RegistrarGateway;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const rows = <T extends Record<string, unknown>>(query: SQL) =>
  house(async (tx) => [...(await tx.execute<T>(query))]);

beforeEach(async () => {
  await house(async (tx) => {
    await tx.execute(sql`delete from sync_runs`);
    await tx.execute(sql`delete from domains`);
    await tx.execute(sql`delete from registrar_accounts`);
  });
  accountId = await seedAccount(database.db);
  [id = ""] = await seedDomains(database.db, accountId, [{ name: NAME }]);
  ctx = contextFor(
    database.db,
    { role: "staff" },
    { registrars: { open: () => ok(gateway) }, now: () => new Date("2026-01-15T09:00:00Z") },
  );
  world = { contacts: { registrant: ANA, admin: IOAN }, calls: 1 };
  asked = [];
});

const readAll = (mode: SyncMode = "full", isDryRun = false) =>
  syncSelected(ctx, {
    ...{ selection: { names: [NAME] }, isForced: true, mode, isDryRun },
    ...{ trigger: "manual", budgetMs: 30_000 },
  });
const lines = () =>
  rows<{ after: unknown }>(sql`select after from audit_entries
    where object_id = ${id} and action = 'domain.contacts_changed' order by id`);
const lastRun = async () =>
  (
    await rows(
      sql`select checked, changed, api_calls as calls from sync_runs order by started_at desc limit 1`,
    )
  )[0];
const hashes = async () =>
  Object.fromEntries(
    (await readDomain(ctx, NAME)).contacts.roles.map(({ role, hash }) => [role, hash]),
  );

test("contacts are learned in silence, and what changes of them is one line that names the fields and no person", async () => {
  const { contacts } = world;
  world = { ...world, contacts: null };
  await readAll();
  world = { ...world, contacts };
  await readAll();
  const before = await hashes();
  expect(Object.keys(before)).toEqual(["registrant", "admin"]);
  expect([await lines(), await lastRun()]).toEqual([[], { checked: 1, changed: 0, calls: 1 }]);

  world = {
    ...world,
    contacts: { registrant: { ...ANA, email: "new@meadow.example" }, tech: IOAN },
  };
  await readAll();
  expect(await lines()).toEqual([{ after: { fields: ["registrant e-mail", "admin", "tech"] } }]);
  expect(await lastRun()).toEqual({ checked: 1, changed: 1, calls: 1 });
  const after = await hashes();
  expect(after.registrant).not.toBe(before.registrant);
  expect(Object.keys(after)).toEqual(["registrant", "tech"]);

  await readAll();
  expect(await lines()).toHaveLength(1);
  expect((await lastRun())?.changed).toBe(0);
});

test("nothing of a person is kept, wherever one looks", async () => {
  await readAll();
  world = { ...world, contacts: { registrant: { ...ANA, name: "Ana Maria Pop" } } };
  await readAll();
  for (const table of [
    "domain_contacts",
    "domain_observations",
    "audit_entries",
    "domains",
    "sync_runs",
  ])
    for (const word of ["Ana", "Ioan", "meadow.example", "727636787"])
      expect([
        table,
        word,
        await rows(sql`select 1 from ${sql.identifier(table)} t where t::text like ${`%${word}%`}`),
      ]).toEqual([table, word, []]);
});

test("how a value is spelt is no change", async () => {
  await readAll();
  const spelt = { ...ANA, name: "ANA  POP", phone: "+40 727 636 787" };
  world = { ...world, contacts: { registrant: spelt, admin: IOAN } };
  await readAll();
  expect(await lines()).toEqual([]);
});

test("contacts that could not be read change nothing, and every call counts", async () => {
  await readAll();
  const before = await hashes();
  world = { contacts: null, calls: 3 };
  await readAll();
  expect([await hashes(), await lines()]).toEqual([before, []]);
  expect(await lastRun()).toMatchObject({ calls: 3, changed: 0 });
});

test("a reading of status does not ask who a name belongs to", async () => {
  await house((tx) => tx.execute(sql`update domain_sync set next_check_at = now()`));
  const nameAlone = { ...gateway, capabilities: { list: { supported: false }, info: YES } };
  ctx = { ...ctx, registrars: { open: () => ok(nameAlone as unknown as RegistrarGateway) } };
  await readAll("status");
  expect(asked).toEqual([`readDomain ${NAME}`]);
  expect((await readDomain(ctx, NAME)).contacts).toEqual({
    toldAt: null,
    changedAt: null,
    roles: [],
  });
});

test("a dry run tells which contacts would change, and keeps none", async () => {
  await readAll();
  const before = await hashes();
  world = { ...world, contacts: { registrant: ANA, admin: { ...IOAN, city: "Cluj" } } };
  const { drift } = await readAll("full", true);
  expect(drift).toEqual([
    expect.objectContaining({
      name: NAME,
      changes: [{ field: "contacts", before: null, after: ["admin city"] }],
    }),
  ]);
  expect([await hashes(), await lines()]).toEqual([before, []]);
});

test("what we changed ourselves is learned anew, and no finding", async () => {
  await readAll();
  await mutate(ctx, "sync.run", async (tx, record) => {
    await record();
    await takeReading(tx, record, told(NAME), {
      ...{ accountId, runId: crypto.randomUUID(), now: ctx.now(), ours: ["contacts"] },
      partnerId: null,
    });
  });
  expect(await hashes()).toEqual({});
  world = { ...world, contacts: { registrant: IOAN } };
  await readAll();
  expect([Object.keys(await hashes()), await lines()]).toEqual([["registrant"], []]);
});

test("another account tells contacts in its own way: they are learned", async () => {
  await readAll();
  const other = await seedAccount(database.db);
  await house((tx) => tx.execute(sql`update domain_contacts set account_id = ${other}::uuid`));
  world = { ...world, contacts: { registrant: { organisation: "Meadow SRL" } } };
  await readAll();
  expect([Object.keys(await hashes()), await lines()]).toEqual([["registrant"], []]);
});

test("a name that is given to a partner takes its contacts along, and no other partner sees them", async () => {
  await readAll();
  const [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  await house((tx) => tx.execute(sql`update domains set partner_id = ${acme}::uuid`));
  const seenBy = (partner: string) =>
    inTenant(database.db, partner, (tx) => tx.execute(sql`select 1 from domain_contacts`));
  expect(await seenBy(acme)).toHaveLength(1);
  expect(await seenBy(lumen)).toHaveLength(0);
});
