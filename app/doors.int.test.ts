import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { houseContext } from "@/server/auth/caller";
import { HOLDERS, type Permission } from "@/server/auth/policy";
import { ROLES, type Role } from "@/server/auth/roles";
import { openSession } from "@/server/auth/sign-in";
import { auditTrail } from "@/server/testing/audit";
import { installOn } from "@/server/testing/installed";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import { seedPartners, seedUser } from "@/server/testing/seed";

const ID = "0193f2aa-1111-4abc-8def-001122334455";

/** Every page and what it needs. "open" is for everyone: such a page guards itself and says so here. */
const PAGES: Readonly<Record<string, Permission | "open">> = {
  "/": "domain.read",
  "/audit": "audit.read",
  "/contacts": "contact.read",
  "/nameserver-sets": "domain.read",
  "/contacts/[id]": "contact.read",
  "/domains": "domain.read",
  "/domains/[name]": "domain.read",
  "/domains/register": "domain.pay",
  "/operations": "operation.read",
  "/plans": "operation.read",
  "/plans/[id]": "operation.read",
  "/prices": "price.read",
  "/set-up": "open",
  "/settings/accounts": "account.read",
  "/settings/accounts/[id]": "account.read",
  "/settings/accounts/[id]/names": "domain.import",
  "/settings/accounts/[id]/names/[import]": "domain.import",
  "/settings/accounts/by-hand": "account.manage",
  "/settings/accounts/new": "account.manage",
  "/settings/approvals": "approval.manage",
  "/settings/organisation": "settings.manage",
  "/settings/partners": "partner.read",
  "/settings/partners/[id]": "partner.read",
  "/settings/people": "user.manage",
  "/settings/sessions": "self.manage",
  "/sign-in": "open",
  "/sync": "sync.read",
  "/sync/[run]": "sync.read",
  "/sync/inbox": "conflict.read",
  "/transfers": "operation.read",
  "/transfers/[id]": "operation.read",
  "/transfers/new": "domain.pay",
  "/transfers/out/[name]": "domain.read",
};

