import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { operations } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import type { Role } from "../auth/roles";
import { addContact } from "../contacts/save-contact";
import type { ServiceContext } from "../kernel/context";
import { workOperations } from "../operations/work-operations";
import { applyPlan } from "../plans/apply-plan";
import { readPlan } from "../plans/read-plan";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { gatewayFor } from "../registrars/registry";
import { NORTHWIND as RESELLER } from "../simulator/logicboxes/accounts";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedPartners, seedUser } from "../testing/seed";
import { makeTransferPlan } from "./make-transfer-plan";
import { fetchOwnCodes } from "./own-codes";
import { readTransfer } from "./read-transfer";
import { cancelTransfer, relaunchTransfer, resendTransferMail } from "./steer-transfer";
import { answerTransferOut, readTransfersOut } from "./transfers-out";

const DELAY_MS = 60_000;
const CANARY = "Right-canary-4711";
const LEAVING = "quayside-storage.com";

let database: TestDatabase;
let simulator: RunningSimulator;
let ctx: ServiceContext;
let admin: ServiceContext;
let worker: ServiceContext;
let lumen = "";
let registrantId = "";
let accounts: Readonly<Record<"gandi" | "resellerclub" | "dynadot", string>>;

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
  resellerclub: {
    userId: RESELLER.userId,
    apiKey: RESELLER.key,
    customerId: RESELLER.customerId,
  },
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
    name: `${registrar} account`,
    mode: "full",
    paidCallsAt: new Date().toISOString(),
    credential: JSON.stringify(CREDENTIALS[registrar]),
  });

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database, { DNS_RESOLVERS: new URL(simulator.url).host });
  [lumen = ""] = await seedPartners(database.db, "lumen");
  [ctx, admin] = [await person("staff"), await person("admin")];
  worker = { ...houseContext("worker", {}, database.db), registrars };
  const contact = await addContact(ctx, {
    kind: "company",
    givenName: "Ada",
    familyName: "Northwind",
    organisation: "Northwind Hosting",
    email: "ada@northwind.example",
    phone: "+40.727636787",
    street: "Harbour 1",
    city: "Constanta",
    postalCode: "900001",
    countryCode: "RO",
  });
  registrantId = contact.contactId;
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: DELAY_MS });
  await house(async (tx) => {
    for (const table of [
      "lock_leases",
      "operations",
      "plan_rows",
      "plans",
      "domains",
      "registrar_accounts",
    ])
      await tx.execute(sql.raw(`delete from ${table}`));
  });
  accounts = {
    gandi: await account("gandi"),
    resellerclub: await account("resellerclub"),
    dynadot: await account("dynadot"),
  };
});

const planned = (text: string, to: keyof typeof CREDENTIALS = "gandi") =>
  makeTransferPlan(ctx, {
    key: `test-${randomUUID()}`,
    accountId: accounts[to],
    registrantId,
    text,
  });

async function work(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await workOperations(worker, Date.now() + 30_000);
    await house((tx) =>
      tx.update(operations).set({ nextAttemptAt: sql`now()` }).where(sql`finished_at is null`),
    );
  }
}

/** A transfer that its registrar has. @returns the id of its operation and of its plan */
async function ordered(text: string, to: keyof typeof CREDENTIALS = "gandi") {
  const { plan } = await planned(text, to);
  await applyPlan(ctx, { id: plan.id, hash: plan.hash, typed: plan.expected ?? "" });
  await work();
  const transfer = await readTransfer(ctx, { id: plan.id });
  return { planId: plan.id, id: transfer.rows[0]?.track?.operationId ?? "", transfer };
}
const trackOf = async (planId: string) => (await readTransfer(ctx, { id: planId })).rows[0]?.track;
const actionsOf = async (name: string) => (await auditTrail(ctx, name)).map(({ action }) => action);

