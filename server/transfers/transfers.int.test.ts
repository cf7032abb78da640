import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { domains } from "@/db/schema/domains";
import { operations } from "@/db/schema/operations";
import { houseContext } from "../auth/caller";
import { addContact } from "../contacts/save-contact";
import type { ServiceContext } from "../kernel/context";
import { resolveOperation } from "../operations/close-operation";
import { workOperations } from "../operations/work-operations";
import { applyPlan } from "../plans/apply-plan";
import { approvePlan } from "../plans/approve-plan";
import { cancelPlan } from "../plans/steer";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { gatewayFor } from "../registrars/registry";
import { authorizationKeyOf } from "../simulator/rotld/world";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners, seedSession, seedUser } from "../testing/seed";
import { recheckTransfer, setTransferChoices, setTransferCodes } from "./edit-transfer-plan";
import { forgetLeftCodes } from "./forget-left-codes";
import { listTransfers, transferChoices } from "./list-transfers";
import { makeTransferPlan } from "./make-transfer-plan";
import { readTransfer } from "./read-transfer";
import { revealAuthCode } from "./reveal-auth-code";
import type { MakeTransferPlanInput, TransferDto } from "./schemas";

const DELAY_MS = 60_000;
const CANARY = "Canary-4711-never-in-clear";

let database: TestDatabase;
let simulator: RunningSimulator;
let ctx: ServiceContext;
let worker: ServiceContext;
let gandi: string;
let rotld: string;
let registrantId: string;

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);
const key = () => `test-${randomUUID()}`;

/** Gateways at the simulator for accounts whose credential is written in clear. */
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

async function person(role: "staff" | "admin" | "customer", partnerId?: string) {
  const email = `${randomUUID()}@test.example`;
  const userId = await seedUser(database.db, { email, role, partnerId: partnerId ?? null });
  const made = contextFor(
    database.db,
    { role, userId, ...(partnerId ? { partnerId } : {}) },
    { registrars, now: () => new Date() },
  );
  if (made.actor.kind !== "user") throw new Error("not a person");
  return { ...made, actor: { ...made.actor, sessionId: await seedSession(database.db, userId) } };
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database, { DNS_RESOLVERS: new URL(simulator.url).host });
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: DELAY_MS });
  await house(async (tx) => {
    for (const table of [
      "operations",
      "plan_rows",
      "plans",
      "sync_runs",
      "domains",
      "contacts",
      "registrar_accounts",
    ])
      await tx.execute(sql.raw(`delete from ${table}`));
  });
  ctx = await person("staff");
  worker = { ...houseContext("worker", {}, database.db), registrars };
  const use = { mode: "full", paidCallsAt: new Date().toISOString() };
  gandi = await seedAccount(database.db, {
    ...use,
    name: "Gandi main",
    credential: JSON.stringify({ token: "sim-pat-northwind-main" }),
  });
  rotld = await seedAccount(database.db, {
    ...use,
    name: "ROTLD",
    registrar: "rotld",
    credential: JSON.stringify({
      registrarId: "sim-reg-northwind",
      password: "sim-rotld-northwind",
    }),
  });
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

const plan = (input: Partial<MakeTransferPlanInput>, by = ctx) =>
  makeTransferPlan(by, { key: key(), accountId: gandi, registrantId, ...input });
const order = ({ plan: { id, hash, expected } }: TransferDto, by = ctx) =>
  applyPlan(by, { id, hash, ...(expected === null ? {} : { typed: expected }) });

/** Lets the worker take so many turns; what waits is due at once. */
async function work(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await house((tx) =>
      tx
        .update(operations)
        .set({ nextAttemptAt: sql`now()` })
        .where(sql`finished_at is null and next_attempt_at < 'infinity'`),
    );
    await workOperations(worker, Date.now() + 30_000);
  }
}

const rowOf = async (id: string, name: string) => {
  const { rows } = await readTransfer(ctx, { id });
  const row = rows.find((one) => one.name === name);
  if (!row) throw new Error(`no row of ${name}`);
  return row;
};
const transfers = async () =>
  (await simulator.script.ledger()).filter(({ action }) => action === "transfer");

