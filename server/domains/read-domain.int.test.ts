import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { conflicts } from "@/db/schema/conflicts";
import { domainObservations, domainSync } from "@/db/schema/domains";
import type { ServiceContext } from "../kernel/context";
import { sumOf } from "../names/domain-flags";
import { contextFor } from "../testing/context";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { readDomain } from "./read-domain";

let database: TestDatabase;
let acme: string;
let id: string;
let staff: ServiceContext;
let customer: ServiceContext;
let stranger: ServiceContext;

const TOLD_AT = "2026-01-15T08:00:00.000Z";

beforeAll(async () => {
  database = await testDatabase();
  let lumen = "";
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const account = await seedAccount(database.db, { name: "Gandi main" });
  [id = ""] = await seedDomains(database.db, account, [
    {
      name: "xn--mnchen-3ya.de",
      nameUnicode: "münchen.de",
      partnerId: acme,
      expiresAt: "2026-12-14T00:00:00Z",
      nameservers: ["ns2.new.example", "ns1.new.example"],
      lockState: "locked",
      flags: sumOf(["nameservers_changed", "disbelieved"]),
    },
    { name: "xn--i-7iq.ws", nameUnicode: "i❤.ws", partnerId: acme },
    { name: "nobody.com" },
  ]);
  await inTenant(database.db, "*", async (tx) => {
    await tx.insert(domainObservations).values({
      domainId: id,
      partnerId: acme,
      observed: {
        expiresAt: "2006-12-14T00:00:00Z",
        nameservers: ["NS1.new.example", "ns2.new.example"],
        transferLocked: false,
        _at: { expiresAt: TOLD_AT, nameservers: TOLD_AT, transferLocked: TOLD_AT },
        _via: { expiresAt: "list", nameservers: "info", transferLocked: "info" },
      },
      changedAt: TOLD_AT,
    });
    await tx.insert(conflicts).values({
      domainId: id,
      partnerId: acme,
      accountId: account,
      field: "expiresAt",
      rule: "expiry_back",
      told: "2006-12-14T00:00:00Z",
      toldKey: "2006",
      via: "list",
      reason: "The registrar moved the expiry back.",
      suggestion: "ignore",
      why: "Ours is likelier.",
      firstSeenAt: TOLD_AT,
      lastSeenAt: TOLD_AT,
    });
    await tx.insert(auditEntries).values({
      at: TOLD_AT,
      partnerId: acme,
      actorKind: "job",
      actorId: "worker",
      actorName: "worker",
      action: "domain.changed",
      objectKind: "domain",
      objectId: id,
      objectName: "xn--mnchen-3ya.de",
      source: "job",
      requestId: "r",
      before: { nameservers: ["ns1.old.example"] },
      after: { nameservers: ["ns1.new.example", "ns2.new.example"] },
    });
  });
  staff = contextFor(database.db, { role: "staff" });
  customer = contextFor(database.db, { role: "customer", partnerId: acme });
  stranger = contextFor(database.db, { role: "customer", partnerId: lumen });
});
afterAll(() => database.drop());

describe("a name is found", () => {
  test.each([
    "xn--mnchen-3ya.de",
    "münchen.de",
    " MÜNCHEN.DE. ",
    "mu\u0308nchen.de",
  ])("by the spelling %j", async (spelling) => {
    expect((await readDomain(customer, spelling)).id).toBe(id);
  });

  test("by its id, whatever its case", async () => {
    expect((await readDomain(customer, id.toUpperCase())).name).toBe("xn--mnchen-3ya.de");
  });

  test("although no registry would sell it: it is owned", async () => {
    expect((await readDomain(customer, "i❤.ws")).nameUnicode).toBe("i❤.ws");
  });
});

describe("a name is not found", () => {
  test("by another partner, neither by name nor by id", async () => {
    for (const reference of ["münchen.de", id, "nobody.com"])
      await expect(readDomain(stranger, reference)).rejects.toMatchObject({ code: "not_found" });
  });

  test("by a customer while it belongs to nobody; staff find it", async () => {
    await expect(readDomain(customer, "nobody.com")).rejects.toMatchObject({ code: "not_found" });
    expect((await readDomain(staff, "nobody.com")).partner).toBeNull();
  });

  test.each([
    "abc",
    "1\u0000",
    "9007199254740993",
    "",
  ])("by %j, which is neither a name nor an id", async (reference) => {
    await expect(readDomain(staff, reference)).rejects.toMatchObject({ code: "not_found" });
  });

  test.each([
    ["example..com", "empty_label"],
    ["co.uk", "public_suffix"],
    ["www.example.com", "not_registrable"],
    ["exam_ple.com", "bad_char"],
    ["192.168.0.1", "ip_address"],
    ["ex--ample.com", "hyphen_34"],
    ["☕.com", "symbol"],
    ["https://www.example.com/", "url_pasted"],
  ])("by %s, and is told the rule it breaks", async (reference, code) => {
    await expect(readDomain(staff, reference)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { name: [{ code }] },
    });
  });
});

describe("what is told of a name", () => {
  const fieldOf = async (field: string) =>
    (await readDomain(customer, id)).truth.find((truth) => truth.field === field);

  test("a value that was not believed stands beside ours, with the reason", async () => {
    expect(await fieldOf("expiresAt")).toMatchObject({
      here: "2026-12-14T00:00:00.000Z",
      registrar: "2006-12-14T00:00:00Z",
      differs: true,
      rule: "disbelieved",
      reason: "The registrar moved the expiry back.",
      toldAt: TOLD_AT,
      via: "list",
    });
  });

  test("the same hosts in another order and case are no difference", async () => {
    expect(await fieldOf("nameservers")).toMatchObject({ differs: false, via: "info" });
  });

  test("a lock that differs is a difference, by the lock's own time", async () => {
    expect(await fieldOf("lockState")).toMatchObject({
      here: "locked",
      registrar: "unlocked",
      differs: true,
      toldAt: TOLD_AT,
    });
  });

  test("what was never told has no time and no difference", async () => {
    expect(await fieldOf("registrant")).toMatchObject({
      registrar: null,
      toldAt: null,
      via: null,
      differs: false,
    });
  });

  test("a later list that brought nothing new confirms what the list had told", async () => {
    const listedAt = "2026-01-15T08:30:00.000Z";
    await inTenant(database.db, "*", (tx) => tx.update(domainSync).set({ listedAt }));
    expect(await fieldOf("expiresAt")).toMatchObject({ via: "list", toldAt: listedAt });
    expect(await fieldOf("nameservers")).toMatchObject({ via: "info", toldAt: TOLD_AT });
  });

  test("a flag says since when it stands, and what changed", async () => {
    const { notices } = await readDomain(customer, id);
    expect(notices).toEqual([
      {
        flag: "nameservers_changed",
        since: TOLD_AT,
        before: ["ns1.old.example"],
        after: ["ns1.new.example", "ns2.new.example"],
      },
      { flag: "disbelieved", since: null, before: null, after: null },
    ]);
  });

  test("phases that nobody told are counted by the rule of the ending", async () => {
    expect((await readDomain(customer, id)).phases).toEqual([
      { phase: "active", endsAt: "2026-12-14T00:00:00.000Z", source: "registrar" },
      { phase: "redemption", endsAt: "2027-01-13T00:00:00.000Z", source: "rule" },
    ]);
  });
});
