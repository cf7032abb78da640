import { randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { contacts } from "@/db/schema/contacts";
import { partners } from "@/db/schema/partners";
import type { ServiceContext } from "../kernel/context";
import { auditTrail } from "../testing/audit";
import { walkedDatabase } from "../testing/canaries";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedPartners } from "../testing/seed";
import { archiveContact, restoreContact } from "./archive-contact";
import { listContacts, readContact } from "./list-contacts";
import { openContacts } from "./open-contacts";
import { addContact, changeContact } from "./save-contact";
import { type AddContactInput, EMPTY_CONTACT_QUERY } from "./schemas";

const CNP = "1800101123450";
const OTHER_CNP = "1920822296090";

const ANA = {
  kind: "person",
  givenName: "Ana",
  familyName: "Popescu",
  email: "ana@example.com",
  phone: "+40 727 636 787",
  street: "Strada Lipscani 12",
  city: "București",
  postalCode: "030167",
  state: "București",
  countryCode: "ro",
  fiscalCode: CNP,
} as const satisfies AddContactInput;
const FIRMA = {
  ...ANA,
  kind: "company",
  organisation: "Cireșe Dulci SRL",
  fiscalCode: "RO27825131",
  registrationNumber: "J40/1234/2015",
} as const satisfies AddContactInput;

let database: TestDatabase;
let staff: ServiceContext;
let customer: ServiceContext;
let stranger: ServiceContext;
let acme: string;
let lumen: string;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
});
afterAll(() => database.drop());

beforeEach(async () => {
  await inTenant(database.db, "*", async (tx) => {
    await tx.delete(contacts);
    await tx.delete(partners);
  });
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  staff = contextFor(database.db, { role: "staff" });
  customer = contextFor(database.db, { role: "customer", partnerId: acme });
  stranger = contextFor(database.db, { role: "customer", partnerId: lumen });
});

const add = async (ctx: ServiceContext, input: AddContactInput = ANA) =>
  (await addContact(ctx, input)).contactId;
const namesOf = async (ctx: ServiceContext, query: Partial<typeof EMPTY_CONTACT_QUERY> = {}) =>
  (await listContacts(ctx, { ...EMPTY_CONTACT_QUERY, ...query })).rows.map(({ name }) => name);
const numberOf = (id: string) =>
  inTenant(database.db, "*", async (tx) => {
    const open = await openContacts(tx, [id]);
    return open.get(id)?.contact.fiscalCode;
  });