/** Secrets that are still kept, sealed or not. */
const secretsKept = () =>
  house(async (tx) => {
    const [row] = await tx.execute<{ kept: number }>(sql`
      select (select count(*)::int from operations where secrets is not null)
        + (select count(*)::int from plan_rows where secrets is not null) as kept`);
    return row?.kept;
  });

/** Tables in which a text stands in clear. */
const holding = (text: string) =>
  house(async (tx) => {
    const tables = await tx.execute<{ name: string }>(sql`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and has_table_privilege(oid, 'select')`);
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await tx.execute(
        sql`select 1 from ${sql.identifier(name)} as t where t::text like ${`%${text}%`} limit 1`,
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  });

describe("a transfer", () => {
  test("goes from the paste to the post-check, paid once, and its code is gone at the end", async () => {
    const made = await plan({ text: `sim-taken-one.com ${CANARY}` });
    expect(made.rows).toMatchObject([
      {
        name: "sim-taken-one.com",
        preflight: "pass",
        verdict: "change",
        code: "given",
        snapshot: { nameservers: ["dns1.meridian-cloud.example", "dns2.meridian-cloud.example"] },
        given: ["dns1.meridian-cloud.example", "dns2.meridian-cloud.example"],
        years: 1,
        currency: "EUR",
      },
    ]);
    expect(made.plan.expected).toMatch(/^\d+\.\d\d EUR$/);
    expect(await transfers()).toEqual([]);
    expect(await secretsKept()).toBe(1);
    await order(made);
    await work();
    const waiting = await rowOf(made.plan.id, "sim-taken-one.com");
    expect(waiting.track).toMatchObject({ state: "under_way", waitsFor: "registrant" });
    await simulator.script.advance(DELAY_MS);
    await work();
    const later = await rowOf(made.plan.id, "sim-taken-one.com");
    expect(later.track).toMatchObject({
      waitsFor: "losing_registrar",
      release: { source: "ICANN Transfer Policy" },
    });
    await simulator.script.advance(2 * DELAY_MS);
    await work();
    const { track, domainId } = await rowOf(made.plan.id, "sim-taken-one.com");
    expect(track?.state).toBe("completed");
    expect(track?.postCheck.find(({ field }) => field === "nameservers")).toMatchObject({
      state: "same",
    });
    expect(await transfers()).toHaveLength(1);
    expect(await secretsKept()).toBe(0);
    const [domain] = await house((tx) =>
      tx.select().from(domains).where(sql`name = 'sim-taken-one.com'`),
    );
    expect(domain).toMatchObject({ id: domainId, accountId: gandi });
  });

  test("without the nameservers sent along is found out by the post-check", async () => {
    const made = await plan({
      text: `sim-taken-moved.com ${CANARY}`,
      keepNameservers: false,
    });
    expect(made.rows[0]).toMatchObject({ given: null, risks: ["nameservers_left"] });
    await order(made);
    await simulator.script.settings({ completionDelayMs: 0 });
    await work();
    await simulator.script.advance(3 * DELAY_MS);
    await work();
    const { track, domainId } = await rowOf(made.plan.id, "sim-taken-moved.com");
    expect(domainId).not.toBeNull();
    expect(track?.postCheck.find(({ field }) => field === "nameservers")).toEqual({
      field: "nameservers",
      state: "differs",
      before: ["dns1.meridian-cloud.example", "dns2.meridian-cloud.example"],
      after: expect.arrayContaining([expect.stringContaining("gandi.net")]),
    });
  });

  test("gives other nameservers along where they are chosen, and is held against those", async () => {
    const nameservers = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];
    const made = await plan({ text: `sim-taken-other.com ${CANARY}` });
    const chosen = await setTransferChoices(ctx, { id: made.plan.id, nameservers });
    expect(chosen).toMatchObject({
      keepNameservers: false,
      chosenNameservers: nameservers,
      rows: [{ given: nameservers, risks: ["nameservers_given", "ds_unknown"] }],
    });
    expect(chosen.plan.hash).not.toBe(made.plan.hash);
    await simulator.script.settings({ completionDelayMs: 0 });
    await order(chosen);
    await work();
    await simulator.script.advance(3 * DELAY_MS);
    await work();
    const { track } = await rowOf(made.plan.id, "sim-taken-other.com");
    expect(track?.postCheck.find(({ field }) => field === "nameservers")).toEqual({
      field: "nameservers",
      state: "same",
      before: nameservers,
      after: nameservers,
    });
  });

  test("with a wrong code stands still and says why, is not sent again, and forgets the code when it is closed", async () => {
    const made = await plan({ text: "sim-taken-wrong.com wrong-code-1" });
    await order(made);
    await work();
    await simulator.script.advance(4 * DELAY_MS);
    await work();
    const { track } = await rowOf(made.plan.id, "sim-taken-wrong.com");
    expect(track).toMatchObject({
      state: "action_needed",
      waitsFor: "you",
      reason: "The transfer code was refused.",
      next: expect.stringContaining("new auth code"),
    });
    await expect(plan({ text: "sim-taken-wrong.com Right-code-2" })).resolves.toMatchObject({
      rows: [{ verdict: "impossible", rule: "open_request" }],
    });
    const admin = await person("admin");
    await resolveOperation(admin, {
      id: track?.operationId ?? "",
      outcome: "did_not_happen",
      reason: "It was taken back at the registrar.",
    });
    expect(await transfers()).toHaveLength(1);
    expect(await holding("wrong-code-1")).toEqual([]);
    const kept = await house((tx) =>
      tx.execute(
        sql`select 1 from operations where name = 'sim-taken-wrong.com' and secrets is not null`,
      ),
    );
    expect([...kept]).toEqual([]);
  });

  test("whose request was cut off after it was carried out is paid once, and found by reading", async () => {
    const made = await plan({ text: `sim-taken-reset.com ${CANARY}` });
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/transferin" },
      times: 1,
      action: { kind: "reset" },
    });
    await order(made);
    await work(1);
    expect((await rowOf(made.plan.id, "sim-taken-reset.com")).track?.state).toBe("looking");
    await simulator.script.advance(4 * DELAY_MS);
    await work();
    expect((await rowOf(made.plan.id, "sim-taken-reset.com")).track?.state).toBe("completed");
    expect(await transfers()).toHaveLength(1);
  });

  test("that the registrar refuses at once fails with its words and the next step, and costs nothing", async () => {
    const made = await plan({ text: `sim-taken-no.com ${CANARY}` });
    await simulator.script.add({
      match: { method: "POST", path: "/v5/domain/transferin" },
      times: 1,
      action: { kind: "status", status: 400, body: { message: "The transfer was rejected." } },
    });
    await order(made);
    await work();
    const { track } = await rowOf(made.plan.id, "sim-taken-no.com");
    expect(track).toMatchObject({ state: "failed", next: expect.stringContaining("new transfer") });
    expect(await transfers()).toMatchObject([{ outcome: "not_processed", priceMinor: null }]);
    expect(await secretsKept()).toBe(0);
  });

  test("that is refused days later ends with the reason in words and the next step, paid once and not again", async () => {
    const dynadot = await seedAccount(database.db, {
      name: "Dynadot fleet",
      registrar: "dynadot",
      mode: "full",
      paidCallsAt: new Date().toISOString(),
      credential: JSON.stringify({
        key: "sim-dynadot-bulk-key",
        secret: "sim-dynadot-bulk-secret",
        level: "bulk",
      }),
    });
    const made = await plan({
      accountId: dynadot,
      registrantId: null,
      text: "sim-taken-late.com wrong-code-3",
    });
    expect(made).toMatchObject({ nameservers: "kept", rows: [{ verdict: "change", given: null }] });
    await order(made);
    await work(1);
    await simulator.script.advance(2 * DELAY_MS);
    await work();
    const { track } = await rowOf(made.plan.id, "sim-taken-late.com");
    expect(track).toMatchObject({
      state: "failed",
      reason: "Invalid auth code.",
      next: expect.stringContaining("begin a new transfer"),
    });
    expect(await transfers()).toHaveLength(1);
    expect(await secretsKept()).toBe(0);
    const again = await plan({
      accountId: dynadot,
      registrantId: null,
      text: "sim-taken-late.com Right-code-4",
    });
    expect(again.rows[0]?.verdict).toBe("change");
  });

  test("of .ro names is ordered at the registry, which keeps the nameservers and adds no time", async () => {
    const made = await plan({
      accountId: rotld,
      registrantId: null,
      rows: [
        { name: "pescarul.ro", authCode: authorizationKeyOf("pescarul.ro") },
        { name: "cabana-din-nori.ro", authCode: "SimWrongKey1" },
        { name: "castelul-alb.ro", authCode: authorizationKeyOf("castelul-alb.ro") },
        { name: "barci-si-vasle.ro", authCode: "with-a-hyphen" },
        { name: "example.com", authCode: "Abcdef123" },
      ],
    });
    const verdicts = Object.fromEntries(
      made.rows.map(({ name, verdict, rule }) => [name, rule ?? verdict]),
    );
    expect(verdicts).toEqual({
      "pescarul.ro": "change",
      "cabana-din-nori.ro": "change",
      "castelul-alb.ro": "change",
      "barci-si-vasle.ro": "code_missing",
      "example.com": "ending",
    });
    expect(made.problems).toEqual([
      { line: 4, message: expect.stringContaining("letters and digits") },
    ]);
    expect(made.plan.expected).toBeNull();
    await order(made);
    await work();
    expect((await rowOf(made.plan.id, "cabana-din-nori.ro")).track).toMatchObject({
      state: "failed",
    });
    expect((await rowOf(made.plan.id, "castelul-alb.ro")).track).toMatchObject({ state: "failed" });
    expect((await rowOf(made.plan.id, "pescarul.ro")).track?.waitsFor).toBe("losing_registrar");
    await simulator.script.advance(2 * DELAY_MS);
    await work();
    const { track } = await rowOf(made.plan.id, "pescarul.ro");
    expect(track?.state).toBe("completed");
    expect(track?.postCheck).toEqual(
      expect.arrayContaining([expect.objectContaining({ field: "nameservers", state: "same" })]),
    );
    expect(await secretsKept()).toBe(0);
  });
});

