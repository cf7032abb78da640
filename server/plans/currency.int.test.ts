import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { operations } from "@/db/schema/operations";
import { changeAccount } from "../accounts/save-account";
import { houseContext } from "../auth/caller";
import type { ServiceContext } from "../kernel/context";
import { workOperations } from "../operations/work-operations";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { gatewayFor } from "../registrars/registry";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedUser } from "../testing/seed";
import { applyPlan } from "./apply-plan";
import { makePlan } from "./make-plan";
import { planAgain } from "./plan-again";
import { planRows } from "./plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "./queries";
import { readPlan } from "./read-plan";
import type { PlanChange } from "./schemas";

let database: TestDatabase;
let simulator: RunningSimulator;
let ctx: ServiceContext;
let admin: ServiceContext;
let gandi = "";
let ids: Readonly<Record<"com" | "ro", string>>;

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
const RO_NAME = "brutaria-soarelui.ro";

async function person(role: "staff" | "admin"): Promise<ServiceContext> {
  const userId = await seedUser(database.db, { email: `${randomUUID()}@test.example`, role });
  const overrides = { registrars, now: () => new Date() };
  return proven(database.db, contextFor(database.db, { role, userId }, overrides));
}

const account = (registrar: string, credential: object) =>
  seedAccount(database.db, {
    registrar,
    name: `${registrar} account`,
    mode: "full",
    paidCallsAt: new Date().toISOString(),
    credential: JSON.stringify(credential),
  });

/** What the simulated registry says of a name's expiry: a renewal begins from it. */
async function expiryOfRo(): Promise<string> {
  const gateway = gatewayFor({
    registrar: "rotld",
    endpoint: "simulator",
    credential: { registrarId: "sim-reg-northwind", password: "sim-rotld-northwind" },
    simulatorUrl: simulator.url,
    mode: "demo",
  });
  const told = gateway.ok ? await gateway.value.readDomain(RO_NAME as never) : gateway;
  return (told.ok && told.value.expiresAt) || "";
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database);
  gandi = await account("gandi", { token: "sim-pat-northwind-main" });
  const rotld = await account("rotld", {
    registrarId: "sim-reg-northwind",
    password: "sim-rotld-northwind",
  });
  const expiresAt = new Date(Date.now() + 90 * 86_400_000).toISOString();
  const own = { lifecycle: "active" } as const;
  const [com = ""] = await seedDomains(database.db, gandi, [
    { name: "kestrel-optics.com", ...own, expiresAt },
  ]);
  const [ro = ""] = await seedDomains(database.db, rotld, [
    { name: RO_NAME, ...own, expiresAt: await expiryOfRo() },
  ]);
  ids = { com, ro };
  [ctx, admin] = [await person("staff"), await person("admin")];
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(() =>
  house(async (tx) => {
    for (const table of ["operations", "plan_rows", "plans"])
      await tx.execute(sql.raw(`delete from ${table}`));
  }),
);

const renewal = (id: string, change: Partial<Extract<PlanChange, { kind: "renew" }>> = {}) =>
  makePlan(ctx, {
    key: `test-${randomUUID()}`,
    selection: { ids: [id] },
    change: { kind: "renew", years: 2, ...change },
  });
const firstRow = async (id: string) => (await planRows(ctx, { id }, EMPTY_PLAN_ROW_QUERY)).rows[0];
const settings = (currency: string | null) => ({
  accountId: gandi,
  name: "gandi account",
  syncIntervalMinutes: 360,
  defaultPartnerId: null,
  currency,
});

test("an account is asked for prices in its own currency, which administrators set", async () => {
  expect((await renewal(ids.com)).costs).toMatchObject([{ currency: "EUR" }]);
  await changeAccount(admin, settings("usd"));
  expect((await renewal(ids.com)).costs).toMatchObject([{ currency: "USD" }]);
  expect((await auditTrail(admin, "gandi account")).at(-1)).toMatchObject({
    before: { currency: null },
    after: { currency: "USD" },
  });
  await expect(changeAccount(admin, settings("XQX"))).rejects.toMatchObject({
    fields: { currency: [{ code: "currency" }] },
  });
  await changeAccount(admin, settings(null));
  expect((await renewal(ids.com)).costs).toMatchObject([{ currency: "EUR" }]);
});

test("a .ro renewal is planned and paid at the price of the contract, never without one", async () => {
  const without = await renewal(ids.ro);
  expect(await firstRow(without.id)).toMatchObject({ verdict: "impossible", rule: "price" });
  const contractPrice = { amount: "6.00", currency: "eur" };
  await expect(
    renewal(ids.ro, { contractPrice: { ...contractPrice, amount: "6,00" } }),
  ).rejects.toMatchObject({ fields: { "contractPrice.amount": [{ code: "format" }] } });
  const plan = await renewal(ids.ro, { contractPrice });
  expect(await firstRow(plan.id)).toMatchObject({
    verdict: "change",
    risks: ["own_price"],
    costMinor: 1_200,
    currency: "EUR",
  });
  expect(plan.expected).toBe("12.00 EUR");
  const again = await planAgain(ctx, { id: plan.id, key: `test-${randomUUID()}` });
  expect(again.costs).toEqual(plan.costs);
  await applyPlan(ctx, { id: again.id, hash: again.hash, typed: "12.00 EUR" });
  const worker = { ...houseContext("worker", {}, database.db), registrars };
  for (let turn = 0; turn < 4; turn += 1) {
    await workOperations(worker, Date.now() + 30_000);
    await house((tx) =>
      tx.update(operations).set({ nextAttemptAt: sql`now()` }).where(sql`finished_at is null`),
    );
  }
  expect(await readPlan(ctx, { id: again.id })).toMatchObject({ progress: { completed: 1 } });
  expect(await simulator.script.ledger()).toMatchObject([
    { action: "renew", domain: RO_NAME, outcome: "accepted" },
  ]);
});

test("a price of one's own changes nothing where the registrar tells its own", async () => {
  const told = await renewal(ids.com);
  const contractPrice = { amount: "0.01", currency: "EUR" };
  expect((await renewal(ids.com, { contractPrice })).costs).toEqual(told.costs);
});
