import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { ok } from "../kernel/result";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { applyPlan } from "../plans/apply-plan";
import { readPlan } from "../plans/read-plan";
import { syncAccount } from "../sync/sync-account";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { importRegistrars, registrarWith } from "../testing/imports";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { checkImport, discardImport } from "./check-import";
import { listImportRows, listImports, readImport } from "./read-import";
import { refusedFile } from "./refused-file";
import { runImport } from "./run-import";
import type { CheckImportInput, ImportRowDto, Mapping } from "./schemas";
import { startImport } from "./start-import";

let database: TestDatabase;
let ctx: ServiceContext;
let acme: string;
let lumen: string;
let account: string;
let count = 0;

const lister = registrarWith(["list", "info"]);
const registry = registrarWith(["info"], {
  readInFull: async (name) =>
    ok({
      domain: { name, expiresAt: "2027-03-01T00:00:00Z", nameservers: [], statuses: ["ok"] },
      contacts: null,
      calls: 1,
    }),
});

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "Acme", "Lumen");
  const registrars = importRegistrars({ gandi: lister, rotld: registry });
  ctx = contextFor(database.db, { role: "staff" }, { registrars });
});
afterAll(() => database.drop());
beforeEach(async () => {
  account = await manualAccount();
});

const manualAccount = () =>
  seedAccount(database.db, { registrar: "manual", registrarLabel: "Old Names", credential: "" });

/** Names that no other test of the file uses. */
const fresh = (label = "name") => `${label}-${++count}.com`;

const upload = (text: string | Uint8Array, accountId = account, by = ctx) =>
  startImport(
    by,
    { accountId, fileName: "names.csv" },
    {
      mediaType: "text/csv",
      read: async () => (typeof text === "string" ? new TextEncoder().encode(text) : text),
    },
  );

type Check = Partial<Omit<CheckImportInput, "importId">>;

const work = (importId: string, by = ctx) => runImport(by, { importId, budgetMs: 60_000 });

async function checked(text: string | Uint8Array, check: Check = {}, accountId = account) {
  const { importId } = await upload(text, accountId);
  const { guess } = await readImport(ctx, { importId });
  await checkImport(ctx, { importId, mapping: guess, dateFormat: "iso", ...check });
  expect(await work(importId)).toBe("done");
  return importId;
}

const planOf = async (importId: string, by = ctx) => {
  const { planId } = await readImport(by, { importId });
  return readPlan(by, { id: planId ?? "" });
};

/** Starts the plan of a file, with what it asks to be typed. */
async function start(importId: string, by = ctx) {
  const { id, hash, expected } = await planOf(importId, by);
  return applyPlan(by, { id, hash, ...(expected ? { typed: expected } : {}) });
}

async function applied(importId: string, by = ctx): Promise<string> {
  await start(importId, by);
  expect(await work(importId, by)).toBe("done");
  return importId;
}

const rowsOf = async (importId: string): Promise<ImportRowDto[]> =>
  (await listImportRows(ctx, { importId, limit: 200 })).rows;
const verdictsOf = async (importId: string) =>
  (await rowsOf(importId)).map(({ line, verdict, problems }) => [
    line,
    verdict,
    ...problems.map(({ field, code }) => `${field} ${code}`),
  ]);
const rows = (query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute(query)).then((found) => [...found]);
const domain = async (name: string) =>
  (await rows(sql`select * from domains where name = ${name}`))[0];