describe("planning a transfer", () => {
  test("tells bad lines by their number, without their text, and goes on with the good ones", async () => {
    const text = [
      "name,code",
      `sim-taken-a.com,${CANARY}`,
      ",SecretOfNobody1",
      "not a name",
      "sim-taken-b.com,Short",
      `sim-taken-c.com,${CANARY},more`,
      `sim-taken-a.com,${CANARY}`,
      "sim-taken-d.com",
    ].join("\n");
    const made = await plan({ text });
    expect(made.rows.map(({ name, code }) => [name, code])).toEqual([
      ["sim-taken-a.com", "given"],
      ["sim-taken-b.com", "missing"],
      ["sim-taken-d.com", "missing"],
    ]);
    expect(made.problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7]);
    for (const secret of ["SecretOfNobody1", CANARY, "Short"])
      expect(JSON.stringify(made)).not.toContain(secret);
  });

  test("of nothing that can be read is refused, line by line", async () => {
    await expect(plan({ text: ",Abc123\n-" })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { text: [{ code: "invalid" }, { code: "invalid" }] },
    });
    await expect(plan({ text: " \n" })).rejects.toMatchObject({
      fields: { text: [{ code: "required" }] },
    });
  });

  test("with the same key is the same plan; with other names it is refused", async () => {
    const once = { key: key(), text: `sim-taken-k.com ${CANARY}` };
    const first = await plan(once);
    expect((await plan(once)).plan.id).toBe(first.plan.id);
    await expect(plan({ ...once, text: "sim-taken-l.com" })).rejects.toMatchObject({
      fields: { key: [{ code: "reused" }] },
    });
  });

  test("says of a name in another of our accounts that it is ours, and what has to be mended there first", async () => {
    const other = await seedAccount(database.db, { name: "Dynadot old", registrar: "dynadot" });
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const fresh = new Date(Date.now() - 10 * 86_400_000).toISOString();
    const far = new Date(Date.now() + 200 * 86_400_000).toISOString();
    const old = "2015-01-01T00:00:00Z";
    const good = { lifecycle: "active", lockState: "unlocked", registeredAt: old, expiresAt: far };
    await seedDomains(database.db, other, [
      { ...good, name: "ours-locked.com", lockState: "locked" },
      { ...good, name: "ours-fresh.com", registeredAt: fresh },
      { ...good, name: "ours-soon.com", expiresAt: soon },
      {
        ...good,
        name: "ours-signed.com",
        dnssec: true,
        nameservers: ["a.x-dns.net", "b.x-dns.net"],
      },
      { ...good, name: "ours-deleted.com", lifecycle: "pending_delete" },
      { ...good, name: "ours-paid.com", expiresAt: "2036-01-01T00:00:00Z" },
    ]);
    await seedDomains(database.db, gandi, [{ ...good, name: "ours-here.com" }]);
    const made = await plan({
      rows: [
        ...["locked", "fresh", "soon", "signed", "deleted", "paid", "here"].map((word) => ({
          name: `ours-${word}.com`,
          authCode: CANARY,
        })),
      ],
    });
    const told = Object.fromEntries(
      made.rows.map(({ name, preflight, rule, risks }) => [
        name,
        [preflight, rule ?? risks.join()],
      ]),
    );
    expect(told).toEqual({
      "ours-locked.com": ["fix", "registrar_lock"],
      "ours-fresh.com": ["wait", "hold_registration"],
      "ours-soon.com": ["fix", "expiry_margin"],
      "ours-signed.com": ["pass", "ds_present"],
      "ours-deleted.com": ["impossible", "phase"],
      "ours-paid.com": ["wait", "years_cap"],
      "ours-here.com": ["pass", "same"],
    });
    const waiting = made.rows.find(({ name }) => name === "ours-fresh.com");
    expect(waiting?.earliestAt).toBe(new Date(Date.parse(fresh) + 60 * 86_400_000).toISOString());
    expect(waiting?.losingAccount).toBe("Dynadot old");
    const signed = made.rows.find(({ name }) => name === "ours-signed.com");
    expect(signed?.snapshot).toMatchObject({ source: "registrar", dnssec: true });
  });

  test("of a free name, or where the DNS does not answer, says so and guesses nothing", async () => {
    const made = await plan({
      text: `sim-free-x.com ${CANARY}\nsim-taken-servfail.com ${CANARY}`,
    });
    expect(made.rows).toMatchObject([
      { name: "sim-free-x.com", preflight: "impossible", rule: "registered" },
      {
        name: "sim-taken-servfail.com",
        preflight: "pass",
        snapshot: { nameservers: null, source: null, dnssec: null },
        given: null,
        risks: ["nameservers_unknown"],
      },
    ]);
  });

  test("keeps codes and choices given later, and wants another yes after each", async () => {
    const made = await plan({ text: "sim-taken-e.com\nsim-taken-f.com", registrantId: null });
    expect(made.plan.verdicts.change).toBe(0);
    const coded = await setTransferCodes(ctx, {
      id: made.plan.id,
      codes: [
        { name: "sim-taken-e.com", authCode: ` ${CANARY}` },
        { name: "sim-taken-f.com", authCode: "“curly1”" },
        { name: "sim-taken-z.com", authCode: CANARY },
      ],
    });
    expect(coded).toMatchObject({ kept: 1, warnings: [{ name: "sim-taken-e.com" }] });
    expect(coded.problems.map(({ name, code }) => [name, code])).toEqual([
      ["sim-taken-f.com", "bad_char"],
      ["sim-taken-z.com", "unknown"],
    ]);
    expect(coded.transfer.rows.map(({ rule }) => rule)).toEqual([
      "registrant_missing",
      "code_missing",
    ]);
    const chosen = await setTransferChoices(ctx, { id: made.plan.id, registrantId });
    expect(chosen.registrant?.name).toBe("Northwind Hosting");
    expect(chosen.plan.verdicts.change).toBe(1);
    expect(chosen.plan.hash).not.toBe(coded.transfer.plan.hash);
    await expect(order(made)).rejects.toMatchObject({ code: "precondition_failed" });
    const again = await recheckTransfer(ctx, { id: made.plan.id });
    expect(again.rows.map(({ code }) => code)).toEqual(["given", "missing"]);
    await order(again);
    await expect(
      setTransferChoices(ctx, { id: made.plan.id, keepNameservers: false }),
    ).rejects.toMatchObject({
      code: "precondition_failed",
    });
  });

  test("that is given up, or left for weeks, forgets its codes", async () => {
    const made = await plan({ text: `sim-taken-g.com ${CANARY}` });
    await cancelPlan(ctx, { id: made.plan.id });
    expect(await secretsKept()).toBe(0);
    const left = await plan({ text: `sim-taken-h.com ${CANARY}` });
    await forgetLeftCodes(worker);
    expect(await secretsKept()).toBe(1);
    await house((tx) => tx.execute(sql`update plans set expires_at = now() - interval '15 days'`));
    await forgetLeftCodes(worker);
    expect(await secretsKept()).toBe(0);
    const coded = await setTransferCodes(ctx, {
      id: left.plan.id,
      codes: [{ name: "sim-taken-h.com", authCode: CANARY }],
    });
    expect(coded.transfer.plan.verdicts.change).toBe(1);
  });

  test("shows a code in no table, no line of the log and no answer", async () => {
    const made = await plan({ text: `sim-taken-i.com ${CANARY}` });
    await order(made);
    await work();
    await simulator.script.advance(4 * DELAY_MS);
    await work();
    expect(await holding(CANARY)).toEqual([]);
    const answers = [await readTransfer(ctx, { id: made.plan.id }), await listTransfers(ctx)];
    expect(JSON.stringify(answers)).not.toContain(CANARY);
    const lines = await house((tx) =>
      tx
        .select({ action: auditEntries.action })
        .from(auditEntries)
        .where(sql`run_id = ${made.plan.id}::uuid`),
    );
    expect(lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        "plan.applied",
        "operation.sent",
        "operation.completed",
        "domain.added",
      ]),
    );
  });
});

