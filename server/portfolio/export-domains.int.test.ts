import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { Role } from "../auth/roles";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { exportDomains, exportParams, exportSelection } from "./export-domains";
import { freezeSelection } from "./freeze-selection";

let database: TestDatabase;
let account = "";
let acme = "";
let lumen = "";

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "=lumen, “Ltd”");
  account = await seedAccount(database.db, { name: "+Gandi" });
});
afterAll(() => database.drop());
beforeEach(() => inTenant(database.db, "*", (tx) => tx.execute(sql`delete from domains`)));

const as = (role: Role, partnerId = acme) => contextFor(database.db, { role, partnerId });
const asked = (text: string) => exportParams(new URLSearchParams(text));

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** Reads RFC 4180 as any reader of it does. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

/** The file as records by their heads. */
async function records(text: string, ctx = as("admin")) {
  const file = exportDomains(ctx, asked(text));
  const content = await textOf(file.pieces);
  await file.done;
  const [head = [], ...rows] = parse(content.replace(/^\uFEFF/, ""));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

const FORMULAS = [
  "=1+1",
  "+1",
  "-1",
  "@x",
  "\tx",
  "\rx",
  "＝1",
  "＋1",
  "－1",
  "＠x",
  "'=1",
  "''@x",
];
const HARMLESS = ["a=1", "'quoted", " =1", 'say "hi", then\r\nleave', "ünïcode ☃", ""];

async function notesOf(profile: string): Promise<string[]> {
  const found = await records(`profile=${profile}&sort=name`);
  return found.map(({ notes }) => notes ?? "");
}
const seedNotes = (notes: readonly string[]) =>
  seedDomains(
    database.db,
    account,
    notes.map((text, at) => ({ name: `n${String(at).padStart(3, "0")}.com`, notes: text })),
  );

test("for a spreadsheet, what it would take for a formula gets an apostrophe before it", async () => {
  await seedNotes(FORMULAS);
  expect(await notesOf("spreadsheet")).toEqual(FORMULAS.map((text) => `'${text}`));
});
test("taking that apostrophe away gives back exactly what was stored", async () => {
  await seedNotes([...FORMULAS, ...HARMLESS]);
  const back = (await notesOf("spreadsheet")).map((text) =>
    /^'+[=+@\t\r＝＋－＠-]/.test(text) ? text.slice(1) : text,
  );
  expect(back).toEqual([...FORMULAS, ...HARMLESS]);
});
test("what is no formula is left as it is", async () => {
  await seedNotes(HARMLESS);
  expect(await notesOf("spreadsheet")).toEqual(HARMLESS);
});
test("the raw profile is exactly what is stored, and begins with the heads", async () => {
  await seedNotes([...FORMULAS, ...HARMLESS]);
  expect(await notesOf("raw")).toEqual([...FORMULAS, ...HARMLESS]);
  const file = exportDomains(as("admin"), asked("profile=raw"));
  expect((await textOf(file.pieces)).startsWith("name,name_unicode,status,")).toBe(true);
});
test("every text is disarmed: accounts, partners, tags, hosts and Unicode names too", async () => {
  await seedDomains(database.db, account, [
    {
      name: "xn--odd.com",
      nameUnicode: "＝odd.com",
      partnerId: lumen,
      nameservers: ["=evil.example", "ns2.example"],
      tags: ["eu", "with blanks"],
    },
  ]);
  const [row] = await records("");
  expect(row).toMatchObject({
    name_unicode: "'＝odd.com",
    account: "'+Gandi",
    partner: "'=lumen, “Ltd”",
    nameservers: "'=evil.example ns2.example",
  });
});
test("each fact stands under its head, what is unknown stands empty", async () => {
  await seedDomains(database.db, account, [
    {
      name: "full.com",
      partnerId: acme,
      lifecycle: "grace",
      renewBy: "2026-02-03",
      expiresAt: "2026-02-04T10:00:00+02:00",
      autoRenewWish: false,
      autoRenew: "on",
      lockState: "locked",
      nameservers: ["a.example", "b.example"],
      dnssec: true,
      isCritical: true,
    },
    { name: "empty.com" },
  ]);
  const [full, empty] = await records("sort=name&dir=desc");
  expect(full).toMatchObject({
    name: "full.com",
    status: "grace",
    renew_by: "2026-02-03",
    expires_at: "2026-02-04T08:00:00+00",
    auto_renew_wish: "no",
    auto_renew: "on",
    lock: "locked",
    nameservers: "a.example b.example",
    dnssec: "yes",
    partner: "acme",
    critical: "yes",
  });
  expect(empty).toMatchObject({ renew_by: "", expires_at: "", dnssec: "", partner: "" });
});

test("the file holds the view's filter in the view's order, over any number of batches", async () => {
  await seedDomains(
    database.db,
    account,
    Array.from({ length: 4_500 }, (_, at) => ({
      name: `n${String(at).padStart(5, "0")}.${at % 3 ? "com" : "net"}`,
      renewBy: at % 7 ? `2026-03-${String((at % 28) + 1).padStart(2, "0")}` : null,
    })),
  );
  const names = async (where: string, by: string) => {
    const rows = await inTenant(database.db, "*", (tx) =>
      tx.execute<{ name: string }>(
        sql.raw(`select name from domains where ${where} order by ${by}`),
      ),
    );
    return rows.map(({ name }) => name);
  };
  const exported = async (text: string) => (await records(text)).map(({ name }) => name);
  expect(await exported("tld=com&limit=50")).toEqual(await names("tld = 'com'", "renew_sort, id"));
  expect(await exported("sort=name&dir=desc")).toEqual(await names("true", "name desc"));
  expect(await exported("q=n001&sort=name")).toEqual(
    await names("search_text like '%n001%'", "name"),
  );
  expect(await exported("tld=org")).toEqual([]);
});

test("a customer's file holds its own names alone, and the house's log line is not its to see", async () => {
  await seedDomains(database.db, account, [
    { name: "mine.com", partnerId: acme },
    { name: "theirs.com", partnerId: lumen },
    { name: "nobodys.com" },
  ]);
  const own = await records(`partner=${lumen}`, as("customer"));
  expect(own.map(({ name }) => name)).toEqual(["mine.com"]);
  const [line] = await auditTrail(as("customer"), `partner=${lumen}`);
  expect(line).toMatchObject({
    action: "domain.exported",
    partnerId: acme,
    after: { names: 1, isWhole: true, profile: "spreadsheet" },
  });
  await records("sort=name");
  expect(await auditTrail(as("customer"), "sort=name")).toEqual([]);
  expect(await auditTrail(as("admin"), "sort=name")).not.toEqual([]);
});

test("a reader that goes away ends the reading, and the log says so", async () => {
  await seedDomains(
    database.db,
    account,
    Array.from({ length: 9_000 }, (_, at) => ({ name: `gone${at}.com` })),
  );
  const file = exportDomains(as("admin"), asked("tld=com&dir=desc"));
  await file.pieces.next();
  await file.pieces.next();
  await file.pieces.return(undefined);
  await file.done;
  const line = (await auditTrail(as("admin"), "tld=com&dir=desc")).at(-1);
  const { names, isWhole } = line?.after as { names: number; isWhole: boolean };
  expect(isWhole).toBe(false);
  expect(names).toBeLessThan(9_000);
});

test("chosen names are exported as chosen; a choice that has changed is not", async () => {
  const [one = "", two = ""] = await seedDomains(database.db, account, [
    { name: "one.com", partnerId: acme },
    { name: "two.com", partnerId: lumen },
  ]);
  const file = await exportSelection(as("admin"), { selection: { ids: [two] }, profile: "raw" });
  expect(parse(await textOf(file.pieces)).map(([name]) => name)).toEqual(["name", "two.com"]);

  await expect(
    exportSelection(as("customer"), { selection: { ids: [two] } }),
  ).rejects.toMatchObject({ code: "not_found" });
  await expect(
    exportSelection(as("customer"), { selection: { ids: [one, two] } }),
  ).rejects.toMatchObject({ code: "conflict" });

  const frozen = await freezeSelection(as("admin"), { filter: "tld=com" });
  await seedDomains(database.db, account, [{ name: "three.com" }]);
  await expect(exportSelection(as("admin"), { selection: frozen })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/2 names.*\b3\b/),
  });
});

test("a profile that is not known is refused", () => {
  expect(() => asked("profile=xlsx")).toThrow(expect.objectContaining({ code: "invalid_input" }));
  expect(() => asked("colour=red")).toThrow(expect.objectContaining({ code: "invalid_input" }));
});
