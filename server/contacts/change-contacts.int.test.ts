import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { operations, planRows } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import type { Role } from "../auth/roles";
import type { ServiceContext } from "../kernel/context";
import { workOperations } from "../operations/work-operations";
import { applyPlan } from "../plans/apply-plan";
import { retryPlan } from "../plans/follow-up-plan";
import { planAgain } from "../plans/plan-again";
import { planRows as readRows } from "../plans/plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "../plans/queries";
import { readPlan } from "../plans/read-plan";
import type { PlanDto } from "../plans/schemas";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { gatewayFor } from "../registrars/registry";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedPartners, seedUser } from "../testing/seed";
import { archiveContact } from "./archive-contact";
import { type MakeContactPlanInput, makeContactPlan } from "./make-contact-plan";
import { addContact } from "./save-contact";
import type { AddContactInput } from "./schemas";

const CNP = "1800101123450";
const GANDI_NAME = "kestrel-optics.org";
const RO_NAME = "brutaria-soarelui.ro";
const ANA = {
  kind: "person",
  givenName: "Ana",
  familyName: "Popescu",
  email: "ana@example.com",
  phone: "+40 727 636 787",
  street: "Strada Lipscani 12",
  city: "Bucuresti",
  postalCode: "030167",
  state: "Bucuresti",
  countryCode: "ro",
  fiscalCode: CNP,
} as const satisfies AddContactInput;

let database: TestDatabase;
let simulator: RunningSimulator;
let acme = "";
let lumen = "";
let ctx: ServiceContext;
let anna: ServiceContext;
let worker: ServiceContext;
let ana = "";
let accounts: Readonly<Record<"gandi" | "rotld" | "dynadot", string>>;
let dynadotName = "";

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const registrars: RegistrarGateways = {
  open: ({ registrar, credential }) =>
    gatewayFor({
      registrar,
      endpoint: "simulator",
      credential: JSON.parse(credential),
      simulatorUrl: simulator.url,
      mode: "demo",
    }),
};
const CREDENTIALS = {
  gandi: { token: "sim-pat-northwind-main" },
  rotld: { registrarId: "sim-reg-northwind", password: "sim-rotld-northwind" },
  dynadot: { key: "sim-dynadot-bulk-key", secret: "sim-dynadot-bulk-secret", level: "bulk" },
} as const;

async function person(role: Role, partnerId?: string): Promise<ServiceContext> {
  const own = partnerId ? { partnerId } : {};
  const userId = await seedUser(database.db, {
    email: `${randomUUID()}@test.example`,
    role,
    ...own,
  });
  const overrides = { registrars, now: () => new Date() };
  return proven(database.db, contextFor(database.db, { role, userId, ...own }, overrides));
}

const account = (registrar: keyof typeof CREDENTIALS) =>
  seedAccount(database.db, {
    registrar,
    mode: "full",
    credential: JSON.stringify(CREDENTIALS[registrar]),
  });

async function aNameOf(registrar: keyof typeof CREDENTIALS): Promise<string> {
  const gateway = gatewayFor({
    registrar,
    endpoint: "simulator",
    credential: CREDENTIALS[registrar],
    simulatorUrl: simulator.url,
    mode: "demo",
  });
  const list = gateway.ok ? await gateway.value.listDomains({}) : gateway;
  const found = list.ok ? list.value.domains.find(({ name }) => name.endsWith(".com")) : undefined;
  if (!found) throw new Error(`${registrar} lists no name`);
  return found.name;
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  accounts = {
    gandi: await account("gandi"),
    rotld: await account("rotld"),
    dynadot: await account("dynadot"),
  };
  dynadotName = await aNameOf("dynadot");
  const own = { partnerId: acme, lifecycle: "active" };
  await seedDomains(database.db, accounts.gandi, [{ name: GANDI_NAME, ...own }]);
  await seedDomains(database.db, accounts.rotld, [{ name: RO_NAME, ...own }]);
  await seedDomains(database.db, accounts.dynadot, [{ name: dynadotName, ...own }]);
  [ctx, anna] = [await person("staff"), await person("customer", acme)];
  worker = { ...houseContext("worker", {}, database.db), registrars };
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await house(async (tx) => {
    for (const table of ["operations", "plan_rows", "plans", "contacts", "approval_rules"])
      await tx.execute(sql.raw(`delete from ${table}`));
  });
  ana = (await addContact(ctx, { ...ANA, partnerId: acme })).contactId;
});