/** Every method of every route. "secret" asks for a Bearer secret; "open" answers anybody. */
const ROUTES: Readonly<Record<string, Permission | "secret" | "open">> = {
  "GET /api/auth/[...nextauth]": "open",
  "POST /api/auth/[...nextauth]": "open",
  "GET /api/cron/prices": "secret",
  "POST /api/cron/prices": "secret",
  "GET /api/cron/reconcile": "secret",
  "POST /api/cron/reconcile": "secret",
  "GET /api/cron/imports": "secret",
  "POST /api/cron/imports": "secret",
  "GET /api/cron/mail": "secret",
  "POST /api/cron/mail": "secret",
  "GET /api/cron/sync": "secret",
  "POST /api/cron/sync": "secret",
  "GET /api/cron/webhooks": "secret",
  "POST /api/cron/webhooks": "secret",
  "POST /api/webhooks/[account]": "open",
  "GET /api/v1/accounts": "account.read",
  "GET /api/v1/accounts/[id]": "account.read",
  "GET /api/v1/accounts/[id]/rules": "account.read",
  "GET /api/v1/audit": "audit.read",
  "GET /api/v1/audit/[id]": "audit.read",
  "GET /api/v1/audit/actors": "audit.read",
  "GET /api/v1/audit/export": "audit.read_house",
  "GET /api/v1/availability": "availability.check",
  "GET /api/v1/conflicts": "conflict.read",
  "GET /api/v1/conflicts/[id]": "conflict.read",
  "GET /api/v1/conflicts/[id]/alike": "conflict.decide",
  "POST /api/v1/conflicts/[id]/alike": "conflict.decide",
  "POST /api/v1/conflicts/[id]/decide": "conflict.decide",
  "POST /api/v1/conflicts/[id]/undo": "conflict.decide",
  "GET /api/v1/conflicts/counts": "conflict.read",
  "GET /api/v1/nameserver-sets": "domain.read",
  "POST /api/v1/nameserver-sets": "nameserver_set.manage",
  "PATCH /api/v1/nameserver-sets/[id]": "nameserver_set.manage",
  "POST /api/v1/nameserver-sets/[id]/remove": "nameserver_set.manage",
  "GET /api/v1/contacts": "contact.read",
  "POST /api/v1/contacts": "contact.manage",
  "GET /api/v1/contacts/[id]": "contact.read",
  "POST /api/v1/registrations": "domain.pay",
  "GET /api/v1/domains": "domain.read",
  "GET /api/v1/domains/[name]": "domain.read",
  "PATCH /api/v1/domains/[name]": "domain.edit",
  "GET /api/v1/domains/[name]/transfers-out": "domain.read",
  "GET /api/v1/domains/[name]/dns": "domain.read",
  "GET /api/v1/domains/[name]/capabilities": "domain.read",
  "POST /api/v1/domains/[name]/auth-code": "domain.reveal_code",
  "GET /api/v1/domains/[name]/changes": "operation.read",
  "GET /api/v1/domains/[name]/price": "domain.read",
  "GET /api/v1/domains/export": "domain.export",
  "POST /api/v1/domains/export": "domain.export",
  "GET /api/v1/domains/facets": "domain.read",
  "GET /api/v1/domains/overview": "domain.read",
  "GET /api/v1/imports": "domain.import",
  "POST /api/v1/imports": "domain.import",
  "GET /api/v1/imports/[id]": "domain.import",
  "DELETE /api/v1/imports/[id]": "domain.import",
  "POST /api/v1/imports/[id]/apply": "domain.import",
  "POST /api/v1/imports/[id]/check": "domain.import",
  "GET /api/v1/imports/[id]/refused": "domain.import",
  "GET /api/v1/imports/[id]/rows": "domain.import",
  "GET /api/v1/me": "self.manage",
  "GET /api/v1/me/keys": "self.manage",
  "GET /api/v1/me/sessions": "self.manage",
  "DELETE /api/v1/me/sessions": "self.manage",
  "GET /api/v1/partners": "partner.read",
  "GET /api/v1/partners/[id]": "partner.read",
  "GET /api/v1/prices": "price.read",
  "GET /api/v1/prices/alerts": "price.read",
  "GET /api/v1/prices/forecast": "price.read",
  "GET /api/v1/prices/history": "price.read",
  "GET /api/v1/prices/quotes": "price.read",
  "GET /api/v1/prices/rules": "price.read",
  "GET /api/v1/prices/runs": "price.read",
  "GET /api/v1/sync/runs": "sync.read",
  "GET /api/v1/sync/runs/[id]": "sync.read",
  "GET /api/v1/transfers": "operation.read",
  "POST /api/v1/transfers": "domain.pay",
  "GET /api/v1/transfers/[id]": "operation.read",
  "POST /api/v1/transfers/[id]/choices": "domain.pay",
  "POST /api/v1/transfers/[id]/codes": "domain.pay",
  "POST /api/v1/transfers/[id]/recheck": "domain.pay",
  "GET /api/v1/users": "user.manage",
  "GET /api/v1/views": "domain.read",
  "GET /api/v1/openapi.json": "domain.read",
  "GET /api/v1/operations": "operation.read",
  "GET /api/v1/operations/[id]": "operation.read",
  "POST /api/v1/operations/[id]/cancel": "domain.change",
  "POST /api/v1/operations/[id]/resolve": "operation.resolve",
  "GET /api/v1/plans": "operation.read",
  "POST /api/v1/plans": "domain.change",
  "GET /api/v1/plans/[id]": "operation.read",
  "POST /api/v1/plans/[id]/apply": "operation.read",
  "POST /api/v1/plans/[id]/cancel": "operation.read",
  "POST /api/v1/plans/[id]/pause": "operation.read",
  "POST /api/v1/plans/[id]/resume": "operation.read",
  "GET /api/v1/plans/[id]/export": "operation.read",
  "POST /api/v1/plans/[id]/remove-keys-first": "operation.read",
  "GET /api/v1/plans/[id]/rows": "operation.read",
  "GET /api/v1/plans/running": "operation.read",
  "POST /api/v1/views": "view.manage",
  "GET /docs/importing": "open",
  "GET /docs/problems": "open",
  "GET /healthz": "open",
};

const KEY = { registrar: "gandi", endpoint: "simulator", credential: { token: "no real token" } };
const BY_HAND = { name: "X", registrarLabel: "X", panelUrl: "", defaultPartnerId: null };
const PERSON = { personId: ID };
const PARTNER = { partnerId: ID };

