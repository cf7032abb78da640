import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inTenant } from "@/db/client";
import { houseContext } from "@/server/auth/caller";
import { KEY_SCOPES, type KeyScope } from "@/server/auth/key-scopes";
import { HOLDERS, KEY_HOLDERS, type Permission } from "@/server/auth/policy";
import { ROLES, type Role } from "@/server/auth/roles";
import { openSession } from "@/server/auth/sign-in";
import { hashToken } from "@/server/kernel/tokens";
import { addOwnKey } from "@/server/keys/own-keys";
import { auditTrail } from "@/server/testing/audit";
import { contextFor } from "@/server/testing/context";
import { installOn } from "@/server/testing/installed";
import { type TestDatabase, testDatabase } from "@/server/testing/postgres";
import {
  seedAccount,
  seedDomains,
  seedPartners,
  seedSession,
  seedUser,
} from "@/server/testing/seed";

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
  "GET /api/v1/prices/export": "price.read",
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
    "price.enter",
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
    "price.enter",
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

const UNKNOWN = { id: ID, name: "example.com" };
const OWN = "0193f2aa-2222-4abc-8def-001122334455";
const OWN_NAME = "acme-own.com";
let ownEntry = "";

const OWNED = new Set([
  "conflicts",
  "contacts",
  "nameserver-sets",
  "operations",
  "plans",
  "sync/runs",
  "transfers",
]);

/** What of acme's a route is about, where it is about one thing that partners have; null: about none. */
function objectOf(address: string): Record<string, string> | null {
  if (!address.includes("[")) return null;
  const [, area = ""] = /\/api\/v1\/((?:sync\/)?[a-z-]+)/.exec(address) ?? [];
  if (area === "domains") return { name: OWN_NAME };
  if (area === "audit") return { id: ownEntry };
  return OWNED.has(area) ? { id: OWN } : null;
}

/** Input of the right shape, where a verb looks at it before it looks at who asks. */
const BODIES: Readonly<Record<string, unknown>> = {
  "POST /api/v1/contacts": {
    kind: "person",
    givenName: "Ada",
    familyName: "Kerr",
    email: "ada@kerr.example",
    phone: "+44.2079460000",
    street: "1 Quay",
    city: "London",
    postalCode: "E1",
    countryCode: "GB",
  },
  "POST /api/v1/plans": {
    key: "a-key-of-the-doors",
    selection: { ids: [ID] },
    change: { kind: "auto_renew_update", enabled: true },
  },
  "POST /api/v1/nameserver-sets": { name: "X", hosts: ["ns1.doors.example", "ns2.doors.example"] },
  "PATCH /api/v1/nameserver-sets/[id]": { name: "Y" },
  "POST /api/v1/views": { name: "X", params: "" },
};

/** What a person alone has, whatever a key may read. */
const OF_PEOPLE_ALONE = new Set<string>(["GET /api/v1/views"]);

/** Of a plan of another kind than the one that stands here, of the DNS, which nobody asks in this test, and what the house decides. */
const NOT_READ_BY_CUSTOMERS = new Set<string>([
  "GET /api/v1/conflicts/[id]/alike",
  "GET /api/v1/domains/[name]/dns",
  "GET /api/v1/transfers/[id]",
]);

