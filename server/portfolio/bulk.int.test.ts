import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { Role } from "../auth/roles";
import { sumOf } from "../names/domain-flags";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { assignDomains } from "./assign-domains";
import { freezeSelection } from "./freeze-selection";
import { markSeen } from "./mark-seen";
import { tagDomains } from "./tag-domains";

let database: TestDatabase;
let account = "";
let acme = "";
let lumen = "";
let ids: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  account = await seedAccount(database.db);
});
afterAll(() => database.drop());

beforeEach(async () => {
  await inTenant(database.db, "*", (tx) => tx.execute(sql`delete from domains`));
  const names = [
    { name: "acme.com", partnerId: acme, tags: ["old"], flags: sumOf(["arrived", "missing"]) },
    { name: "acme.net", partnerId: acme, tags: ["old", "eu"] },
    { name: "lumen.com", partnerId: lumen, flags: sumOf(["nameservers_changed"]) },
    { name: "free.com" },
    { name: "free.net" },
  ];
  const made = await seedDomains(database.db, account, names);
  ids = Object.fromEntries(names.map(({ name }, at) => [name, made[at] ?? ""]));
});

const as = (role: Role, partnerId = acme) => contextFor(database.db, { role, partnerId });
const provenAdmin = () => proven(database.db, as("admin"));
const some = (...names: string[]) => ({ ids: names.map((name) => ids[name] ?? name) });
const column = async (name: string, what: string) => {
  const [row] = await inTenant(database.db, "*", (tx) =>
    tx.execute<{ value: unknown }>(
      sql.raw(`select ${what} as value from domains where name = '${name}'`),
    ),
  );
  return row?.value;
};
const newest = async (name: string) => (await auditTrail(as("admin"), name)).at(-1);