describe("a file for an account kept by hand", () => {
  test("adds names with everything it tells, with a line in the log for each and one for the file", async () => {
    const name = fresh();
    const plain = fresh();
    const importId = await checked(
      `domain;registered;expires;auto-renew;nameservers;holder;tags;notes;partner;status
${name};2019-04-01;2027-04-01;yes;ns1.example.net NS2.example.net.;"Jane; & Sons";"Key Account, b2b";"two
lines";Acme;clientTransferProhibited
${plain};;;;;;;;;
`,
    );
    expect(await verdictsOf(importId)).toEqual([
      [2, "new"],
      [4, "new"],
    ]);
    expect(await domain(name)).toBeUndefined();
    await applied(importId);
    expect(await domain(name)).toMatchObject({
      tld: "com",
      account_id: account,
      partner_id: acme,
      lifecycle: "active",
      renew_by: "2027-04-01",
      auto_renew: "on",
      auto_renew_wish: true,
      nameservers: ["ns1.example.net", "ns2.example.net"],
      registrant: "Jane; & Sons",
      tags: ["b2b", "key account"],
      notes: "two\nlines",
      lock_state: "locked",
      flags: 0,
    });
    expect(await domain(plain)).toMatchObject({ lifecycle: "unknown", partner_id: null, tags: [] });
    const [line, ...more] = await auditTrail(ctx, name);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      action: "domain.added",
      actorName: ctx.actor.name,
      partnerId: acme,
      runId: (await planOf(importId)).id,
      reason: "From the file names.csv.",
      after: { autoRenew: "on", tags: ["b2b", "key account"], partner: "Acme" },
    });
    const found = await rows(
      sql`select * from audit_entries where object_kind = 'account'
        and run_id = (select plan_id from imports where id = ${importId})`,
    );
    expect(found).toMatchObject([
      { action: "account.names_imported", after: { file: "names.csv", new: 2 } },
    ]);
    const file = await readImport(ctx, { importId });
    expect(file).toMatchObject({ state: "applied", records: 2, counts: { new: 2 } });
    const { imports } = await listImports(ctx, account);
    expect(imports).toMatchObject([{ id: importId, state: "applied", fileName: "names.csv" }]);
  });

  test("changes a name that is here in the columns it has alone; an empty cell changes nothing", async () => {
    const name = fresh();
    await seedDomains(database.db, account, [
      {
        name,
        tags: ["old"],
        notes: "kept",
        registrant: "Old Ltd",
        expiresAt: "2026-06-01T08:30:00Z",
        autoRenew: "off",
        autoRenewWish: false,
        partnerId: acme,
      },
    ]);
    const importId = await checked(
      `name,expires,tags,holder,auto-renew\n${name},2027-06-01,new,,yes`,
    );
    const [row] = await rowsOf(importId);
    expect(row).toMatchObject({ verdict: "changed" });
    expect(row?.before).toMatchObject({ tags: ["old"], autoRenew: "off" });
    expect(row?.after).toMatchObject({ tags: ["new"], autoRenew: "on" });
    expect(Object.keys(row?.after ?? {})).not.toContain("registrant");
    await applied(importId);
    expect(await domain(name)).toMatchObject({
      tags: ["new"],
      notes: "kept",
      registrant: "Old Ltd",
      renew_by: "2027-06-01",
      auto_renew: "on",
      auto_renew_wish: false,
      flags: DOMAIN_FLAGS.auto_renew_mismatch,
      version: 2,
    });
    const [line] = await auditTrail(ctx, name);
    expect(line).toMatchObject({
      action: "domain.imported",
      partnerId: acme,
      before: { tags: ["old"] },
      after: { tags: ["new"] },
    });
  });

  test("changes nothing the second time, and says so", async () => {
    const text = `domain,expires,tags\n${fresh()},2027-01-01,a b\n${fresh()},2027-01-02T10:00:00Z,`;
    await applied(await checked(text));
    const again = await checked(text);
    expect(await verdictsOf(again)).toEqual([
      [2, "unchanged"],
      [3, "unchanged"],
    ]);
    await expect(start(again)).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  test("leaves a name alone that another account holds, until that account no longer lists it", async () => {
    const held = fresh();
    const gone = fresh();
    const other = await seedAccount(database.db);
    await seedDomains(database.db, other, [
      { name: held },
      { name: gone, flags: DOMAIN_FLAGS.missing },
    ]);
    const importId = await checked(`domain,tags\n${held},x\n${gone},x`);
    expect(await verdictsOf(importId)).toEqual([
      [2, "conflict", "name other_account"],
      [3, "changed"],
    ]);
    expect((await rowsOf(importId))[1]?.after).toMatchObject({ account: expect.any(String) });
    await applied(importId);
    expect(await domain(held)).toMatchObject({ account_id: other, tags: [] });
    expect(await domain(gone)).toMatchObject({ account_id: account, flags: 0 });
    const [beside] = await rows(sql`select k.account_id from domain_sync k
      join domains d on d.id = k.domain_id where d.name = ${gone}`);
    expect(beside).toEqual({ account_id: account });
  });

  test("gives a name without a partner to one, and never takes one away", async () => {
    const [free, taken, arrived] = [fresh(), fresh(), fresh()];
    await seedDomains(database.db, account, [{ name: free }, { name: taken, partnerId: lumen }]);
    const importId = await checked(
      `domain,partner\n${free},ACME\n${taken},Acme\n${arrived},${lumen}\n${fresh()},nobody`,
    );
    expect(await verdictsOf(importId)).toEqual([
      [2, "changed"],
      [3, "refused", "partner other_partner"],
      [4, "new"],
      [5, "refused", "partner unknown_partner"],
    ]);
    await applied(importId);
    expect(await domain(free)).toMatchObject({ partner_id: acme });
    expect(await domain(taken)).toMatchObject({ partner_id: lumen });
    expect(await domain(arrived)).toMatchObject({ partner_id: lumen });
    expect(await auditTrail(ctx, free)).toMatchObject([
      { action: "domain.assigned", partnerId: acme, after: { partner: "Acme" } },
    ]);
    const [beside] = await rows(sql`select k.partner_id from domain_sync k
      join domains d on d.id = k.domain_id where d.name = ${free}`);
    expect(beside).toEqual({ partner_id: acme });
  });

  test("takes the account's partner for new names that name none", async () => {
    const own = await seedAccount(database.db, {
      registrar: "manual",
      registrarLabel: "Old Names",
      credential: "",
      defaultPartnerId: acme,
    });
    const name = fresh();
    await applied(await checked(`domain\n${name}`, {}, own));
    expect(await domain(name)).toMatchObject({ partner_id: acme });
  });

  test("reports what it does not take, line by line, and takes the rest", async () => {
    const good = fresh();
    const importId = await checked(
      `domain,expires,nameservers\n${good},2027-01-01,\nnot a name,,\nwww.${good},,\n${good},2027-01-01,\n"${fresh()},2027-01-01,\n${fresh()},31.12.2027,1.2.3.4\n,,\n${fresh()},1970-01-01,,,`,
    );
    expect(await verdictsOf(importId)).toEqual([
      [2, "new"],
      [3, "refused", "name bad_char"],
      [4, "refused", "name not_registrable"],
      [5, "duplicate", "name duplicate"],
      [6, "refused", "row quote"],
      [7, "refused", "expiresAt date", "nameservers nameserver"],
      [8, "refused", "name required"],
      [9, "refused", "row column_count"],
    ]);
    await applied(importId);
    expect(await domain(good)).toBeDefined();
    const { pieces } = await refusedFile(ctx, { importId });
    let text = "";
    for await (const piece of pieces) text += piece;
    expect(text.split("\r\n")).toHaveLength(1 + 9);
    expect(text).toContain("3,not a name,refused,name,bad_char,");
    expect(text).toContain("5,");
  });

  test("refuses days that no registration can have", async () => {
    const importId = await checked(
      `domain,registered,expires\n${fresh()},,1970-01-01\n${fresh()},,2099-01-01\n${fresh()},2030-01-01,\n${fresh()},2020-01-02,2020-01-01`,
    );
    expect(await verdictsOf(importId)).toEqual([
      [2, "refused", "expiresAt range"],
      [3, "refused", "expiresAt range"],
      [4, "refused", "registeredAt range"],
      [5, "refused", "expiresAt order"],
    ]);
  });

  test("two files with the same names at once bring each name once", async () => {
    const names = Array.from({ length: 300 }, () => fresh("twin"));
    const text = `domain\n${names.join("\n")}`;
    const ids = [
      await checked(text),
      await checked(text),
      await checked(text, {}, await manualAccount()),
    ];
    for (const importId of ids) await start(importId);
    expect(await Promise.all(ids.map((importId) => work(importId)))).toEqual([
      "done",
      "done",
      "done",
    ]);
    const added = await rows(sql`select object_name from audit_entries
      where action = 'domain.added' and object_name like 'twin-%'`);
    expect(added).toHaveLength(300);
    expect(new Set(added.map(({ object_name }) => object_name)).size).toBe(300);
    const totals = await Promise.all(ids.map((importId) => planOf(importId)));
    const sumOf = (state: "completed" | "failed") =>
      totals.reduce((sum, { progress }) => sum + (progress[state] ?? 0), 0);
    expect([sumOf("completed"), sumOf("failed")]).toEqual([300, 600]);
  });

  test("is worked on by one process at a time, and goes on where time ran out", async () => {
    const lines = Array.from({ length: 5_001 }, (_, at) => `slow-${at}.com`);
    const { importId } = await upload(`domain\n${lines.join("\n")}`);
    await checkImport(ctx, { importId, mapping: { name: 0 } });
    expect(await runImport(ctx, { importId, budgetMs: 0 })).toBe("paused");
    const both = await Promise.all([work(importId), work(importId)]);
    expect(both.sort()).toEqual(["busy", "done"]);
    expect(await work(importId)).toBe("busy");
    expect(await readImport(ctx, { importId })).toMatchObject({
      state: "checked",
      checked: 5_001,
      counts: { new: 5_001 },
    });
  });
});

