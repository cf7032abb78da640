import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { nameserverSets } from "@/db/schema/nameserver-sets";
import type { ServiceContext } from "../kernel/context";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedPartners } from "../testing/seed";
import { listNameserverSets } from "./list-sets";
import { addNameserverSet, changeNameserverSet, removeNameserverSet } from "./save-set";

const HOSTS = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];

let database: TestDatabase;
let staff: ServiceContext;
let customer: ServiceContext;
let stranger: ServiceContext;
let acme: string;
let lumen: string;

beforeAll(async () => {
  database = await testDatabase();
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  staff = contextFor(database.db, { role: "staff" });
  customer = contextFor(database.db, { role: "customer", partnerId: acme });
  stranger = contextFor(database.db, { role: "customer", partnerId: lumen });
});
afterAll(() => database.drop());
beforeEach(() => inTenant(database.db, "*", (tx) => tx.delete(nameserverSets)));

const namesOf = async (ctx: ServiceContext) =>
  (await listNameserverSets(ctx)).map(({ name }) => name);

describe("a set of nameservers", () => {
  test("is kept as hosts are written, with a line in the log for each step", async () => {
    const set = await addNameserverSet(staff, {
      name: " Fernway ",
      hosts: ["NS1.Fernway-dns.net.", "ns2.fernway-dns.org"],
    });
    expect(set).toMatchObject({ name: "Fernway", hosts: HOSTS, partner: null });
    const renamed = await changeNameserverSet(staff, { setId: set.id, name: "Fernway DNS" });
    expect(renamed).toMatchObject({ name: "Fernway DNS", hosts: HOSTS });
    await changeNameserverSet(staff, { setId: set.id, name: "Fernway DNS", hosts: HOSTS });
    await removeNameserverSet(staff, { setId: set.id });
    expect(await namesOf(staff)).toEqual([]);
    const lines = [
      ...(await auditTrail(staff, "Fernway")),
      ...(await auditTrail(staff, "Fernway DNS")),
    ];
    expect(lines.map(({ action }) => action)).toEqual([
      "nameserver_set.added",
      "nameserver_set.changed",
      "nameserver_set.removed",
    ]);
  });

  test("of a customer is their partner's, and nobody else's to see or change", async () => {
    const set = await addNameserverSet(customer, { name: "Ours", hosts: HOSTS });
    await addNameserverSet(staff, { name: "House", hosts: HOSTS });
    expect([await namesOf(customer), await namesOf(stranger), await namesOf(staff)]).toEqual([
      ["Ours"],
      [],
      ["House", "Ours"],
    ]);
    for (const attempt of [
      () => changeNameserverSet(stranger, { setId: set.id, name: "Mine" }),
      () => removeNameserverSet(stranger, { setId: set.id }),
      () => addNameserverSet(stranger, { name: "X", hosts: HOSTS, partnerId: acme }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect(await namesOf(customer)).toEqual(["Ours"]);
  });

  test("of the house is offered to every partner when it is shared, and is changed by none of them", async () => {
    const set = await addNameserverSet(staff, { name: "House", hosts: HOSTS, isShared: true });
    await addNameserverSet(staff, { name: "Secret", hosts: HOSTS });
    expect([await namesOf(customer), await namesOf(stranger)]).toEqual([["House"], ["House"]]);
    for (const attempt of [
      () => changeNameserverSet(customer, { setId: set.id, name: "Mine" }),
      () => removeNameserverSet(customer, { setId: set.id }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    for (const attempt of [
      () => addNameserverSet(customer, { name: "Ours", hosts: HOSTS, isShared: true }),
      () => addNameserverSet(staff, { name: "X", hosts: HOSTS, partnerId: acme, isShared: true }),
    ])
      await expect(attempt()).rejects.toMatchObject({ fields: { isShared: expect.anything() } });
    await expect(
      inTenant(database.db, acme, (tx) =>
        tx.update(nameserverSets).set({ name: "Mine" }).returning({ id: nameserverSets.id }),
      ),
    ).resolves.toEqual([]);
    expect(await inTenant(database.db, "", (tx) => tx.select().from(nameserverSets))).toEqual([]);
    await changeNameserverSet(staff, { setId: set.id, isShared: false });
    expect(await namesOf(customer)).toEqual([]);
    expect(await namesOf(staff)).toEqual(["House", "Secret"]);
  });

  test("has a name of its own with its owner, in any case of letters; others may use it too", async () => {
    await addNameserverSet(customer, { name: "Main", hosts: HOSTS });
    const other = await addNameserverSet(customer, { name: "Other", hosts: HOSTS });
    const taken = { fields: { name: [{ code: "taken" }] } };
    await expect(addNameserverSet(customer, { name: "MAIN", hosts: HOSTS })).rejects.toMatchObject(
      taken,
    );
    await expect(
      changeNameserverSet(customer, { setId: other.id, name: "main" }),
    ).rejects.toMatchObject(taken);
    await addNameserverSet(stranger, { name: "Main", hosts: HOSTS });
    const both = await Promise.allSettled([
      addNameserverSet(staff, { name: "Race", hosts: HOSTS }),
      addNameserverSet(staff, { name: "race", hosts: HOSTS }),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test.each([
    [["ns1.example.net"], "hosts", "too_few"],
    [["ns1.example.net", "192.0.2.1"], "hosts.1", "ip_address"],
    [["ns1.example.net", "NS1.example.net."], "hosts.1", "duplicate"],
  ])("of %j is refused at %s as %s", async (hosts, field, code) => {
    await expect(addNameserverSet(staff, { name: "Wrong", hosts })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: [{ code }] },
    });
  });

  test("is given to no partner that is not there", async () => {
    const input = { name: "Lost", hosts: HOSTS, partnerId: randomUUID() };
    await expect(addNameserverSet(staff, input)).rejects.toMatchObject({
      fields: { partnerId: [{ code: "unknown" }] },
    });
  });
});