describe("tagging many names", () => {
  test("adds and takes away, and logs each name that changed with both sets", async () => {
    const done = await tagDomains(as("staff"), {
      selection: some("acme.com", "acme.net", "free.com"),
      add: ["EU "],
      remove: ["old"],
    });
    expect(done).toMatchObject({ chosen: 3, changed: 3 });
    expect(await column("acme.com", "tags")).toEqual(["eu"]);
    expect(await column("acme.net", "tags")).toEqual(["eu"]);
    expect(await column("free.com", "version")).toBe(2);
    expect(await newest("acme.net")).toMatchObject({
      action: "domain.edited",
      partnerId: acme,
      before: { tags: ["old", "eu"] },
      after: { tags: ["eu"] },
    });
  });
  test("leaves a name alone that has the tag already", async () => {
    const done = await tagDomains(as("staff"), { selection: some("acme.net"), add: ["eu"] });
    expect(done).toEqual({ chosen: 1, changed: 0, changedIds: [] });
    expect(await column("acme.net", "version")).toBe(1);
  });
  test("keeps every name at twenty tags, or changes none of them", async () => {
    const twenty = Array.from({ length: 20 }, (_, at) => `tag${at}`);
    await expect(
      tagDomains(as("staff"), { selection: some("free.com", "acme.com"), add: twenty }),
    ).rejects.toMatchObject({ code: "invalid_input", fields: { add: [{ code: "too_many" }] } });
    expect(await column("free.com", "tags")).toEqual([]);
  });
  test("asks for at least one tag, and for tags that are tags", async () => {
    const selection = some("free.com");
    await expect(tagDomains(as("staff"), { selection })).rejects.toMatchObject({
      fields: { add: [{ code: "required" }] },
    });
    await expect(tagDomains(as("staff"), { selection, add: ["=cmd"] })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("names outside the caller's scope", () => {
  test("do not exist", async () => {
    await expect(
      tagDomains(as("customer"), { selection: some("lumen.com"), add: ["x"] }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(
      markSeen(as("customer"), { selection: some("lumen.com", "free.com") }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
  test("make a choice that holds them a choice that has changed", async () => {
    await expect(
      tagDomains(as("customer"), { selection: some("acme.com", "lumen.com"), add: ["x"] }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await column("acme.com", "tags")).toEqual(["old"]);
  });
  test("are not counted in what a filter holds", async () => {
    const frozen = await freezeSelection(as("customer"), { filter: "tld=com" });
    expect(frozen.names).toBe(1);
    await tagDomains(as("customer"), { selection: frozen, add: ["mine"] });
    expect(await column("lumen.com", "tags")).toEqual([]);
    expect(await column("acme.com", "tags")).toEqual(["old", "mine"]);
  });
});

describe("a frozen choice", () => {
  test("changes everything that matched", async () => {
    const frozen = await freezeSelection(as("staff"), { filter: "tld=com&sort=name" });
    expect(frozen.names).toBe(3);
    const done = await tagDomains(as("staff"), { selection: frozen, add: ["dotcom"] });
    expect(done.changed).toBe(3);
  });
  test("is refused with both numbers when it holds more names than when it was made", async () => {
    const frozen = await freezeSelection(as("staff"), { filter: "q=free" });
    await seedDomains(database.db, account, [{ name: "free.org" }]);
    await expect(tagDomains(as("staff"), { selection: frozen, add: ["x"] })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/2 names.*\b3\b/),
    });
    expect(await column("free.com", "tags")).toEqual([]);
  });
  test("is refused when a name of it has gone", async () => {
    const frozen = await freezeSelection(as("staff"), { filter: "partner=none" });
    await assignDomains(as("staff"), { selection: some("free.com"), partnerId: acme });
    await expect(markSeen(as("staff"), { selection: frozen })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/2 names.*\b1\b/),
    });
  });
  test("takes no parameter that the list does not take", async () => {
    await expect(freezeSelection(as("staff"), { filter: "colour=red" })).rejects.toMatchObject({
      fields: { colour: [{ code: "filter" }] },
    });
  });
});

test("marking as seen takes the flags that go by being looked at, and no others", async () => {
  const done = await markSeen(as("staff"), {
    selection: some("acme.com", "lumen.com", "free.com"),
  });
  expect(done).toMatchObject({ chosen: 3, changed: 2 });
  expect(await column("acme.com", "flags")).toBe(sumOf(["missing"]));
  expect(await column("lumen.com", "flags")).toBe(0);
  expect(await newest("acme.com")).toMatchObject({
    action: "domain.edited",
    before: { flags: ["missing", "arrived"] },
    after: { flags: ["missing"] },
  });
});

describe("assigning names", () => {
  test("staff give names without a partner to one, who sees them and the log line from then on", async () => {
    const done = await assignDomains(as("staff"), {
      selection: some("free.com", "free.net"),
      partnerId: acme,
    });
    expect(done).toMatchObject({ chosen: 2, changed: 2 });
    const line = (await auditTrail(as("customer"), "free.com")).at(-1);
    expect(line).toMatchObject({
      action: "domain.assigned",
      before: { partner: null },
      after: { partner: "acme" },
    });
    const [beside] = await inTenant(database.db, acme, (tx) =>
      tx.execute<{ names: number }>(sql`select count(*)::int as names from domain_sync`),
    );
    expect(beside?.names).toBe(4);
  });
  test("staff may not move a name from one partner to another: nothing is changed", async () => {
    await expect(
      assignDomains(as("staff"), { selection: some("free.com", "lumen.com"), partnerId: acme }),
    ).rejects.toMatchObject({ code: "forbidden", permission: "domain.move" });
    expect(await column("free.com", "partner_id")).toBeNull();
  });
  test("an administrator may, once it is sure who asks, and neither partner learns of the other", async () => {
    const input = { selection: some("lumen.com"), partnerId: acme };
    await expect(assignDomains(as("admin"), input)).rejects.toMatchObject({
      code: "forbidden",
      fields: { session: [{ code: "step_up_required" }] },
    });
    expect(await column("lumen.com", "partner_id")).toBe(lumen);
    await assignDomains(await provenAdmin(), input);
    const given = (await auditTrail(as("customer", acme), "lumen.com")).at(-1);
    expect(given).toMatchObject({ before: { partner: null }, after: { partner: "acme" } });
    const taken = (await auditTrail(as("customer", lumen), "lumen.com")).at(-1);
    expect(taken).toMatchObject({ before: { partner: "lumen" }, after: { partner: null } });
  });
  test("an administrator may take names back, staff may not", async () => {
    const input = { selection: some("acme.com"), partnerId: null };
    await expect(assignDomains(as("staff"), input)).rejects.toMatchObject({ code: "forbidden" });
    await assignDomains(await provenAdmin(), input);
    expect(await column("acme.com", "partner_id")).toBeNull();
    expect(await newest("acme.com")).toMatchObject({ after: { partner: null } });
  });
  test("a name that is the partner's already stays untouched", async () => {
    const done = await assignDomains(as("staff"), {
      selection: some("acme.com"),
      partnerId: acme,
    });
    expect(done.changed).toBe(0);
    expect(await auditTrail(as("admin"), "acme.com")).not.toContainEqual(
      expect.objectContaining({ after: { partner: "acme" }, before: { partner: "acme" } }),
    );
  });
  test("an unknown or archived partner does not exist", async () => {
    const selection = some("free.com");
    await expect(
      assignDomains(as("admin"), { selection, partnerId: crypto.randomUUID() }),
    ).rejects.toMatchObject({ code: "not_found" });
    const [gone = ""] = await seedPartners(database.db, `gone-${crypto.randomUUID()}`);
    await inTenant(database.db, "*", (tx) =>
      tx.execute(sql`update partners set archived_at = now() where id = ${gone}::uuid`),
    );
    await expect(assignDomains(as("admin"), { selection, partnerId: gone })).rejects.toMatchObject({
      code: "not_found",
    });
  });
  test("a customer may not assign", async () => {
    await expect(
      assignDomains(as("customer"), { selection: some("acme.com"), partnerId: acme }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("two people who change the same names at once both succeed, one after the other", async () => {
  const names = Object.keys(ids);
  await Promise.all([
    tagDomains(as("staff"), { selection: some(...names), add: ["one"] }),
    tagDomains(as("staff"), { selection: some(...names.toReversed()), add: ["two"] }),
    markSeen(as("staff"), { selection: some(...names) }),
  ]);
  const tags = (await column("free.com", "tags")) as string[];
  expect(tags.toSorted()).toEqual(["one", "two"]);
});