/** Every server action, what it needs, and input of the right shape for those that some roles lack. */
const ACTIONS: Readonly<Record<string, readonly [needs: Permission | "open", input?: unknown]>> = {
  addAccountAction: ["account.manage", { ...KEY, name: "X", defaultPartnerId: null }],
  changeAccountAction: [
    "account.manage",
    { accountId: ID, name: "X", syncIntervalMinutes: 60, defaultPartnerId: null },
  ],
  addManualAccountAction: ["account.manage", BY_HAND],
  changeManualAccountAction: ["account.manage", { ...BY_HAND, accountId: ID }],
  previewFirstSyncAction: ["account.manage", KEY],
  addWebhookSecretAction: [
    "account.manage",
    { accountId: ID, scheme: "standard", secret: "whsec_no-real-secret-at-all" },
  ],
  removeAccountAction: ["account.manage", { accountId: ID, name: "X" }],
  replaceAccountKeyAction: ["account.manage", { accountId: ID, credential: {} }],
  resetBreakersAction: ["account.test", { accountId: ID }],
  resetLimitsAction: ["account.manage", { accountId: ID }],
  setAccountRateAction: ["account.manage", { accountId: ID, callsPerMinute: null }],
  setEgressProxyAction: ["account.manage", { accountId: ID, proxy: null }],
  setAccountUseAction: [
    "account.manage",
    { accountId: ID, mode: "read_only", allowsPaidCalls: false },
  ],
  testAccountAction: ["account.test", { accountId: ID }],
  testConnectionAction: ["account.manage", KEY],
  testNewKeyAction: ["account.manage", { accountId: ID, credential: {} }],
  applyImportAction: ["domain.import", { importId: ID }],
  checkImportAction: ["domain.import", { importId: ID, mapping: { name: 0 }, dateFormat: null }],
  discardImportAction: ["domain.import", { importId: ID }],
  editDomainAction: ["domain.edit"],
  saveApprovalRuleAction: ["approval.manage", { name: "X", approver: "house" }],
  removeApprovalRuleAction: ["approval.manage", { id: ID }],
  orderApprovalRulesAction: ["approval.manage", { ids: [ID] }],
  saveSettingsAction: ["settings.manage", { version: 1, values: {} }],
  addPartnerAction: ["partner.manage", { name: "X" }],
  archivePartnerAction: ["partner.manage", PARTNER],
  renamePartnerAction: ["partner.manage", { ...PARTNER, name: "X" }],
  restorePartnerAction: ["partner.manage", PARTNER],
  addPersonAction: [
    "user.manage",
    { email: "x@house.example", name: "X", role: "staff", partnerId: null },
  ],
  changePersonAction: ["user.manage", { ...PERSON, name: "X", role: "staff", partnerId: null }],
  disablePersonAction: ["user.manage", PERSON],
  enablePersonAction: ["user.manage", PERSON],
  endPersonSessionsAction: ["user.manage", PERSON],
  resetPasswordAction: ["user.manage", PERSON],
  assignDomainsAction: ["domain.assign", { selection: { ids: [ID] }, partnerId: ID }],
  changeViewAction: ["view.manage"],
  freezeSelectionAction: ["domain.read"],
  markSeenAction: ["domain.edit"],
  removeViewAction: ["view.manage"],
  saveViewAction: ["view.manage"],
  tagDomainsAction: ["domain.edit"],
  changePasswordAction: ["self.manage"],
  createFirstAdminAction: ["open"],
  endOtherSessionsAction: ["self.manage"],
  endSessionAction: ["self.manage"],
  signOutAction: ["open"],
  decideConflictAction: ["conflict.decide"],
  decideAlikeAction: ["conflict.decide"],
  undoConflictAction: ["conflict.decide"],
  setFieldRuleAction: ["account.manage"],
  askForPriceAction: ["price.manage", { accountId: ID, tld: "com" }],
  decideAlertAction: ["price.manage", { id: ID, decision: "accepted" }],
  importPricesAction: [
    "price.manage",
    { accountId: ID, text: "tld,action,price,currency", isPreview: true },
  ],
  planFromAlertAction: [
    "price.manage",
    { key: "a-key-of-sixteen", alertId: ID, change: { kind: "let_go" } },
  ],
  removePriceRuleAction: ["price.manage", { id: ID }],
  savePriceRuleAction: [
    "price.manage",
    {
      name: "X",
      thresholdPercent: null,
      thresholdAmount: "1",
      needsBoth: true,
      tlds: [],
      tags: [],
      recipients: [],
      delivery: "digest",
      isEnabled: true,
    },
  ],
  seeAlertsAction: ["price.manage", { ids: [ID] }],
  setCeilingAction: ["domain.edit"],
  setPriceAction: [
    "price.manage",
    { accountId: ID, tld: "com", action: "renew", amount: "1", currency: "EUR" },
  ],
  startPriceSyncAction: ["sync.run", {}],
  startAccountSyncAction: ["sync.run", { accountId: ID }],
  syncDomainAction: ["domain.sync"],
  cancelRunAction: ["sync.run", { runId: ID }],
  estimateSyncAction: ["sync.run", { selection: { all: true } }],
  startSelectedSyncAction: ["sync.run", { selection: { all: true } }],
  addNameserverSetAction: [
    "nameserver_set.manage",
    { name: "X", hosts: ["ns1.a-dns.net", "ns2.a-dns.net"] },
  ],
  changeNameserverSetAction: ["nameserver_set.manage", { setId: ID, name: "X" }],
  removeNameserverSetAction: ["nameserver_set.manage", { setId: ID }],
  makePlanAction: ["domain.change"],
  planAgainAction: ["operation.read"],
  applyPlanAction: ["operation.read"],
  excludeRowsAction: ["operation.read"],
  excludeByDnsAction: ["operation.read", { id: ID, state: "breaks" }],
  removeKeysFirstAction: ["operation.read", { id: ID, key: "an-intent-of-a-test" }],
  pausePlanAction: ["operation.read"],
  resumePlanAction: ["operation.read"],
  cancelPlanAction: ["operation.read"],
  retryPlanAction: ["operation.read"],
  undoPlanAction: ["operation.read"],
  cancelOperationAction: ["domain.change"],
  approvePlanAction: ["plan.approve", { id: ID, hash: "x", isGranted: true }],
  resolveOperationAction: [
    "operation.resolve",
    { id: ID, outcome: "happened", reason: "I looked." },
  ],
  makeTransferPlanAction: ["domain.pay"],
  recheckTransferAction: ["domain.pay"],
  resendTransferMailAction: ["domain.change"],
  cancelTransferAction: ["transfer.steer"],
  relaunchTransferAction: ["transfer.steer"],
  answerTransferOutAction: ["transfer.answer", { domain: ID, reference: "1", isApproved: false }],
  fetchOwnCodesAction: ["domain.pay"],
  revealAuthCodeAction: ["domain.reveal_code", { domain: ID }],
  setTransferChoicesAction: ["domain.pay"],
  setTransferCodesAction: ["domain.pay"],
  stepUpAction: ["self.manage"],
  checkProofAction: ["self.manage"],
  addKeyAction: ["self.manage"],
  revokeKeyAction: ["self.manage"],
  makeRegistrationPlanAction: ["domain.pay"],
  addContactAction: ["contact.manage"],
  changeContactAction: ["contact.manage"],
  makeContactPlanAction: ["domain.contacts"],
  archiveContactAction: ["contact.manage"],
  restoreContactAction: ["contact.manage"],
};

