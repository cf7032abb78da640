import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { inTenant } from "@/db/client";
import { domains } from "@/db/schema/domains";
import { operations, planRows } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import { archiveContact } from "../contacts/archive-contact";
import { addContact } from "../contacts/save-contact";
import type { AddContactInput } from "../contacts/schemas";
import type { ServiceContext } from "../kernel/context";
import { ok } from "../kernel/result";
import { workOperations } from "../operations/work-operations";
import { applyPlan } from "../plans/apply-plan";
import { approvePlan } from "../plans/approve-plan";
import { retryPlan, undoPlan } from "../plans/follow-up-plan";
import { planRows as readRows } from "../plans/plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "../plans/queries";
import { readPlan } from "../plans/read-plan";
import type { PlanDto } from "../plans/schemas";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { gatewayFor } from "../registrars/registry";
import { restricted } from "../registrars/restrict";
import { NORTHWIND } from "../simulator/rotld/accounts";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { auditTrail } from "../testing/audit";
import { walkedDatabase } from "../testing/canaries";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners, seedSession, seedUser } from "../testing/seed";
import { forgetLeftContacts } from "./forget-left-contacts";
import { makeRegistrationPlan } from "./make-registration-plan";
import { registrationAccounts } from "./registration-choices";
import type { MakeRegistrationPlanInput } from "./schemas";

const MAIN = { token: "sim-pat-northwind-main" };
const ROTLD = { registrarId: NORTHWIND.id, password: NORTHWIND.password };
const CNP = "1920822296090";

const ANA = {
  kind: "person",
  givenName: "Ana",
  familyName: "Popescu",
  email: "ana@example.com",
  phone: "+40.727636787",
  street: "Strada Lipscani 12",
  city: "București",
  postalCode: "030167",
  state: "București",
  countryCode: "RO",
  fiscalCode: CNP,
} as const satisfies AddContactInput;

let database: TestDatabase;
let simulator: RunningSimulator;
let staff: ServiceContext;
let customer: ServiceContext;
let worker: ServiceContext;
let acme: string;
let lumen: string;
let gandi: string;
let rotld: string;
let ana: string;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const key = () => `test-${randomUUID()}`;
let serial = 0;
/** A name that the simulated registrars say is free, and that no other test used. */
const freeName = (ending = "com", kind = "free") => {
  serial += 1;
  return `sim-${kind}-${serial}.${ending}`;
};

/** The real gateways in front of the simulator, held back by what their accounts may do. */
const registrars = (): RegistrarGateways => ({
  open: ({ registrar, credential, mode = "read_only", paidCallsAt = null }) => {
    const gateway = gatewayFor({
      registrar,
      endpoint: "simulator",
      credential: JSON.parse(credential),
      simulatorUrl: simulator.url,
      mode: "demo",
    });
    return gateway.ok ? ok(restricted(gateway.value, { mode, paidCallsAt })) : gateway;
  },
});

async function person(role: "admin" | "staff" | "customer", partnerId?: string) {
  const email = `${randomUUID()}@test.example`;
  const userId = await seedUser(database.db, { email, role, partnerId: partnerId ?? null });
  const made = contextFor(
    database.db,
    { role, userId, ...(partnerId ? { partnerId } : {}) },
    { registrars: registrars(), now: () => new Date() },
  );
  if (made.actor.kind !== "user") throw new Error("not a person");
  const sessionId = await seedSession(database.db, userId);
  return { ...made, actor: { ...made.actor, sessionId } };
}

const paying = { mode: "full", paidCallsAt: new Date().toISOString() } as const;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await house(async (tx) => {
    for (const table of ["operations", "plan_rows", "plans", "domains", "contacts", "rate_limits"])
      await tx.execute(sql.raw(`delete from ${table}`));
    await tx.execute(sql`delete from registrar_accounts`);
    await tx.execute(sql`delete from sessions`);
    await tx.execute(sql`delete from users`);
    await tx.execute(sql`delete from partners`);
  });
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  gandi = await seedAccount(database.db, {
    name: "Gandi",
    credential: JSON.stringify(MAIN),
    defaultPartnerId: acme,
    ...paying,
  });
  rotld = await seedAccount(database.db, {
    name: "ROTLD",
    registrar: "rotld",
    credential: JSON.stringify(ROTLD),
    ...paying,
  });
  staff = await person("staff");
  customer = await person("customer", acme);
  worker = { ...houseContext("worker", {}, database.db), registrars: registrars() };
  ana = (await addContact(staff, { ...ANA, partnerId: acme })).contactId;
});

