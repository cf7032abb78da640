import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { domains } from "@/db/schema/domains";
import type { ServiceContext } from "../kernel/context";
import { sumOf } from "../names/domain-flags";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { editDomain, editDomainAt } from "./edit-domain";
import { readDomain } from "./read-domain";

let database: TestDatabase;
let acme: string;
let lumen: string;
let account: string;
let id: string;
let name: string;
let staff: ServiceContext;
let customer: ServiceContext;
let stranger: ServiceContext;

beforeAll(async () => {
  database = await testDatabase();
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  account = await seedAccount(database.db, { name: "Gandi main" });
  staff = contextFor(database.db, { role: "staff" });
  customer = contextFor(database.db, { role: "customer", partnerId: acme });
  stranger = contextFor(database.db, { role: "customer", partnerId: lumen });
});
afterAll(() => database.drop());

const added = async (fields: Partial<typeof domains.$inferInsert> = {}) => {
  name = `n${randomUUID().slice(0, 8)}.com`;
  [id = ""] = await seedDomains(database.db, account, [{ name, partnerId: acme, ...fields }]);
};
beforeEach(() => added());

describe("editing what is ours", () => {
  test("is saved, makes a new version, and leaves one line with old and new values", async () => {
    const saved = await editDomain(customer, {
      id,
      version: 1,
      notes: "Shop front",
      tags: ["uk", "Retail", "uk"],
    });
    expect(saved).toMatchObject({ notes: "Shop front", tags: ["retail", "uk"], version: 2 });
    expect(await auditTrail(staff, name)).toMatchObject([
      {
        action: "domain.edited",
        objectId: id,
        partnerId: acme,
        before: { notes: "", tags: [] },
        after: { notes: "Shop front", tags: ["retail", "uk"] },
        actorId: customer.actor.id,
        requestId: customer.requestId,
      },
    ]);
  });

  test("to what stands already leaves no line and no new version", async () => {
    const saved = await editDomain(customer, { id, notes: "", isCritical: false });
    expect(saved.version).toBe(1);
    expect(await auditTrail(staff, name)).toEqual([]);
  });

  test("leaves what was not named as it was", async () => {
    await editDomain(customer, { id, notes: "kept", autoRenewWish: true });
    expect(await editDomain(customer, { id, isCritical: true })).toMatchObject({
      notes: "kept",
      autoRenewWish: true,
      isCritical: true,
    });
  });

  test("on an older version is refused as a conflict, and changes nothing", async () => {
    await editDomain(customer, { id, notes: "first" });
    await expect(editDomain(staff, { id, version: 1, notes: "second" })).rejects.toMatchObject({
      code: "conflict",
      fields: { version: [{ code: "version" }] },
    });
    expect((await readDomain(staff, id)).notes).toBe("first");
  });

  test("of one version by two people at once succeeds for one of them only", async () => {
    const edits = ["left", "right"].map((notes) => editDomain(staff, { id, version: 1, notes }));
    const ends = await Promise.allSettled(edits);
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await readDomain(staff, id)).version).toBe(2);
  });

  test("of another partner's name finds no such name", async () => {
    await expect(editDomain(stranger, { id, notes: "mine" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await auditTrail(staff, name)).toEqual([]);
  });
});

describe("a wish and a look", () => {
  test("a wish against the registrar's mode raises the flag, and taking it back lowers it", async () => {
    await added({ autoRenew: "off" });
    const wished = await editDomain(customer, { id, autoRenewWish: true });
    expect(wished.flags).toEqual(["auto_renew_mismatch"]);
    expect(wished.truth.find(({ field }) => field === "autoRenew")).toMatchObject({
      here: "on",
      rule: "ours_wins",
    });
    expect((await editDomain(customer, { id, autoRenewWish: null })).flags).toEqual([]);
  });

  test("having looked takes away what waits for a look, and leaves what has a cause", async () => {
    const flags = sumOf(["arrived", "nameservers_changed", "missing", "disbelieved"]);
    await added({ flags });
    const seen = await editDomain(customer, { id, isSeen: true });
    expect(seen.flags).toEqual(["missing", "disbelieved"]);
    const [line] = await auditTrail(staff, name);
    expect(line).toMatchObject({
      before: { flags: ["nameservers_changed", "missing", "disbelieved", "arrived"] },
      after: { flags: ["missing", "disbelieved"] },
    });
  });
});

describe("input", () => {
  const refused = (body: unknown) => editDomainAt(customer, name, body);

  test.each([
    ["an unknown field", { role: "admin" }, "role", "unknown_field"],
    ["an id beside the address", { id: randomUUID() }, "id", "unknown_field"],
    ["a NUL", { notes: "a\u0000b" }, "notes", "bad_char"],
    ["half a sign", { notes: "\ud800" }, "notes", "bad_char"],
    ["a number for a text", { notes: 5 }, "notes", "type"],
    ["too much text", { notes: "x".repeat(10_001) }, "notes", "too_long"],
    ["a tag that could be a formula", { tags: ["=1+1"] }, "tags.0", "format"],
    ["a version below one", { version: 0 }, "version", "range"],
    ["not a number", { version: Number.NaN }, "version", "type"],
  ])("%s is refused, told by its field", async (_what, body, field, code) => {
    await expect(refused(body)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: [{ code }] },
    });
    expect(await auditTrail(staff, name)).toEqual([]);
  });

  test("a prototype is a field we do not know", async () => {
    await expect(refused(JSON.parse('{"__proto__":{"admin":true}}'))).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});