describe("where the registrar tells names by itself", () => {
  test("a file adds names that the next sync reads, and what the registrar has told stays", async () => {
    const rotld = await seedAccount(database.db, { registrar: "rotld" });
    const [told, added] = [fresh(), fresh()];
    const [id = ""] = await seedDomains(database.db, rotld, [
      { name: told, expiresAt: "2026-05-01T00:00:00Z" },
    ]);
    await rows(sql`insert into domain_observations (domain_id, observed, changed_at)
      values (${id}, '{"expiresAt": "x", "_at": {"expiresAt": "2026-01-01T00:00:00Z"}}', now())`);
    const text = `domain,expires,holder,auto-renew\n${told},2028-01-01,Told Ltd,yes\n${added},2029-06-01,,yes`;
    await applied(await checked(text, {}, rotld));
    expect(await domain(told)).toMatchObject({
      renew_by: "2026-05-01",
      registrant: "Told Ltd",
      auto_renew: "unknown",
      auto_renew_wish: true,
    });
    expect((await domain(told))?.expires_at).toMatch(/^2026-05-01/);
    expect(await domain(added)).toMatchObject({ renew_by: "2029-06-01", auto_renew: "unknown" });
    const order = { accountId: rotld, trigger: "manual", budgetMs: 10_000 } as const;
    expect(await syncAccount(ctx, order)).toMatchObject({ outcome: "completed" });
    expect(await domain(added)).toMatchObject({ renew_by: "2027-03-01", flags: 0 });
  });

  test("names from a file are read by the run that comes at once, however many they are", async () => {
    const rotld = await seedAccount(database.db, { registrar: "rotld" });
    const names = Array.from({ length: 501 }, () => fresh("queue"));
    await applied(await checked(`domain\n${names.join("\n")}`, {}, rotld));
    const standing = async () => {
      const [row] = await rows(sql`select a.next_sync_at <= now() as is_due,
        (select count(*)::int from domain_sync k where k.account_id = a.id and k.details_at is null) as unread
        from registrar_accounts a where a.id = ${rotld}`);
      return row;
    };
    expect(await standing()).toEqual({ is_due: true, unread: 501 });
    await syncAccount(ctx, { accountId: rotld, trigger: "cron", budgetMs: 30_000 });
    expect(await standing()).toEqual({ is_due: false, unread: 0 });
  });

  test("a file changes what is ours alone where the registrar lists its names", async () => {
    const gandi = await seedAccount(database.db);
    const name = fresh();
    await seedDomains(database.db, gandi, [{ name, expiresAt: "2026-05-01T00:00:00Z" }]);
    const text = `domain,expires,tags,auto-renew\n${name},2028-01-01,x,no\n${fresh()},,,`;
    const importId = await checked(text, {}, gandi);
    expect(await verdictsOf(importId)).toEqual([
      [2, "changed"],
      [3, "refused", "name not_listed"],
    ]);
    await applied(importId);
    expect(await domain(name)).toMatchObject({ tags: ["x"], auto_renew_wish: false });
    expect((await domain(name))?.expires_at).toMatch(/^2026-05-01/);
  });
});

