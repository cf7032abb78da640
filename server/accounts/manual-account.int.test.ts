import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { houseContext } from "../auth/caller";
import { startAccountSync } from "../jobs/start-account-sync";
import type { ServiceContext } from "../kernel/context";
import { syncAccount } from "../sync/sync-account";
import { syncDomain } from "../sync/sync-domain";
import { tick } from "../sync/tick";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedDomains, seedPartners } from "../testing/seed";
import { readAccount } from "./list-accounts";
import { addManualAccount, changeManualAccount } from "./manual-account";
import { removeAccount } from "./remove-account";
import { replaceAccountKey } from "./replace-account-key";
import { changeAccount } from "./save-account";
import { setAccountRate } from "./set-account-rate";
import { setAccountUse } from "./set-account-use";
import { setEgressProxy } from "./set-egress-proxy";
import { testAccount, testNewKey } from "./test-account";
import { addWebhookSecret } from "./webhook-secret";

let database: TestDatabase;
let ctx: ServiceContext;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  installOn(database, { WORKER: "off" });
  const admin = await proven(database.db, contextFor(database.db, { role: "admin" }));
  ctx = { ...admin, registrars: houseContext("t").registrars };
});
afterAll(() => database.drop());

const given = (change: object = {}) => ({
  name: `Harbour ${++count}`,
  registrarLabel: "Harbour Names",
  panelUrl: "https://panel.harbour.example/login",
  defaultPartnerId: null,
  ...change,
});
const rows = (query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute(query)).then((found) => [...found]);

test("an account kept by hand asks for names and an address alone, and is never due", async () => {
  const account = given();
  const { accountId } = await addManualAccount(ctx, account);
  expect(await readAccount(ctx, { accountId })).toMatchObject({
    registrar: "manual",
    registrarName: "Harbour Names",
    endpointLabel: "Kept by hand",
    state: "by_hand",
    mode: "read_only",
    nextSyncAt: null,
    key: null,
    limits: [],
    byHand: { panelUrl: account.panelUrl, broughtInAt: null, isStale: false },
  });
  const capabilities = (await readAccount(ctx, { accountId })).capabilities;
  expect(capabilities.filter(({ isMet }) => isMet)).toEqual([]);
  expect(capabilities.every(({ reason }) => reason.includes("kept by hand"))).toBe(true);
  expect(await auditTrail(ctx, account.name)).toMatchObject([
    { action: "account.added", after: { registrar: "manual" } },
  ]);
});

test.each([
  ["name", { name: " " }],
  ["registrarLabel", { registrarLabel: "" }],
  ["panelUrl", { panelUrl: "javascript:alert(1)" }],
  ["panelUrl", { panelUrl: "https://user:secret@panel.example.com" }],
  ["panelUrl", { panelUrl: "panel.example.com" }],
  ["panelUrl", { panelUrl: "ftp://panel.example.com" }],
  ["defaultPartnerId", { defaultPartnerId: "0193f2aa-1111-4abc-8def-001122334455" }],
])("what cannot be used as %s is refused", async (field, change) => {
  await expect(addManualAccount(ctx, given(change))).rejects.toMatchObject({
    code: "invalid_input",
    fields: { [field]: expect.anything() },
  });
});

test("it can be renamed and given to a partner, and its name is its own", async () => {
  const [acme = ""] = await seedPartners(database.db, "acme");
  const other = given();
  await addManualAccount(ctx, other);
  const { accountId } = await addManualAccount(ctx, given());
  const after = given({ panelUrl: "", defaultPartnerId: acme });
  await changeManualAccount(ctx, { accountId, ...after });
  expect(await readAccount(ctx, { accountId })).toMatchObject({
    name: after.name,
    byHand: { panelUrl: null },
    defaultPartner: { id: acme },
  });
  for (const taken of [
    () => changeManualAccount(ctx, { accountId, ...after, name: other.name }),
    () => addManualAccount(ctx, given({ name: other.name })),
  ])
    await expect(taken()).rejects.toMatchObject({ code: "conflict" });
});

test("nobody is called for it, whatever is asked, and it stays read-only", async () => {
  const { accountId } = await addManualAccount(ctx, given());
  const [domainId = ""] = await seedDomains(database.db, accountId, [{ name: "harbour.com" }]);
  const settings = { name: "X", syncIntervalMinutes: 5, defaultPartnerId: null };
  const secret = "whsec_no-real-secret-at-all";
  for (const attempt of [
    () => testAccount(ctx, { accountId }),
    () => testNewKey(ctx, { accountId, credential: { token: "x" } }),
    () => replaceAccountKey(ctx, { accountId, credential: { token: "x" } }),
    () => setAccountUse(ctx, { accountId, mode: "full", allowsPaidCalls: false }),
    () => setEgressProxy(ctx, { accountId, proxy: { url: "https://proxy.example.com:3128" } }),
    () => setAccountRate(ctx, { accountId, callsPerMinute: 5 }),
    () => addWebhookSecret(ctx, { accountId, scheme: "standard", secret }),
    () => changeAccount(ctx, { accountId, ...settings }),
    () => startAccountSync(ctx, { accountId }),
    () => syncDomain(ctx, { id: domainId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "precondition_failed" });
  expect(await syncAccount(ctx, { accountId, trigger: "manual", budgetMs: 1_000 })).toEqual({
    outcome: "busy",
    runId: null,
  });
  expect((await tick(ctx, 5_000)).accounts).toEqual([]);
  expect(await rows(sql`select * from sync_runs`)).toEqual([]);
  for (const change of ["next_sync_at = now()", "mode = 'full'", "credential = 'x'"])
    await expect(
      rows(sql`update registrar_accounts set ${sql.raw(change)} where id = ${accountId}`),
    ).rejects.toMatchObject({ cause: { code: "23514" } });
});

test("its names are called stale once they were brought in more than thirty days ago", async () => {
  const { accountId } = await addManualAccount(ctx, given());
  const broughtIn = (finishedAt: string) =>
    rows(sql`insert into imports (account_id, state, file_name, delimiter, columns, ordered_by, request_id, finished_at)
      values (${accountId}, 'applied', 'x.csv', ',', '{name}', '{}', 'r', ${finishedAt}::timestamptz)`);
  const byHand = async () => (await readAccount(ctx, { accountId })).byHand;
  await broughtIn("2025-12-16T08:00:00Z");
  expect(await byHand()).toMatchObject({ isStale: true });
  await broughtIn("2025-12-17T10:00:00Z");
  expect(await byHand()).toMatchObject({
    broughtInAt: "2025-12-17T10:00:00.000Z",
    isStale: false,
  });
});

test("it can be removed once it has no names", async () => {
  const account = given();
  const { accountId } = await addManualAccount(ctx, account);
  await removeAccount(ctx, { accountId, name: account.name });
  await expect(readAccount(ctx, { accountId })).rejects.toMatchObject({ code: "not_found" });
});

test("staff see it, and administrators alone set it up", async () => {
  const staff = contextFor(database.db, { role: "staff" }, { registrars: ctx.registrars });
  await expect(addManualAccount(staff, given())).rejects.toMatchObject({ code: "forbidden" });
});
