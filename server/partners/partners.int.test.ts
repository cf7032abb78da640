import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domains } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";
import { users } from "@/db/schema/people";
import type { ServiceContext } from "../kernel/context";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedPartners, seedUser } from "../testing/seed";
import { archivePartner, restorePartner } from "./archive-partner";
import { listPartners, readPartner } from "./list-partners";
import { addPartner, renamePartner } from "./save-partner";

let database: TestDatabase;
let admin: ServiceContext;
let acme: string;
let lumen: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  await inTenant(database.db, "*", async (tx) => {
    await tx.delete(domains);
    await tx.delete(registrarAccounts);
    await tx.delete(users);
    await tx.delete(partners);
  });
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  admin = await proven(database.db, contextFor(database.db, { role: "admin" }));
});

const countsOf = async (id: string) => {
  const { names, people } = await readPartner(admin, { partnerId: id });
  return { names, people };
};

describe("a partner", () => {
  test("is added under a name that no other has, however it is written", async () => {
    const { partnerId } = await addPartner(admin, { name: "  Harbour Ltd. " });
    expect(await readPartner(admin, { partnerId })).toMatchObject({
      name: "Harbour Ltd.",
      slug: "harbour-ltd",
      names: 0,
      people: 0,
    });
    const [line] = await auditTrail(admin, "Harbour Ltd.");
    expect(line).toMatchObject({ action: "partner.added", objectId: partnerId, partnerId });
    await expect(addPartner(admin, { name: "HARBOUR  ltd" })).rejects.toMatchObject({
      code: "conflict",
      fields: { name: [{ code: "taken" }] },
    });
  });

  test("may have a name in any script, but not one of signs alone", async () => {
    const { partnerId } = await addPartner(admin, { name: "日本ドメイン" });
    expect(await readPartner(admin, { partnerId })).toMatchObject({ slug: "日本ドメイン" });
    for (const name of ["", "   ", "!!!", "x".repeat(121)])
      await expect(addPartner(admin, { name })).rejects.toMatchObject({
        code: "invalid_input",
        fields: { name: [expect.anything()] },
      });
  });

  test("is renamed with the old and the new name in the log; a name that is taken is refused", async () => {
    await renamePartner(admin, { partnerId: acme, name: "Acme Retail" });
    expect((await auditTrail(admin, "Acme Retail")).at(-1)).toMatchObject({
      action: "partner.changed",
      before: { name: "acme" },
      after: { name: "Acme Retail" },
    });
    await expect(
      renamePartner(admin, { partnerId: lumen, name: "acme retail" }),
    ).rejects.toMatchObject({ code: "conflict", fields: { name: [{ code: "taken" }] } });
    expect((await readPartner(admin, { partnerId: lumen })).name).toBe("lumen");
  });

  test("that does not exist is not found", async () => {
    for (const partnerId of [randomUUID(), "no-id"])
      await expect(readPartner(admin, { partnerId })).rejects.toMatchObject({
        code: "not_found",
      });
    await expect(
      renamePartner(admin, { partnerId: randomUUID(), name: "X" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  test("is told with its names and those who can sign in", async () => {
    const account = await seedAccount(database.db);
    await seedDomains(database.db, account, [
      { name: "one.com", partnerId: acme },
      { name: "two.com", partnerId: acme },
      { name: "nobodys.com" },
    ]);
    await seedUser(database.db, { email: "a@acme.example", role: "customer", partnerId: acme });
    await seedUser(database.db, {
      email: "b@acme.example",
      role: "customer",
      partnerId: acme,
      disabledAt: "2026-01-01T00:00:00Z",
    });
    expect(await countsOf(acme)).toEqual({ names: 2, people: 1 });
    expect(await countsOf(lumen)).toEqual({ names: 0, people: 0 });
    const { members } = await readPartner(admin, { partnerId: acme });
    expect(members.map(({ email }) => email)).toEqual(["a@acme.example", "b@acme.example"]);
    expect(JSON.stringify(members)).not.toContain("password");
  });
});

describe("archiving a partner", () => {
  test("puts it last, is undone by taking it back, and both are written down", async () => {
    await archivePartner(admin, { partnerId: acme });
    expect((await listPartners(admin)).map(({ name }) => name)).toEqual(["lumen", "acme"]);
    await archivePartner(admin, { partnerId: acme });
    await restorePartner(admin, { partnerId: acme });
    expect((await auditTrail(admin, "acme")).map(({ after }) => after)).toEqual([
      { archived: true },
      { archived: false },
    ]);
  });

  test("is refused while it has names, saying how many", async () => {
    const account = await seedAccount(database.db);
    await seedDomains(database.db, account, [{ name: "one.com", partnerId: acme }]);
    await expect(archivePartner(admin, { partnerId: acme })).rejects.toMatchObject({
      code: "precondition_failed",
      message: expect.stringContaining("1 name."),
    });
  });

  test("is refused while somebody of it can sign in, or new names go to it", async () => {
    await seedUser(database.db, { email: "a@acme.example", role: "customer", partnerId: acme });
    await expect(archivePartner(admin, { partnerId: acme })).rejects.toMatchObject({
      code: "precondition_failed",
      message: expect.stringContaining("1 person"),
    });
    await seedAccount(database.db, { name: "Gandi main", defaultPartnerId: lumen });
    await expect(archivePartner(admin, { partnerId: lumen })).rejects.toMatchObject({
      message: expect.stringContaining("Gandi main"),
    });
  });
});

test("nothing of a partner is changed without a fresh proof of who asks", async () => {
  const unproven = contextFor(database.db, { role: "admin" });
  for (const attempt of [
    () => addPartner(unproven, { name: "X" }),
    () => renamePartner(unproven, { partnerId: acme, name: "X" }),
    () => archivePartner(unproven, { partnerId: acme }),
    () => restorePartner(unproven, { partnerId: acme }),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: "forbidden",
      fields: { session: [{ code: "step_up_required" }] },
    });
  expect(await readPartner(admin, { partnerId: acme })).toMatchObject({ name: "acme" });
});

test("staff read partners and change none; customers see none of it", async () => {
  const staff = contextFor(database.db, { role: "staff" });
  const customer = contextFor(database.db, { role: "customer", partnerId: acme });
  expect(await listPartners(staff)).toHaveLength(2);
  for (const ctx of [staff, customer])
    for (const attempt of [
      () => addPartner(ctx, { name: "X" }),
      () => renamePartner(ctx, { partnerId: acme, name: "X" }),
      () => archivePartner(ctx, { partnerId: acme }),
      () => restorePartner(ctx, { partnerId: acme }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: "forbidden",
        permission: "partner.manage",
      });
  for (const attempt of [
    () => listPartners(customer),
    () => readPartner(customer, { partnerId: acme }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
});