/** One of everything that partners have, all under the same id. */
async function plantObjects(acme: string): Promise<void> {
  const account = await seedAccount(database.db);
  await seedDomains(database.db, account, [{ id: OWN, name: OWN_NAME, partnerId: acme }]);
  await house(async (tx) => {
    await tx.execute(sql`insert into plans (id, partner_id, kind, intent_key, request_hash, change, selection, names, hash,
        requested_by_kind, requested_by_id, requested_by_name, request_id, expires_at)
      values (${OWN}, ${acme}, 'renew', 'own', 'own', '{}', '{}', 1, 'own', 'user', 'own', 'own', 'own', now())`);
    await tx.execute(sql`insert into operations (id, partner_id, account_id, domain_id, name, kind, is_paid, plan_id, plan_position,
        params, requested_by_kind, requested_by_id, requested_by_name, request_id, max_sends)
      values (${OWN}, ${acme}, ${account}, ${OWN}, ${OWN_NAME}, 'renew', true, ${OWN}, 0,
        '{"periodYears": 1, "currentExpiresAt": "2027-01-01T00:00:00Z", "expectedPriceMinor": 1, "currency": "EUR"}',
        'user', 'own', 'own', 'own', 1)`);
    await tx.execute(sql`insert into contacts (id, partner_id, kind, name, given_name, family_name, email, phone, street, city,
        postal_code, country_code)
      values (${OWN}, ${acme}, 'person', 'own', 'Ada', 'Kerr', 'ada@kerr.example', '+44.2079460000', '1 Quay', 'London',
        'E1', 'GB')`);
    await tx.execute(sql`insert into sync_runs (id, partner_id, account_id, domain_id, trigger, state, actor_kind, actor_id, actor_name,
        request_id)
      values (${OWN}, ${acme}, ${account}, ${OWN}, 'manual', 'completed', 'user', ${OWN}, 'own', 'own')`);
    await tx.execute(sql`insert into conflicts (id, partner_id, domain_id, account_id, field, rule, told, told_key, via, reason,
        suggestion, why, first_seen_at, last_seen_at)
      values (${OWN}, ${acme}, ${OWN}, ${account}, 'expiresAt', 'expiry_back', '"2027-01-01T00:00:00.000Z"', 'own', 'list', 'own',
        'ignore', 'own', now(), now())`);
    await tx.execute(sql`insert into nameserver_sets (id, partner_id, name, hosts)
      values (${OWN}, ${acme}, 'own', '{ns1.own.example,ns2.own.example}')`);
    const [entry] = await tx.execute<{
      id: string;
    }>(sql`insert into audit_entries (partner_id, actor_kind, actor_id, actor_name, action,
        object_kind, object_id, object_name, source, request_id)
      values (${acme}, 'user', ${OWN}, 'own', 'domain.edited', 'domain', ${OWN}, ${OWN_NAME}, 'ui', 'own') returning id::text`);
    ownEntry = entry?.id ?? "";
  });
}

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

/** What the next request carries: a session's cookie, the page it comes from, a key or secret. */
const request: { token: string | undefined; origin: string; bearer: string | undefined } = {
  token: undefined,
  origin: ORIGIN,
  bearer: undefined,
};
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) =>
      request.token && name === "namekeep.session" ? { name, value: request.token } : undefined,
    delete: () => undefined,
  }),
  headers: async () => new Headers({ origin: request.origin }),
}));

let database: TestDatabase;
const cookies = new Map<string, string>();
const keys = new Map<string, string>();