describe("customers", () => {
  test("choose among accounts with their names, wait for a yes of the house, and see nothing of others", async () => {
    const [acme = "", lumen = ""] = await seedPartners(
      database.db,
      `acme-${randomUUID().slice(0, 6)}`,
      `lumen-${randomUUID().slice(0, 6)}`,
    );
    await seedDomains(database.db, gandi, [
      { name: `acme-${randomUUID().slice(0, 6)}.com`, partnerId: acme },
    ]);
    const anna = await person("customer", acme);
    const luca = await person("customer", lumen);
    expect((await transferChoices(anna)).accounts.map(({ name }) => name)).toEqual(["Gandi main"]);
    expect((await transferChoices(luca)).accounts).toEqual([]);
    await expect(plan({ text: "sim-taken-m.com", registrantId: null }, luca)).rejects.toMatchObject(
      {
        fields: { accountId: [{ code: "unknown" }] },
      },
    );
    await expect(plan({ text: "sim-taken-m.com" }, anna)).rejects.toMatchObject({
      fields: { registrantId: [{ code: "unknown" }] },
    });
    const own = await person("staff");
    const [contact] = await house((tx) =>
      tx.execute(sql`update contacts set partner_id = ${lumen}::uuid returning id`),
    );
    expect(contact).toBeDefined();
    await expect(plan({ text: "sim-taken-m.com", partnerId: acme }, own)).rejects.toMatchObject({
      fields: { registrantId: [{ code: "unknown", message: expect.stringContaining("partner") }] },
    });
    await house((tx) => tx.execute(sql`update contacts set partner_id = ${acme}::uuid`));
    const made = await plan({ text: `sim-taken-m.com ${CANARY}` }, anna);
    expect(made).toMatchObject({
      plan: { approval: { isNeeded: true } },
      partner: { id: acme },
      panel: null,
    });
    const grant = { id: made.plan.id, isGranted: true };
    await expect(order(made, anna)).rejects.toMatchObject({ code: "precondition_failed" });
    const approved = await approvePlan(ctx, { ...grant, hash: made.plan.hash });
    expect(approved.approval.approvedAt).not.toBeNull();
    const edited = await setTransferChoices(anna, { id: made.plan.id, keepNameservers: false });
    expect(edited.plan.approval).toMatchObject({ isNeeded: true, approvedAt: null });
    await expect(readTransfer(luca, { id: made.plan.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      setTransferCodes(luca, {
        id: made.plan.id,
        codes: [{ name: "sim-taken-m.com", authCode: CANARY }],
      }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect((await listTransfers(luca)).drafts).toEqual([]);
    expect((await listTransfers(anna)).drafts).toHaveLength(1);
  });
});

describe("the auth code of a name of ours", () => {
  const NAME = "kestrel-optics.org";
  const age = () =>
    house((tx) => tx.execute(sql`update sessions set created_at = now() - interval '1 hour'`));

  beforeEach(async () => {
    await seedDomains(database.db, gandi, [{ name: NAME }]);
  });

  test("is shown to an administrator who has just shown who they are; the log tells it, and holds no code", async () => {
    const admin = await person("admin");
    const { name, authCode } = await revealAuthCode(admin, { domain: NAME });
    expect(name).toBe(NAME);
    expect(authCode).toMatch(/^Sim-/);
    const lines = await house((tx) =>
      tx
        .select({ action: auditEntries.action, actor: auditEntries.actorId })
        .from(auditEntries)
        .where(sql`object_name = ${NAME}`),
    );
    expect(lines).toEqual([{ action: "domain.code_revealed", actor: admin.actor.id }]);
    expect(await holding(authCode)).toEqual([]);
    await age();
    await expect(revealAuthCode(admin, { domain: NAME })).rejects.toMatchObject({
      fields: { session: [{ code: "step_up_required" }] },
    });
  });

  test("is for its partner and administrators: not for staff, and to another partner the name does not exist", async () => {
    const [acme = ""] = await seedPartners(database.db, `acme-${randomUUID().slice(0, 6)}`);
    await expect(revealAuthCode(ctx, { domain: NAME })).rejects.toMatchObject({
      code: "forbidden",
    });
    const anna = await person("customer", acme);
    await expect(revealAuthCode(anna, { domain: NAME })).rejects.toMatchObject({
      code: "not_found",
    });
    await house((tx) => tx.execute(sql`update domains set partner_id = ${acme}::uuid`));
    expect((await revealAuthCode(anna, { domain: NAME })).name).toBe(NAME);
  });

  test("that the registrar does not give is told with its reason, and that it was asked for stands in the log", async () => {
    await seedDomains(database.db, rotld, [{ name: "brutaria-soarelui.ro" }]);
    const admin = await person("admin");
    await expect(revealAuthCode(admin, { domain: "brutaria-soarelui.ro" })).rejects.toMatchObject({
      code: "precondition_failed",
      message: expect.stringContaining("holder"),
    });
    const lines = await house((tx) =>
      tx
        .select({ result: auditEntries.result })
        .from(auditEntries)
        .where(sql`object_name = 'brutaria-soarelui.ro'`),
    );
    expect(lines).toEqual([{ result: "refused" }]);
  });

  test("is not asked for more than ten times an hour", async () => {
    const admin = await person("admin");
    for (let time = 0; time < 10; time += 1) await revealAuthCode(admin, { domain: NAME });
    await expect(revealAuthCode(admin, { domain: NAME })).rejects.toMatchObject({
      code: "rate_limited",
    });
  });
});