const ROOT = path.join(import.meta.dirname, "..");
const ORIGIN = "http://localhost:3000";

const filesNamed = (folder: string, matches: (name: string) => boolean): string[] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => matches(path.basename(file)) && !file.split(path.sep).includes("gallery"))
    .map((file) => path.join(folder, file))
    .sort();
const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const addressOf = (file: string) =>
  `/${path
    .dirname(path.relative("app", file))
    .split(path.sep)
    .filter((part) => part !== "." && !/^\(.+\)$/.test(part))
    .join("/")}`;
const load = (file: string): Promise<Record<string, unknown>> => import(path.join(ROOT, file));

const request: { token: string | undefined; origin: string } = { token: undefined, origin: ORIGIN };
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) =>
      request.token && name === "namekeep.session" ? { name, value: request.token } : undefined,
    delete: () => undefined,
  }),
  headers: async () => new Headers({ origin: request.origin }),
}));

let database: TestDatabase;
const cookies = new Map<Role, string>();

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  const [acme = ""] = await seedPartners(database.db, "acme");
  for (const role of ROLES) {
    const partnerId = role === "customer" ? acme : null;
    const userId = await seedUser(database.db, { email: `${role}@x.example`, role, partnerId });
    const sid = await openSession(houseContext("test"), { userId, agent: null });
    cookies.set(role, await encode({ token: { sid }, secret: process.env.AUTH_SECRET ?? "" }));
  }
});
afterAll(() => database.drop());

const as = (role: Role | null, origin = ORIGIN) =>
  Object.assign(request, { token: role ? cookies.get(role) : undefined, origin });