beforeAll(async () => {
  process.env.CRON_SECRET = "a-secret-of-cron-that-is-long-enough";
  database = await testDatabase();
  installOn(database);
  const [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  for (const role of ROLES) await signIn(role, role, role === "customer" ? acme : null);
  await signIn("other partner", "customer", lumen);
  const [expired, disabled] = [await signIn("expired", "admin"), await signIn("disabled", "admin")];
  await house((tx) =>
    tx.execute(sql`update sessions set expires_at = now() where user_id = ${expired}::uuid`),
  );
  await house((tx) =>
    tx.execute(sql`update users set disabled_at = now() where id = ${disabled}::uuid`),
  );
  for (const scope of KEY_SCOPES) keys.set(scope, await newKey(scope));
  for (const ended of ["revoked_at", "expires_at"] as const) {
    keys.set(ended, await newKey("read"));
    await house((tx) =>
      tx.execute(
        sql`update api_keys set ${sql.raw(ended)} = now() where token_hash = ${hashToken(keys.get(ended) ?? "")}`,
      ),
    );
  }
  await plantObjects(acme);
});
afterAll(() => database.drop());

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

async function signIn(who: string, role: Role, partnerId: string | null = null): Promise<string> {
  const email = `${who.replace(" ", "-")}@x.example`;
  const userId = await seedUser(database.db, { email, role, partnerId });
  const sid = await openSession(houseContext("test"), { userId, agent: null });
  cookies.set(who, await encode({ token: { sid }, secret: process.env.AUTH_SECRET ?? "" }));
  return userId;
}

/** The key of an administrator: what it may not, is its scope's doing. */
async function newKey(scope: KeyScope): Promise<string> {
  const userId = await seedUser(database.db, { email: `${randomUUID()}@x.example`, role: "admin" });
  const made = contextFor(database.db, { role: "admin", userId });
  if (made.actor.kind !== "user") throw new Error("not a person");
  const actor = { ...made.actor, sessionId: await seedSession(database.db, userId) };
  return (await addOwnKey({ ...made, actor }, { name: scope, scope, days: 1 })).token;
}

const as = (who: Role | "other partner" | "expired" | "disabled" | null, origin = ORIGIN) =>
  Object.assign(request, {
    token: who ? cookies.get(who) : undefined,
    origin,
    bearer: undefined,
  });
const withBearer = (bearer: string | undefined) => {
  as(null);
  request.bearer = bearer;
};

/** Those whom no door of the API opens for, each as it comes. */
const NOBODIES: Readonly<Record<string, () => void>> = {
  nobody: () => as(null),
  "an expired session": () => as("expired"),
  "a session of somebody disabled": () => as("disabled"),
  "the secret of cron": () => withBearer(process.env.CRON_SECRET),
  "a key that never was": () => withBearer("nk_0000000000000000000000000000000000000000000"),
  "a revoked key": () => withBearer(keys.get("revoked_at")),
  "an expired key": () => withBearer(keys.get("expires_at")),
};

const isWithin = (scope: KeyScope, permission: Permission): boolean => {
  const least = KEY_HOLDERS[permission];
  return least !== undefined && KEY_SCOPES.indexOf(least) <= KEY_SCOPES.indexOf(scope);
};

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
  const call = async (address: string, params: Record<string, string> = UNKNOWN) => {
    const [method = "", place = ""] = address.split(" ");
    const file = files.find((one) => addressOf(one) === place) ?? "";
    const handler = (await load(file))[method] as (
      request: Request,
      segment: { params: Promise<Record<string, string>> },
    ) => Promise<Response>;
    const body = method === "GET" ? {} : { body: JSON.stringify(BODIES[address] ?? {}) };
    const headers = {
      "content-type": "application/json",
      ...(request.bearer
        ? { authorization: `Bearer ${request.bearer}` }
        : { origin: request.origin }),
    };
    return handler(
      new Request(`${ORIGIN}${place}${place.endsWith("/export") ? "?format=csv" : ""}`, {
        method,
        headers,
        ...body,
      }),
      {
        params: Promise.resolve(params),
      },
    );
  };

  test.each(guarded)("%s refuses everyone without %s", async (address, needs) => {
    const permission = needs as Permission;
    for (const [who, come] of Object.entries(NOBODIES)) {
      come();
      expect([who, (await call(address)).status]).toEqual([who, 401]);
    }
    for (const scope of KEY_SCOPES.filter((one) => !isWithin(one, permission))) {
      withBearer(keys.get(scope));
      expect([scope, (await call(address)).status]).toEqual([scope, 403]);
    }
    for (const role of lacking(permission)) {
      as(role);
      const before = await denials(permission);
      const answer = await call(address);
      expect([role, answer.status]).toEqual([role, 403]);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await denials(permission)).toBe(before + 1);
    }
  });

  test.each(guarded)("%s lets everyone in who holds %s", async (address, needs) => {
    const permission = needs as Permission;
    for (const role of HOLDERS[permission]) {
      as(role);
      const before = await denials(permission);
      expect([role, (await call(address)).status]).not.toEqual([role, 401]);
      expect([role, await denials(permission)]).toEqual([role, before]);
    }
    for (const scope of KEY_SCOPES.filter((one) => isWithin(one, permission))) {
      withBearer(keys.get(scope));
      const { status } = await call(address);
      if (OF_PEOPLE_ALONE.has(address)) expect(status).toBe(403);
      else expect([401, 403]).not.toContain(status);
    }
  });

  const aboutOne = guarded.filter(([address]) => objectOf(address) !== null);
  test.each(aboutOne)("%s knows nothing of another partner's", async (address) => {
    const params = { ...UNKNOWN, ...objectOf(address) };
    if (address.startsWith("GET") && !NOT_READ_BY_CUSTOMERS.has(address)) {
      as("customer");
      expect((await call(address, params)).status, "its own partner").toBe(200);
    }
    as("other partner");
    const told = async (some: Record<string, string>) => {
      const answer = await call(address, some);
      const body = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, ...body, requestId: null };
    };
    const foreign = await told(params);
    expect(foreign).toEqual(await told(UNKNOWN));
    expect([403, 404, 422]).toContain(foreign.status);
  });

  const secret = Object.entries(ROUTES).filter(([, needs]) => needs === "secret");
  test.each(secret)("%s opens for the secret of cron alone", async (address) => {
    const others = Object.entries(NOBODIES).filter(([who]) => who !== "the secret of cron");
    for (const [who, come] of others) {
      come();
      expect([who, (await call(address)).status]).toEqual([who, 401]);
    }
    as("admin");
    expect((await call(address)).status).toBe(401);
    withBearer(keys.get("pay"));
    expect((await call(address)).status).toBe(401);
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
    for (const who of [null, "expired", "disabled"] as const) {
      as(who);
      expect([who, await run(name, input ?? {})]).toEqual([who, "unauthenticated"]);
    }
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

/** What a line of the shared matrix asks for, where its way is not one of our routes. */
const NEEDS: Readonly<Record<string, Permission>> = {
  "domain: import csv": "domain.import",
  "domain: toggle auto-renew": "domain.change",
  "domain: move to other tenant": "domain.move",
  "domain: register (paid)": "domain.pay",
  "domain: renew (paid)": "domain.pay",
  "domain: bulk renew": "domain.pay",
  "domain: set nameservers": "domain.change",
  "domain: lock": "domain.change",
  "domain: unlock": "domain.unlock",
  "domain: change contacts": "domain.contacts",
  "domain: sync now": "domain.sync",
  "transfer: read": "operation.read",
  "transfer: cancel": "transfer.steer",
  "transfer: approve out": "transfer.answer",
  "operation: read": "operation.read",
  "operation: resolve unknown by hand": "operation.resolve",
  "operation: cancel pending": "domain.change",
  "price: list current": "price.read",
  "price: history": "price.read",
  "price: alert ack": "price.manage",
  "price: manual override": "price.enter",
  "price: sync now": "sync.run",
  "sync: run detail": "sync.read",
  "sync: conflict inbox resolve": "conflict.decide",
  "audit: export": "audit.read_house",
  "registrar account: list": "account.read",
  "registrar account: create/edit secret": "account.manage",
  "registrar account: test connection": "account.test",
  "registrar account: enable paid writes": "account.manage",
  "registrar account: breaker reset": "account.test",
  "registrar account: rotate key": "account.manage",
  "user: invite": "user.manage",
  "user: change role": "user.manage",
  "user: disable": "user.manage",
  "user: change own password/2FA": "self.manage",
  "session: list/revoke own": "self.manage",
  "api token: create": "self.manage",
  "api token: revoke": "self.manage",
  "tenant: edit settings": "settings.manage",
  "tenant: create/suspend": "partner.manage",
};

/** Where decided otherwise than the shared matrix expects, and why. */
const DECIDED_OTHERWISE: Readonly<Record<string, string>> = {
  "domain: import csv": "a file says whose names are, so the house brings it in",
  "price: list current": "they are the house's own; a customer sees what its names cost",
  "price: history": "they are the house's own; a customer sees what its names cost",
  "sync: conflict inbox resolve": "whom to believe about an account is for those who keep it",
  "user: list own tenant": "people are the house's to manage, a partner's own included",
  "user: invite": "people are the house's to manage, a partner's own included",
  "tenant: edit settings": "the settings are the organisation's, and that is the house",
};

type Expectation = {
  readonly resource: string;
  readonly action: string;
  readonly how: string;
  readonly expect: Readonly<Record<string, string>>;
};

const MATRIX = path.join(ROOT, "../shared/vectors/authz-matrix.json");

describe.skipIf(!existsSync(MATRIX))("the shared matrix of who may do what", () => {
  const rows = existsSync(MATRIX)
    ? (JSON.parse(readFileSync(MATRIX, "utf8")) as { rows: Expectation[] }).rows
    : [];
  /** Our route behind an example of theirs: parameters may be called otherwise. */
  const ours = ({ resource, action, how }: Expectation) => {
    const wanted = how.split("?")[0]?.replaceAll(/\{[^}]+\}/g, "[]");
    const found = Object.entries(ROUTES).find(
      ([address]) => address.replaceAll(/\[[^\]]+\]/g, "[]") === wanted,
    );
    return NEEDS[`${resource}: ${action}`] ?? found?.[1];
  };
  const known = rows.filter((row) => ours(row) !== undefined);

  const letterOf = (permission: Permission, who: string): "allowed" | "refused" => {
    if (who === "token_read") return isWithin("read", permission) ? "allowed" : "refused";
    if (who === "token_write") return isWithin("pay", permission) ? "allowed" : "refused";
    return (HOLDERS[permission] as readonly string[]).includes(who) ? "allowed" : "refused";
  };

  test.each(
    known.map((row) => [`${row.resource}: ${row.action}`, row] as const),
  )("%s", (title, row) => {
    const permission = ours(row);
    if (permission === "secret" || permission === "open" || !permission) return;
    const differs = ["customer", "staff", "admin", "token_read", "token_write"].filter((who) => {
      const wanted = /^[ASO]/.test(row.expect[who] ?? "") ? "allowed" : "refused";
      return wanted !== letterOf(permission, who);
    });
    if (title in DECIDED_OTHERWISE) expect(differs, "agrees by now").not.toEqual([]);
    else expect(differs).toEqual([]);
  });
});