type Ask = Partial<MakeRegistrationPlanInput>;
const planned = (names: readonly string[], more: Ask = {}, ctx: ServiceContext = staff) =>
  makeRegistrationPlan(ctx, {
    key: key(),
    names: [...names],
    accountId: gandi,
    years: 1,
    contacts: { registrant: ana },
    partnerId: acme,
    ...more,
  });
const start = ({ id, hash, expected }: PlanDto, ctx: ServiceContext = staff) =>
  applyPlan(ctx, { id, hash, ...(expected === null ? {} : { typed: expected }) });
const rowsOf = async ({ id }: PlanDto) =>
  (await readRows(staff, { id }, EMPTY_PLAN_ROW_QUERY)).rows;

/** Works until nothing is open, moving waiting operations to now. */
async function settle({ id }: PlanDto, rounds = 30): Promise<PlanDto> {
  for (let round = 0; round < rounds; round += 1) {
    await workOperations(worker, Date.now() + 30_000);
    const now = await readPlan(staff, { id });
    if (now.state !== "applying") return now;
    await house((tx) =>
      tx.update(operations).set({ nextAttemptAt: sql`now()` }).where(sql`finished_at is null`),
    );
  }
  return readPlan(staff, { id });
}

const paidFor = async (name: string) =>
  (await simulator.script.ledger()).filter(({ domain }) => domain === name);
const errorOf = async (name: string) => {
  const [one] = await house((tx) => tx.select().from(operations).where(sql`name = ${name}`));
  return one ? { state: one.state, code: one.errorCode, sends: one.sends } : null;
};