describe("a contact", () => {
  test("is written as registries take it, under its partner, with a line in the log", async () => {
    const id = await add(staff, { ...ANA, partnerId: acme, city: "  București\n " });
    expect(await readContact(staff, { contactId: id })).toMatchObject({
      partner: { id: acme, name: "acme" },
      name: "Ana Popescu",
      phone: "+40.727636787",
      city: "București",
      countryCode: "RO",
      fiscalCodeHint: "3450",
      organisation: null,
    });
    const lines = await auditTrail(staff, "Ana Popescu");
    expect(lines.filter(({ objectId }) => objectId === id)).toMatchObject([
      { action: "contact.added", objectId: id, partnerId: acme, after: { kind: "person" } },
    ]);
  });

  test("of an organisation is called by it, and one of a person has none", async () => {
    await add(staff, FIRMA);
    await add(staff, { ...ANA, organisation: "Nobody Ltd" });
    expect(await namesOf(staff)).toEqual(["Ana Popescu", "Cireșe Dulci SRL"]);
  });

  test("that a customer adds is their partner's, and no other partner's can be named", async () => {
    const id = await add(customer);
    expect(await readContact(staff, { contactId: id })).toMatchObject({ partner: { id: acme } });
    await expect(add(customer, { ...ANA, partnerId: lumen })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(add(staff, { ...ANA, partnerId: randomUUID() })).rejects.toMatchObject({
      fields: { partnerId: [{ code: "unknown" }] },
    });
  });

  test("is changed with the log naming fields, never what stands in them", async () => {
    const id = await add(customer);
    const { fiscalCode: _kept, ...same } = ANA;
    await changeContact(customer, { contactId: id, ...same, city: "Cluj-Napoca", state: "" });
    expect(await readContact(customer, { contactId: id })).toMatchObject({
      city: "Cluj-Napoca",
      state: null,
      fiscalCodeHint: "3450",
    });
    expect(await numberOf(id)).toBe(CNP);
    const lines = await auditTrail(staff, "Ana Popescu");
    expect(lines.at(-1)).toMatchObject({
      action: "contact.changed",
      after: { fields: ["city", "state"] },
    });
    expect(JSON.stringify(lines)).not.toMatch(/Cluj|Lipscani|ana@/);
    await changeContact(customer, { contactId: id, ...same, city: "Cluj-Napoca", state: "" });
    expect(await auditTrail(staff, "Ana Popescu")).toHaveLength(lines.length);
  });

  test("keeps its number until another is given, or it is to be forgotten", async () => {
    const id = await add(customer);
    const { fiscalCode: _old, ...same } = ANA;
    await changeContact(customer, { contactId: id, ...same, fiscalCode: OTHER_CNP });
    expect(await numberOf(id)).toBe(OTHER_CNP);
    await changeContact(customer, { contactId: id, ...same, fiscalCode: null });
    expect(await numberOf(id)).toBeUndefined();
    expect(await readContact(customer, { contactId: id })).toMatchObject({ fiscalCodeHint: null });
  });

  test("cannot become a company with the number of a person", async () => {
    const id = await add(customer);
    const { fiscalCode: _kept, ...company } = FIRMA;
    await expect(changeContact(customer, { contactId: id, ...company })).rejects.toMatchObject({
      fields: { fiscalCode: [{ code: "format" }] },
    });
  });

  test("that was put away is not among those in use, is not changed, and comes back", async () => {
    const id = await add(customer);
    await archiveContact(customer, { contactId: id });
    await archiveContact(customer, { contactId: id });
    expect([await namesOf(customer), await namesOf(customer, { archived: true })]).toEqual([
      [],
      ["Ana Popescu"],
    ]);
    await expect(changeContact(customer, { contactId: id, ...ANA })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    await restoreContact(customer, { contactId: id });
    expect(await namesOf(customer)).toEqual(["Ana Popescu"]);
    const lines = (await auditTrail(staff, "Ana Popescu")).filter(
      ({ objectId }) => objectId === id,
    );
    expect(lines.map(({ action }) => action)).toEqual([
      "contact.added",
      "contact.archived",
      "contact.restored",
    ]);
  });
});

describe("what is typed wrong", () => {
  test.each([
    [{ givenName: "  " }, "givenName", "required"],
    [{ familyName: "x".repeat(65) }, "familyName", "too_long"],
    [{ city: "Bucu\u202erești" }, "city", "bad_char"],
    [{ street: "" }, "street", "required"],
    [{ email: "ana@" }, "email", "format"],
    [{ email: "" }, "email", "required"],
    [{ phone: "0727636787" }, "phone", "format"],
    [{ phone: "+4.0727636787" }, "phone", "country_code"],
    [{ countryCode: "UK" }, "countryCode", "value"],
    [{ countryCode: "" }, "countryCode", "required"],
    [{ kind: "robot" }, "kind", "value"],
    [{ fiscalCode: "1800101123456" }, "fiscalCode", "control_digit"],
    [{ fiscalCode: "1283777778234" }, "fiscalCode", "date"],
    [{ fiscalCode: "" }, "fiscalCode", "format"],
    [{ kind: "company" }, "organisation", "required"],
    [{ ...FIRMA, fiscalCode: "27825132" }, "fiscalCode", "control_digit"],
    [{ ...FIRMA, registrationNumber: "J53/1/2015" }, "registrationNumber", "county"],
    [{ ...FIRMA, registrationNumber: "J40/1234/2027" }, "registrationNumber", "year"],
    [{ nickname: "A" }, "nickname", "unknown_field"],
  ])("%j is refused at %s as %s, and nothing is kept", async (wrong, field, code) => {
    const input = { ...ANA, ...wrong } as AddContactInput;
    const refused = await addContact(customer, input).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "invalid_input", fields: { [field]: [{ code }] } });
    expect(JSON.stringify(refused)).not.toContain("1800101123456");
    expect(await namesOf(staff)).toEqual([]);
  });

  test("numbers of other countries are taken as they are", async () => {
    const input = { ...ANA, countryCode: "DE", fiscalCode: "86 095 742 719" };
    expect(await numberOf(await add(customer, input))).toBe("86 095 742 719");
  });
});