describe("a transfer on its way", () => {
  test("goes on with another code, is not paid for again, and keeps the code nowhere", async () => {
    const { id, planId, transfer } = await ordered("sim-taken-one.com wrong-code-1");
    expect(transfer.steering).toMatchObject({ code: null, mail: null });
    expect(transfer.steering.cancel).toContain("Gandi");
    await simulator.script.advance(DELAY_MS * 4);
    await work();
    expect(await trackOf(planId)).toMatchObject({ state: "action_needed", isAtRegistrar: true });
    await expect(relaunchTransfer(ctx, { id, authCode: "“curly”" })).rejects.toMatchObject({
      fields: { authCode: [{ code: "bad_char" }] },
    });
    expect(await relaunchTransfer(ctx, { id, authCode: CANARY })).toMatchObject({
      outcome: "done",
    });
    await simulator.script.advance(DELAY_MS * 4);
    await work();
    expect(await trackOf(planId)).toMatchObject({ state: "completed" });
    expect(await simulator.script.ledger()).toHaveLength(1);
    const trail = await auditTrail(ctx, "sim-taken-one.com");
    expect(trail.map(({ action }) => action)).toContain("operation.code_given");
    expect(JSON.stringify(trail)).not.toContain(CANARY);
  });

  test("has its mail sent again where its registrar sends it", async () => {
    const { id } = await ordered("sim-taken-two.com Right-code-1", "resellerclub");
    expect(await resendTransferMail(ctx, { id })).toMatchObject({ outcome: "done" });
    expect(await actionsOf("sim-taken-two.com")).toContain("operation.mail_resent");
  });

  test("is given up at the registrar, and ends once that shows it no more", async () => {
    const { id, planId } = await ordered("sim-taken-three.com Right-code-1", "resellerclub");
    expect(await cancelTransfer(ctx, { id })).toMatchObject({ outcome: "done" });
    expect(await trackOf(planId)).toMatchObject({ state: "cancelled", isAtRegistrar: false });
    expect(await readPlan(ctx, { id: planId })).toMatchObject({ state: "done" });
    expect(await actionsOf("sim-taken-three.com")).toEqual(
      expect.arrayContaining(["operation.cancel_asked", "operation.cancelled"]),
    );
    await expect(cancelTransfer(ctx, { id })).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  test("is not given up where the registrar has no call for it, nor by strangers, nor without a proof", async () => {
    const { id, planId } = await ordered("sim-taken-four.com Right-code-1");
    await expect(cancelTransfer(ctx, { id })).rejects.toMatchObject({
      code: "precondition_failed",
      message: expect.stringContaining("Gandi"),
    });
    const luca = await person("customer", lumen);
    for (const steer of [cancelTransfer, resendTransferMail])
      await expect(steer(luca, { id })).rejects.toMatchObject({ code: "not_found" });
    const unproven = contextFor(database.db, { role: "staff" }, { registrars });
    await expect(cancelTransfer(unproven, { id })).rejects.toMatchObject({
      fields: { session: [{ code: "step_up_required" }] },
    });
    expect(await trackOf(planId)).toMatchObject({ isAtRegistrar: true });
    expect(await actionsOf("sim-taken-four.com")).not.toContain("operation.cancel_asked");
  });
});

describe("a request of another registrar", () => {
  const dynadotName = () => seedDomains(database.db, accounts.dynadot, [{ name: LEAVING }]);

  test("is read, and refused or agreed to by whoever may, with a line in the log", async () => {
    await dynadotName();
    const { requests, obstacle } = await readTransfersOut(ctx, LEAVING);
    expect({ obstacle, requests }).toMatchObject({
      obstacle: null,
      requests: [{ state: "requested" }],
    });
    const answer = { domain: LEAVING, reference: requests[0]?.reference ?? "", isApproved: false };
    await expect(answerTransferOut(ctx, answer)).rejects.toMatchObject({
      permission: "transfer.answer",
    });
    const unproven = contextFor(database.db, { role: "admin" }, { registrars });
    await expect(answerTransferOut(unproven, answer)).rejects.toMatchObject({
      fields: { session: [{ code: "step_up_required" }] },
    });
    expect(await answerTransferOut(admin, answer)).toMatchObject({ outcome: "done" });
    expect((await readTransfersOut(ctx, LEAVING)).requests).toMatchObject([{ state: "failed" }]);
    await expect(answerTransferOut(admin, { ...answer, isApproved: true })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    const lines = (await auditTrail(ctx, LEAVING)).map(({ action, result }) => [action, result]);
    expect(lines).toEqual([
      ["domain.transfer_rejected", "ok"],
      ["domain.transfer_approved", "refused"],
    ]);
  });

  test("is answered elsewhere where the registrar has no call for it", async () => {
    await seedDomains(database.db, accounts.gandi, [{ name: "kestrel-optics.org" }]);
    expect(await readTransfersOut(ctx, "kestrel-optics.org")).toMatchObject({
      obstacle: expect.stringContaining("e-mail"),
      requests: [],
    });
    const luca = await person("customer", lumen);
    await expect(readTransfersOut(luca, "kestrel-optics.org")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("names of another account of ours", () => {
  const own = (lockState: string) =>
    seedDomains(database.db, accounts.gandi, [
      { name: "kestrel-optics.org", lifecycle: "active", lockState },
    ]);

  test("bring their codes along, read and kept sealed, shown to nobody", async () => {
    await own("unlocked");
    const { plan } = await planned("kestrel-optics.org", "resellerclub");
    const told = await fetchOwnCodes(ctx, { id: plan.id });
    expect(told).toMatchObject({ kept: 1, unlocking: null, problems: [] });
    expect(told.transfer.rows[0]).toMatchObject({ code: "given" });
    expect(await actionsOf("kestrel-optics.org")).toContain("domain.code_fetched");
    await expect(fetchOwnCodes(ctx, { id: plan.id })).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  test("are lent unlocked first where they are locked", async () => {
    await own("locked");
    const { plan } = await planned("kestrel-optics.org", "resellerclub");
    const { kept, unlocking } = await fetchOwnCodes(ctx, { id: plan.id });
    expect({ kept, unlocking }).toMatchObject({
      kept: 0,
      unlocking: { isStarted: true, names: ["kestrel-optics.org"] },
    });
    expect(await readPlan(ctx, { id: unlocking?.planId ?? "" })).toMatchObject({
      state: "applying",
      change: { locked: false, purpose: "Transfer to resellerclub account" },
    });
    const unproven = contextFor(database.db, { role: "staff" }, { registrars });
    await expect(fetchOwnCodes(unproven, { id: plan.id })).rejects.toMatchObject({
      fields: { session: [{ code: "step_up_required" }] },
    });
  });
});