describe("a preview of a registration", () => {
  test("asks whether the name is free and what it costs, and sends nothing", async () => {
    const name = freeName();
    const plan = await planned([name], { years: 2 });
    expect(plan).toMatchObject({
      kind: "register",
      verdicts: { change: 1 },
      costs: [{ currency: "EUR", names: 1 }],
      needsStepUp: true,
      gates: [{ gate: "cost" }],
    });
    expect(plan.expected).toMatch(/^\d+\.\d\d EUR$/);
    expect(await rowsOf(plan)).toMatchObject([
      {
        name,
        domainId: null,
        account: "Gandi",
        before: {},
        after: { years: 2, nameservers: [], registrant: "Ana Popescu" },
      },
    ]);
    const { byMethod } = await simulator.script.requests();
    expect(Object.keys(byMethod)).toEqual(["GET"]);
  });

  test.each([
    ["sim-taken-1.com", "impossible", "taken"],
    ["sim-corporate-1.com", "impossible", "reserved"],
    ["sim-timeout-1.com", "skipped", "unknown"],
    ["not a name", "impossible", "bad_char"],
    ["www.example.com", "impossible", "not_registrable"],
    ["sim-free-1.de", "impossible", "price"],
  ])("says of %s why it cannot be had now: %s, %s", async (name, verdict, rule) => {
    const plan = await planned([name, freeName()], { years: name.endsWith(".de") ? 2 : 1 });
    const row = (await rowsOf(plan)).find((one) => one.name === name);
    expect(row).toMatchObject({ verdict, rule, costMinor: null });
    expect(row?.detail).toBeTruthy();
    expect(plan.verdicts.change).toBe(1);
  });

  test("takes a registry that was slow to answer as free only once it has said so", async () => {
    const name = freeName("com", "pending");
    expect(await rowsOf(await planned([name]))).toMatchObject([{ name, verdict: "change" }]);
  });

  test("shows a premium name as such, with its price", async () => {
    const plan = await planned([freeName("com", "premium")]);
    expect(await rowsOf(plan)).toMatchObject([{ verdict: "change", risks: ["premium"] }]);
    expect(plan.costs[0]?.minor).toBeGreaterThan(10_000);
  });

  test("refuses what is in the portfolio already, and what is under way", async () => {
    const [ours, twice] = [freeName(), freeName()];
    await seedDomains(database.db, gandi, [{ name: ours, partnerId: lumen }]);
    await start(await planned([twice]));
    expect(await rowsOf(await planned([ours, twice]))).toMatchObject([
      { name: ours, verdict: "impossible", rule: "ours" },
      { name: twice, verdict: "skipped", rule: "under_way" },
    ]);
  });

  test("keeps to the years of the ending, and to hosts outside the name", async () => {
    const name = freeName();
    const inside = { nameservers: [`ns1.${name}`, "ns2.example.net"] };
    expect(await rowsOf(await planned([name], inside))).toMatchObject([{ rule: "glue" }]);
    for (const years of [0, 11, 1.5])
      await expect(planned([name], { years })).rejects.toMatchObject({
        fields: { years: [expect.anything()] },
      });
  });

  test.each([
    [[], { names: [] }, "names", "range"],
    [["  "], {}, "names", "required"],
    [["foo bar"], {}, "names", "bad_char"],
    [["x.com"], { nameservers: ["ns1.example.net"] }, "nameservers", "too_few"],
    [["x.com"], { nameservers: [""] }, "nameservers.0", "required"],
    [["x.com"], { nameservers: ["ns1.example.net", "*.example.net"] }, "nameservers.1", "wildcard"],
    [["x.com"], { accountId: randomUUID() }, "accountId", "unknown"],
    [["x.com"], { partnerId: randomUUID() }, "partnerId", "unknown"],
    [["x.com"], { contacts: { registrant: randomUUID() } }, "contacts.registrant", "unknown"],
    [
      ["x.com"],
      { contractPrice: { amount: "6,00", currency: "EUR" } },
      "contractPrice.amount",
      "format",
    ],
    [
      ["x.com"],
      { contractPrice: { amount: "6", currency: "XXX" } },
      "contractPrice.currency",
      "currency",
    ],
  ] as [
    string[],
    Ask,
    string,
    string,
  ][])("of %j with %j is refused at %s as %s", async (names, more, field, code) => {
    await expect(planned(names, more)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: [{ code }] },
    });
  });

  test("judges each name once, however often and in whatever case it is typed", async () => {
    const name = freeName();
    const plan = await planned([name, name.toUpperCase(), ` ${name}. `, ""]);
    expect((await rowsOf(plan)).map((row) => row.name)).toEqual([name]);
  });

  test("that nobody started forgets its contacts when it ends", async () => {
    const plan = await planned([freeName()]);
    const kept = () =>
      house((tx) => tx.select({ secrets: planRows.secrets }).from(planRows)).then((rows) =>
        rows.filter(({ secrets }) => secrets !== null),
      );
    await forgetLeftContacts(worker);
    expect(await kept()).toHaveLength(1);
    await house((tx) => tx.execute(sql`update plans set expires_at = now() - interval '1 second'`));
    await forgetLeftContacts(worker);
    expect(await kept()).toEqual([]);
    await expect(start(plan)).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("with the same key is the same plan, and with other names it is refused", async () => {
    const [name, other] = [freeName(), freeName()];
    const intent = { key: key() };
    const first = await planned([name], intent);
    expect((await planned([name], intent)).id).toBe(first.id);
    await expect(planned([other], intent)).rejects.toMatchObject({
      fields: { key: [{ code: "reused" }] },
    });
  });
});

describe("the account", () => {
  test("that may not pay registers nothing and says so", async () => {
    await house((tx) => tx.execute(sql`update registrar_accounts set paid_calls_at = null`));
    const plan = await planned([freeName()]);
    expect(await rowsOf(plan)).toMatchObject([{ verdict: "impossible", rule: "account" }]);
    const accounts = await registrationAccounts(staff);
    expect(accounts.map(({ obstacle }) => obstacle)).toEqual([
      expect.stringContaining("cost money"),
      expect.stringContaining("cost money"),
    ]);
  });

  test("is one of those of a customer's own names, and no other", async () => {
    expect((await registrationAccounts(customer)).map(({ name }) => name)).toEqual(["Gandi"]);
    await expect(planned([freeName("ro")], { accountId: rotld }, customer)).rejects.toMatchObject({
      fields: { accountId: [{ code: "unknown" }] },
    });
  });
});