const idOf = (name: string) =>
  house((tx) => tx.execute<{ id: string }>(sql`select id from domains where name = ${name}`)).then(
    ([row]) => row?.id ?? "",
  );
async function planned(
  names: readonly string[],
  contacts: MakeContactPlanInput["contacts"],
  by = ctx,
): Promise<PlanDto> {
  const ids = await Promise.all(names.map(idOf));
  return makeContactPlan(by, { key: `test-${randomUUID()}`, selection: { ids }, contacts });
}
const rowsOf = async ({ id }: PlanDto) => (await readRows(ctx, { id }, EMPTY_PLAN_ROW_QUERY)).rows;
const start = ({ id, hash }: PlanDto, by = ctx) => applyPlan(by, { id, hash });

async function settle({ id }: PlanDto, rounds = 12): Promise<PlanDto> {
  for (let round = 0; round < rounds; round += 1) {
    await workOperations(worker, Date.now() + 30_000);
    const now = await readPlan(ctx, { id });
    if (now.state !== "applying") return now;
    await house((tx) =>
      tx.update(operations).set({ nextAttemptAt: sql`now()` }).where(sql`finished_at is null`),
    );
  }
  return readPlan(ctx, { id });
}

describe("a change of contacts", () => {
  test("shows who is there now, and is done when the registrar shows the new ones", async () => {
    const plan = await planned([GANDI_NAME], { admin: ana, tech: ana });
    const [row] = await rowsOf(plan);
    expect(row).toMatchObject({
      verdict: "change",
      after: {
        people: { admin: "Ana Popescu · ana@example.com" },
        params: { roles: ["admin", "tech"] },
      },
    });
    await start(plan);
    expect(await settle(plan)).toMatchObject({ state: "done", progress: { completed: 1 } });
    const lines = (await auditTrail(ctx, GANDI_NAME)).map(({ action }) => action);
    expect(lines).toEqual(
      expect.arrayContaining(["operation.sent", "operation.accepted", "operation.completed"]),
    );
    const again = await planned([GANDI_NAME], { admin: ana });
    expect(again.verdicts).toMatchObject({ same: 1, change: 0 });
  });

  test("that the registrar took up is not done before it shows it", async () => {
    await simulator.script.settings({ completionDelayMs: 3_600_000 });
    const plan = await planned([GANDI_NAME], { admin: ana });
    await start(plan);
    expect(await settle(plan, 4)).toMatchObject({ state: "applying", progress: { submitted: 1 } });
  });

  test("keeps the person sealed on the way, and forgets them when it ends", async () => {
    const plan = await planned([dynadotName], { registrant: ana });
    const [before] = await house((tx) => tx.select().from(planRows));
    expect(before?.secrets).toEqual(expect.any(String));
    expect(JSON.stringify(before)).not.toContain(CNP);
    await start(plan);
    expect(await settle(plan)).toMatchObject({ progress: { completed: 1 } });
    const [after] = await house((tx) => tx.select().from(planRows));
    const [operation] = await house((tx) => tx.select().from(operations));
    expect([after?.secrets, operation?.secrets]).toEqual([null, null]);
    expect(JSON.stringify(await auditTrail(ctx, dynadotName))).not.toContain(CNP);
  });

  test("of the holder tells what follows from it", async () => {
    const [row] = await rowsOf(await planned([dynadotName], { registrant: ana }));
    expect(row).toMatchObject({ verdict: "change", risks: ["holder_lock", "holder_mail"] });
    expect(row?.detail).toMatch(/e-mail.*60 days/);
  });

  test("is told what a registrar cannot do: Gandi's holders, other roles and other holders of .ro", async () => {
    const verdicts = async (name: string, contacts: MakeContactPlanInput["contacts"]) => {
      const [row] = await rowsOf(await planned([name], contacts));
      return [row?.verdict, row?.rule, row?.detail];
    };
    expect(await verdicts(GANDI_NAME, { registrant: ana })).toEqual([
      "impossible",
      "registrar",
      expect.stringContaining("trade"),
    ]);
    expect(await verdicts(RO_NAME, { admin: ana })).toEqual([
      "impossible",
      "registrar",
      expect.stringContaining("one contact"),
    ]);
    expect(await verdicts(RO_NAME, { registrant: ana })).toEqual([
      "impossible",
      "registrar",
      expect.stringContaining("trade"),
    ]);
    const { fiscalCode: _none, ...nameless } = ANA;
    const without = (await addContact(ctx, { ...nameless, partnerId: acme })).contactId;
    expect(await verdicts(RO_NAME, { registrant: without })).toEqual([
      "impossible",
      "contact",
      expect.stringContaining("CNP"),
    ]);
  });

  test("can be planned again, and what failed in passing once more", async () => {
    const plan = await planned([GANDI_NAME], { admin: ana });
    const again = await planAgain(ctx, { id: plan.id, key: `test-${randomUUID()}` });
    expect(again).toMatchObject({ kind: "contact_update", verdicts: { change: 1 } });
    await start(again);
    await house((tx) =>
      tx.execute(
        sql`update operations set state = 'failed', error_code = 'timeout', finished_at = now()`,
      ),
    );
    const retried = await retryPlan(ctx, {
      id: again.id,
      key: `test-${randomUUID()}`,
      causes: ["passing"],
    });
    expect(retried).toMatchObject({ retryOf: again.id, verdicts: { change: 1 } });
    await start(retried);
    expect(await settle(retried)).toMatchObject({ progress: { completed: 1 } });
  });
});