const lacking = (permission: Permission) =>
  ROLES.filter((role) => !(HOLDERS[permission] as readonly Role[]).includes(role));
const denials = async (permission: Permission) =>
  (await auditTrail(houseContext("test"), permission)).filter(
    ({ action, result }) => action === "access.denied" && result === "denied",
  ).length;

describe("pages", () => {
  test("are all on the list, and ask for what the list says", () => {
    const found = filesNamed("app", (name) => name === "page.tsx").map((file) => {
      const asked = /await pageContext\("([^"]+)"\)/.exec(textOf(file))?.[1] ?? "open";
      return [addressOf(file), asked];
    });
    expect(Object.fromEntries(found)).toEqual(PAGES);
  });
});

describe("routes", () => {
  const files = filesNamed("app", (name) => name === "route.ts");
  test("are all on the list, and those of the API go through the kit", async () => {
    const found: string[] = [];
    for (const file of files) {
      const methods = Object.keys(await load(file)).filter((name) => /^[A-Z]+$/.test(name));
      found.push(...methods.map((method) => `${method} ${addressOf(file)}`));
      if (file.startsWith("app/api/v1"))
        expect(textOf(file).match(/export const [A-Z]+ = /g)).toEqual(
          textOf(file).match(/export const [A-Z]+ = (?=route[<(])/g),
        );
    }
    expect(found.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  const guarded = Object.entries(ROUTES).filter(([address]) => address.includes("/api/v1/"));
  const call = async (address: string) => {
    const [method = "", place = ""] = address.split(" ");
    const file = files.find((one) => addressOf(one) === place) ?? "";
    const handler = (await load(file))[method] as (
      request: Request,
      segment: { params: Promise<Record<string, string>> },
    ) => Promise<Response>;
    const body = method === "GET" ? {} : { body: "{}" };
    const headers = { "content-type": "application/json", origin: request.origin };
    return handler(new Request(`${ORIGIN}${place}?format=csv`, { method, headers, ...body }), {
      params: Promise.resolve({ id: ID, name: "example.com" }),
    });
  };

  test.each(guarded)("%s refuses everyone without %s", async (address, needs) => {
    const permission = needs as Permission;
    as(null);
    expect((await call(address)).status).toBe(401);
    for (const role of lacking(permission)) {
      as(role);
      const before = await denials(permission);
      const answer = await call(address);
      expect([role, answer.status]).toEqual([role, 403]);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await denials(permission)).toBe(before + 1);
    }
  });

  test.each(
    guarded.filter(([address]) => !address.startsWith("GET")),
  )("%s refuses another site's page, whoever is signed in", async (address) => {
    as("admin", "https://evil.example");
    expect((await call(address)).status).toBe(403);
  });
});

describe("server actions", () => {
  const files = filesNamed("server/actions", (name) => !/^(?:open-)?kit\.ts$/.test(name));

  test("are all on the list, and each is made of a verb by the kit", () => {
    const found = files.flatMap((file) =>
      [
        ...textOf(file).matchAll(
          /^export (?:const|async function) (\w+)( = (?:action|openAction)\()?/gm,
        ),
      ].map(([, name = "", isMade]) => [name, Boolean(isMade)] as const),
    );
    expect(found.map(([name]) => name).sort()).toEqual(Object.keys(ACTIONS).sort());
    expect(found.filter(([, isMade]) => !isMade).map(([name]) => name)).toEqual(["signOutAction"]);
    for (const file of files) expect(textOf(file)).toMatch(/^"use server";/);
  });

  const guarded = Object.entries(ACTIONS).filter(([, [needs]]) => needs !== "open");
  const run = async (name: string, input: unknown) => {
    const file = files.find((one) => textOf(one).includes(` ${name} =`)) ?? "";
    const act = (await load(file))[name] as (input: unknown) => Promise<{ code?: string }>;
    return (await act(input)).code;
  };

  test.each(guarded)("%s refuses everyone without its permission", async (name, [needs, input]) => {
    const permission = needs as Permission;
    as(null);
    expect(await run(name, input ?? {})).toBe("unauthenticated");
    as("admin", "https://evil.example");
    expect(await run(name, input ?? {})).toBe("forbidden");
    for (const role of lacking(permission)) {
      as(role);
      const before = await denials(permission);
      expect([role, await run(name, input ?? {})]).toEqual([role, "forbidden"]);
      expect(await denials(permission)).toBe(before + 1);
    }
  });
});