describe("the contact", () => {
  test("of another partner cannot be used by a customer, nor for another partner's names", async () => {
    const theirs = (await addContact(staff, { ...ANA, partnerId: lumen })).contactId;
    const contacts = { registrant: theirs };
    await expect(planned([freeName()], { contacts }, customer)).rejects.toMatchObject({
      fields: { "contacts.registrant": [{ code: "unknown" }] },
    });
    await expect(planned([freeName()], { contacts })).rejects.toMatchObject({
      fields: { "contacts.registrant": [{ code: "foreign" }] },
    });
  });

  test("of the house may be the technical one of a partner's names, and not their holder", async () => {
    const own = (await addContact(staff, ANA)).contactId;
    const plan = await planned([freeName()], { contacts: { registrant: ana, tech: own } });
    expect(plan.verdicts.change).toBe(1);
    await expect(planned([freeName()], { contacts: { registrant: own } })).rejects.toMatchObject({
      fields: { "contacts.registrant": [{ code: "foreign" }] },
    });
  });

  test("that was put away is refused", async () => {
    await archiveContact(staff, { contactId: ana });
    await expect(planned([freeName()])).rejects.toMatchObject({
      fields: { "contacts.registrant": [{ code: "unknown" }] },
    });
  });

  test("of a .ro name must have what the registry asks for", async () => {
    const { fiscalCode: _none, ...without } = ANA;
    const registrant = (await addContact(staff, { ...without, partnerId: acme })).contactId;
    const ro = { accountId: rotld, contractPrice: { amount: "6.00", currency: "eur" } };
    const plan = await planned([freeName("ro")], { ...ro, contacts: { registrant } });
    expect(await rowsOf(plan)).toMatchObject([
      { verdict: "impossible", rule: "contact", detail: expect.stringContaining("CNP") },
    ]);
  });
});

/** Looks for the holder's number in every row of every table. */
async function walked() {
  const all = postgres(database.urls.app, {
    max: 1,
    connection: { role: "namekeep_app", "app.partner": "*" },
    onnotice: () => undefined,
  });
  const found = await walkedDatabase(all, [["the CNP", CNP]]);
  await all.end();
  return found;
}