describe("another partner", () => {
  test("finds no contact, and changes none", async () => {
    const id = await add(customer);
    expect(await namesOf(stranger)).toEqual([]);
    expect(await namesOf(stranger, { partner: acme })).toEqual([]);
    for (const attempt of [
      () => readContact(stranger, { contactId: id }),
      () => changeContact(stranger, { contactId: id, ...ANA }),
      () => archiveContact(stranger, { contactId: id }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect((await inTenant(database.db, lumen, (tx) => openContacts(tx, [id]))).size).toBe(0);
  });

  test("does not find those of the house either", async () => {
    await add(staff);
    expect([await namesOf(staff), await namesOf(customer)]).toEqual([["Ana Popescu"], []]);
    expect(await namesOf(staff, { partner: "house" })).toEqual(["Ana Popescu"]);
    expect(await namesOf(customer, { partner: "house" })).toEqual([]);
    expect(await namesOf(staff, { partner: acme })).toEqual([]);
  });
});

describe("the list", () => {
  test("goes by name in pages, and finds by organisation, person and address of mail", async () => {
    for (const givenName of ["Zoe", "bert", "Änne", "Carla"])
      await add(customer, { ...ANA, givenName, email: `${givenName.length}@example.com` });
    await add(customer, FIRMA);
    const all = await namesOf(customer);
    const first = await listContacts(customer, { ...EMPTY_CONTACT_QUERY, limit: 3 });
    const second = await listContacts(customer, {
      ...EMPTY_CONTACT_QUERY,
      limit: 3,
      cursor: first.nextCursor,
    });
    expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(all);
    expect(second.nextCursor).toBeNull();
    expect(await namesOf(customer, { q: "CIREȘE" })).toEqual(["Cireșe Dulci SRL"]);
    expect(await namesOf(customer, { q: "ana popescu" })).toEqual(["Cireșe Dulci SRL"]);
    expect(await namesOf(customer, { q: "%" })).toEqual([]);
    await expect(
      listContacts(stranger, { ...EMPTY_CONTACT_QUERY, limit: 3, cursor: first.nextCursor }),
    ).rejects.toMatchObject({ code: "bad_request" });
  });

  test("tells no number, and neither does anything in the database", async () => {
    const secret = `DE${randomBytes(8).toString("hex").toUpperCase()}`;
    const id = await add(customer, { ...ANA, countryCode: "DE", fiscalCode: secret });
    const { fiscalCode: _kept, ...same } = ANA;
    await changeContact(customer, { contactId: id, ...same, countryCode: "DE", city: "Ulm" });
    const told = await listContacts(staff, EMPTY_CONTACT_QUERY);
    expect(JSON.stringify(told)).not.toContain(secret);
    const sql = postgres(database.urls.app, {
      max: 1,
      connection: { role: "namekeep_app", "app.partner": "*" },
      onnotice: () => undefined,
    });
    const { leaks, tables } = await walkedDatabase(sql, [["the number", secret]]);
    await sql.end();
    expect(tables).toContain("public.contacts");
    expect(leaks).toEqual([]);
  });
});