describe("the steps", () => {
  const wrong: readonly [string, Mapping, CheckImportInput["dateFormat"], string, string][] = [
    ["no name", { tags: 1 }, null, "mapping.name", "required"],
    ["no such column", { name: 0, tags: 9 }, null, "mapping", "range"],
    ["one column for two", { name: 0, tags: 0 }, null, "mapping", "duplicate"],
    ["dates without a format", { name: 0, expiresAt: 1 }, null, "dateFormat", "required"],
  ];
  test.each(
    wrong,
  )("a mapping with %s is refused", async (_what, mapping, dateFormat, field, code) => {
    const { importId } = await upload(`domain,expires\n${fresh()},2027-01-01`);
    await expect(checkImport(ctx, { importId, mapping, dateFormat })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: [{ code }] },
    });
  });

  test("a file can be checked anew with other columns, and dropped, but not once it is applied", async () => {
    const importId = await checked(`a,domain\nx,${fresh()}`, { mapping: { name: 0 } });
    expect(await verdictsOf(importId)).toEqual([[2, "refused", "name single_label"]]);
    await checkImport(ctx, { importId, mapping: { name: 1 } });
    await expect(checkImport(ctx, { importId, mapping: { name: 1 } })).rejects.toMatchObject({
      code: "conflict",
    });
    await work(importId);
    await applied(importId);
    for (const again of [
      () => discardImport(ctx, { importId }),
      () => checkImport(ctx, { importId, mapping: { name: 1 } }),
    ])
      await expect(again()).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("a dropped file leaves nothing behind but that it was there", async () => {
    const importId = await checked(`domain\n${fresh()}`);
    await discardImport(ctx, { importId });
    expect(await readImport(ctx, { importId })).toMatchObject({ state: "discarded" });
    for (const table of ["import_chunks", "import_rows"])
      expect(
        await rows(sql`select * from ${sql.identifier(table)} where import_id = ${importId}`),
      ).toEqual([]);
  });

  test("a file of an account that is gone meanwhile is not brought in", async () => {
    const importId = await checked(`domain\n${fresh()}`);
    await rows(sql`update registrar_accounts set removed_at = now() where id = ${account}`);
    await expect(start(importId)).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("rows that are gone are noticed: the plan stops, and says so", async () => {
    const importId = await checked(`domain\n${fresh()}\n${fresh()}`);
    await rows(sql`delete from import_rows where import_id = ${importId} and line = 3`);
    await start(importId);
    expect(await work(importId)).toBe("failed");
    expect(await planOf(importId)).toMatchObject({
      state: "paused",
      pauseReason: expect.stringContaining("bring the file in again"),
    });
  });

  test("customers do neither", async () => {
    const { importId } = await upload(`domain\n${fresh()}`);
    const customer = contextFor(database.db, { role: "customer", partnerId: acme });
    for (const attempt of [
      () => upload("domain\nx.com", account, customer),
      () => readImport(customer, { importId }),
      () => listImports(customer, account),
      () => listImportRows(customer, { importId }),
      () => refusedFile(customer, { importId }),
      () => checkImport(customer, { importId, mapping: { name: 0 } }),
      () => discardImport(customer, { importId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  });
});