describe("a registration", () => {
  test("brings the name into the portfolio, under its partner and with its hosts", async () => {
    const name = freeName();
    const nameservers = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];
    const plan = await planned([name], { nameservers });
    await start(plan);
    expect(await settle(plan)).toMatchObject({ state: "done", progress: { completed: 1 } });
    const [row] = await house((tx) => tx.select().from(domains).where(sql`name = ${name}`));
    expect(row).toMatchObject({ partnerId: acme, accountId: gandi, nameservers });
    expect(await paidFor(name)).toMatchObject([{ action: "register", outcome: "accepted" }]);
  });

  test("of a name that was another partner's and lapsed gives it to who paid", async () => {
    const name = freeName();
    const notes = "lumen's own words";
    await seedDomains(database.db, gandi, [{ name, partnerId: lumen, flags: 4, notes }]);
    const plan = await planned([name]);
    await start(plan);
    expect(await settle(plan)).toMatchObject({ progress: { completed: 1 } });
    const [row] = await house((tx) => tx.select().from(domains).where(sql`name = ${name}`));
    expect(row).toMatchObject({ partnerId: acme, flags: 0, notes: "" });
    const lines = await auditTrail(staff, name);
    const told = lines.filter(({ partnerId }) => partnerId === lumen);
    expect(told).toMatchObject([{ action: "domain.assigned", after: { partner: null } }]);
  });

  test("of a premium name is ordered as one, at the price that was typed", async () => {
    const name = freeName("com", "premium");
    const plan = await planned([name]);
    await start(plan);
    expect(await settle(plan)).toMatchObject({ progress: { completed: 1 } });
    expect(await paidFor(name)).toMatchObject([{ priceMinor: plan.costs[0]?.minor }]);
  });

  test("is not sent when somebody took the name meanwhile", async () => {
    const name = freeName();
    const plan = await planned([name]);
    await simulator.script.add({
      match: { method: "GET", path: "/v5/domain/check" },
      times: "always",
      action: {
        kind: "status",
        status: 200,
        body: { currency: "EUR", products: [{ name, process: "create", status: "unavailable" }] },
      },
    });
    await start(plan);
    expect(await settle(plan)).toMatchObject({
      progress: { failed: 1 },
      causes: { changed_meanwhile: 1 },
    });
    expect(await errorOf(name)).toEqual({ state: "failed", code: "domain_taken", sends: 0 });
    expect(await paidFor(name)).toEqual([]);
  });

  test("is not sent when its price went up", async () => {
    const name = freeName();
    const plan = await planned([name]);
    await house((tx) => tx.update(planRows).set({ costMinor: 1 }));
    const seen = await readPlan(staff, { id: plan.id });
    await start(seen);
    expect(await settle(seen)).toMatchObject({ progress: { failed: 1 } });
    expect(await errorOf(name)).toMatchObject({ code: "price_changed", sends: 0 });
    expect(await paidFor(name)).toEqual([]);
  });

  test("that is refused has failed, is not sent again, and can be planned anew", async () => {
    const name = freeName();
    const plan = await planned([name]);
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/domains" },
      times: "always",
      action: { kind: "status", status: 400, body: { message: "no" } },
    });
    await start(plan);
    expect(await settle(plan)).toMatchObject({ progress: { failed: 1 } });
    expect(await errorOf(name)).toMatchObject({ state: "failed", sends: 1 });
    await simulator.script.clearScripts();
    await expect(undoPlan(staff, { id: plan.id, key: key() })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    const again = await retryPlan(staff, { id: plan.id, key: key(), causes: ["refused"] });
    expect(again).toMatchObject({ retryOf: plan.id, names: 1, verdicts: { change: 1 } });
    await start(again);
    expect(await settle(again)).toMatchObject({ progress: { completed: 1 } });
  });

  test("that was done and not answered is found by reading, and paid once", async () => {
    const name = freeName();
    const plan = await planned([name]);
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/domains" },
      times: 1,
      action: { kind: "reset" },
    });
    await start(plan);
    expect(await settle(plan)).toMatchObject({ progress: { completed: 1 } });
    expect(await paidFor(name)).toHaveLength(1);
  });

  test("of one name is made once, of two plans that were made together", async () => {
    const name = freeName();
    const [one, other] = [await planned([name]), await planned([name])];
    await start(one);
    await expect(start(other)).rejects.toMatchObject({ code: "precondition_failed" });
    await settle(one);
    expect(await paidFor(name)).toHaveLength(1);
  });

  test("that a customer asks for waits for somebody of the house", async () => {
    const name = freeName();
    const plan = await planned([name], {}, customer);
    expect(plan.approval).toMatchObject({ isNeeded: true });
    await expect(start(plan, customer)).rejects.toMatchObject({ code: "precondition_failed" });
    await approvePlan(staff, { id: plan.id, hash: plan.hash, isGranted: true });
    await start(plan, customer);
    expect(await settle(plan)).toMatchObject({ progress: { completed: 1 } });
    const [row] = await house((tx) => tx.select().from(domains).where(sql`name = ${name}`));
    expect(row?.partnerId).toBe(acme);
  });

  test("at the .ro registry makes the holder known first, and its number stands nowhere", async () => {
    const spied = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const name = freeName("ro");
    const price = { accountId: rotld, contractPrice: { amount: "6.00", currency: "eur" } };
    const plan = await planned([name], { ...price, years: 2 });
    expect(plan).toMatchObject({ expected: "12.00 EUR" });
    const made = await walked();
    await start(plan);
    const started = await walked();
    expect(await settle(plan)).toMatchObject({ progress: { completed: 1 } });
    expect(await paidFor(name)).toMatchObject([{ priceMinor: 1200, currency: "EUR" }]);
    for (const { leaks, tables } of [made, started, await walked()]) {
      expect(tables).toEqual(
        expect.arrayContaining(["public.operations", "public.plan_rows", "public.audit_entries"]),
      );
      expect(leaks).toEqual([]);
    }
    expect(JSON.stringify([plan, await rowsOf(plan)])).not.toContain(CNP);
    expect(JSON.stringify(spied.mock.calls)).not.toContain(CNP);
    spied.mockRestore();
  });

  /** After what is read of the name, and asked of it twice. */
  const CONTACT_CREATE = 4;
  test("at the .ro registry that is refused tells nobody the number", async () => {
    const name = freeName("ro");
    const price = { accountId: rotld, contractPrice: { amount: "6.00", currency: "EUR" } };
    const plan = await planned([name], price);
    await simulator.script.add({
      match: { method: "POST", path: "*", nth: CONTACT_CREATE },
      action: {
        kind: "status",
        status: 200,
        body: { error: 1, result_code: "50129", result_message: `bad ${CNP}`, data: {} },
      },
    });
    await start(plan);
    await settle(plan, 8);
    expect(await errorOf(name)).toMatchObject({ state: "failed", code: "invalid_registrant" });
    const found = await house((tx) => tx.select().from(operations));
    expect(JSON.stringify(found)).toContain("bad");
    expect(JSON.stringify(found)).not.toContain(CNP);
  });
});