describe("contacts that are chosen", () => {
  test("must be there, in use, one at least, and the partner's own", async () => {
    await expect(planned([GANDI_NAME], {})).rejects.toMatchObject({
      fields: { contacts: [{ code: "required" }] },
    });
    await expect(planned([GANDI_NAME], { admin: randomUUID() })).rejects.toMatchObject({
      fields: { "contacts.admin": [{ code: "unknown" }] },
    });
    const foreign = (await addContact(ctx, { ...ANA, partnerId: lumen })).contactId;
    const [row] = await rowsOf(await planned([GANDI_NAME], { admin: foreign }));
    expect(row).toMatchObject({ verdict: "impossible", rule: "foreign" });
    await archiveContact(ctx, { contactId: ana });
    await expect(planned([GANDI_NAME], { admin: ana })).rejects.toMatchObject({
      fields: { "contacts.admin": [{ code: "unknown" }] },
    });
  });

  test("are a customer's own, who shows first who they are; others do not see the names", async () => {
    const plan = await planned([GANDI_NAME], { admin: ana }, anna);
    expect(plan.needsStepUp).toBe(true);
    await house((tx) =>
      tx.execute(sql`update sessions set created_at = now() - interval '1 hour'`),
    );
    await expect(start(plan, anna)).rejects.toMatchObject({
      fields: { session: [{ code: "step_up_required" }] },
    });
    const luca = await person("customer", lumen);
    await expect(planned([GANDI_NAME], { admin: ana }, luca)).rejects.toMatchObject({
      code: "not_found",
    });
    const actor = {
      kind: "key",
      id: randomUUID(),
      name: "k",
      role: "customer",
      scope: "pay",
    } as const;
    await expect(planned([GANDI_NAME], { admin: ana }, { ...anna, actor })).rejects.toMatchObject({
      permission: "domain.contacts",
    });
    expect((await planned([GANDI_NAME], { admin: ana })).needsStepUp).toBe(false);
  });
});
