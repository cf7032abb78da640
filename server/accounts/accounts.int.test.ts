import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { inTenant } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/audit";
import { domains } from "@/db/schema/domains";
import type { ServiceContext } from "../kernel/context";
import { report } from "../outbound/store";
import { baseContext } from "../runtime";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedDomains, seedPartners } from "../testing/seed";
import { connectChoices } from "./connect-choices";
import { arrivalPartners, listAccounts, readAccount } from "./list-accounts";
import { previewFirstSync } from "./preview-first-sync";
import { removeAccount } from "./remove-account";
import { replaceAccountKey } from "./replace-account-key";
import { resetBreakers } from "./reset-breakers";
import { addAccount, changeAccount } from "./save-account";
import { setAccountUse } from "./set-account-use";
import { testAccount, testConnection, testNewKey } from "./test-account";

const MAIN = "sim-pat-northwind-main";
const RESALE = "sim-pat-northwind-resale";
const EXPIRED = "sim-pat-northwind-expired";
const WRONG = "canary-wrong-token-8c41";

let database: TestDatabase;
let simulator: RunningSimulator;
let acme: string;
let admin: ServiceContext;
let staff: ServiceContext;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  installOn(database, { SIMULATOR_URL: simulator.url });
  [acme = ""] = await seedPartners(database.db, "acme");
});
afterAll(() => Promise.all([database.drop(), simulator.close()]));

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeEach(async () => {
  await simulator.script.reset();
  await simulator.script.settings({ requestsPerMinute: 100_000 });
  await house(async (tx) => {
    await tx.delete(domains);
    await tx.delete(registrarAccounts);
    await tx.execute(sql`delete from rate_limits`);
  });
  const { registrars } = baseContext();
  admin = await proven(database.db, contextFor(database.db, { role: "admin" }, { registrars }));
  staff = contextFor(database.db, { role: "staff" }, { registrars });
});

const connection = (token: string) =>
  ({ registrar: "gandi", endpoint: "simulator", credential: { token } }) as const;
const added = (token = MAIN, name = "Gandi main", defaultPartnerId: string | null = null) =>
  addAccount(admin, { ...connection(token), name, defaultPartnerId });
const rowOf = async (accountId: string) => {
  const [row] = await house((tx) =>
    tx.select().from(registrarAccounts).where(eq(registrarAccounts.id, accountId)),
  );
  if (!row) throw new Error("no such account");
  return row;
};
const outcomes = (results: readonly { capability: string; outcome: string }[]) =>
  Object.fromEntries(results.map(({ capability, outcome }) => [capability, outcome]));

/** Every row of every table as text, but for the sealed column and, where asked, counters of calls. */
async function everythingStored(except: readonly string[] = []): Promise<string> {
  const tables = await house((tx) =>
    tx.execute<{ name: string }>(
      sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    ),
  );
  const dumps = await Promise.all(
    tables
      .filter(({ name }) => !except.includes(name))
      .map(({ name }) =>
        house((tx) =>
          tx.execute(
            sql`select (to_jsonb(t) - 'credential')::text as row from ${sql.identifier(name)} t`,
          ),
        ),
      ),
  );
  return JSON.stringify(dumps);
}

describe("connecting an account", () => {
  test("seals the key, makes the first sync due at once, and writes down who did it", async () => {
    const { accountId } = await added(MAIN, "Gandi main", acme);
    const row = await rowOf(accountId);
    expect(row.credential).toMatch(/^v1:1:/);
    expect(row.credential).not.toContain(MAIN);
    expect(Date.parse(row.nextSyncAt ?? "")).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(await auditTrail(admin, "Gandi main")).toMatchObject([
      {
        action: "account.added",
        objectId: accountId,
        partnerId: null,
        after: { name: "Gandi main", registrar: "gandi", endpoint: "simulator", keyEndsIn: "main" },
      },
    ]);
  });

  test("opens again with the key that was sealed", async () => {
    const { accountId } = await added();
    const { results } = await testAccount(staff, { accountId });
    expect(outcomes(results)).toMatchObject({
      list: "ok",
      info: "ok",
      availability: "ok",
      prices: "ok",
      register: "unsupported",
      auth_code: "unsupported",
    });
  });

  test.each([
    ["a wrong key", WRONG],
    ["a key that has ended", EXPIRED],
  ])("with %s is refused on the key's field, and saves nothing", async (_what, token) => {
    await expect(added(token)).rejects.toMatchObject({
      code: "registrar_refused",
      fields: { "credential.token": [{ code: "auth_failed" }] },
    });
    expect(await listAccounts(admin)).toEqual([]);
  });

  test("while the registrar is away says so, and does not blame the key", async () => {
    await simulator.script.add({
      match: { path: "/v5/domain/domains" },
      action: { kind: "status", status: 503 },
      times: "always",
    });
    await expect(added()).rejects.toMatchObject({ code: "registrar_unavailable" });
  });

  test.each([
    ["no key", { credential: {} }, "credential.token", "required"],
    [
      "a field nobody asked for",
      { credential: { token: MAIN, extra: "x" } },
      "credential",
      "unknown_field",
    ],
    ["no name", { name: " " }, "name", "range"],
    [
      "a partner that does not exist",
      { defaultPartnerId: randomUUID() },
      "defaultPartnerId",
      "unknown",
    ],
    ["another registrar", { registrar: "nobody" as never }, "registrar", "value"],
  ])("is refused with %s", async (_what, change, field, code) => {
    const input = { ...connection(MAIN), name: "Gandi main", defaultPartnerId: null, ...change };
    await expect(addAccount(admin, input)).rejects.toMatchObject({
      code: "invalid_input",
      fields: { [field]: [{ code }] },
    });
  });

  test("under a name that is taken is refused, also when both come at once", async () => {
    const attempts = await Promise.allSettled([added(), added(RESALE), added()]);
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(added()).rejects.toMatchObject({
      code: "conflict",
      fields: { name: [{ code: "taken" }] },
    });
  });
});

describe("testing a key that is not saved", () => {
  test("asks the registrar for real, and writes nothing here or there", async () => {
    const counters = ["rate_limits", "circuit_breakers"];
    const before = await everythingStored(counters);
    const { results, hint } = await testConnection(admin, connection(MAIN));
    expect(outcomes(results)).toMatchObject({ list: "ok", info: "ok", prices: "ok" });
    expect(hint).toBe("main");
    const { byMethod } = await simulator.script.requests();
    expect(Object.keys(byMethod)).toEqual(["GET"]);
    expect(await everythingStored(counters)).toBe(before);
  });

  test("tells for a wrong key the cause and what helps, and asks nothing further with it", async () => {
    const { results } = await testConnection(admin, connection(WRONG));
    expect(results[0]).toMatchObject({
      capability: "list",
      outcome: "failed",
      failure: { code: "auth_failed", cause: "The key is refused" },
    });
    expect(results[0]?.failure?.steps.length).toBeGreaterThan(0);
    expect(outcomes(results)).toMatchObject({ info: "not_tried", prices: "not_tried" });
    expect((await simulator.script.requests()).total).toBe(1);
  });

  test("is counted: after twenty in ten minutes it has to wait", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 22 }, () => testConnection(admin, connection(WRONG))),
    );
    const limited = attempts.filter(({ status }) => status === "rejected");
    expect(limited).toHaveLength(2);
    expect(limited[0]).toMatchObject({ reason: { code: "rate_limited" } });
  });
});

describe("the preview of the first sync", () => {
  test("counts what arrives and what is here, with examples, and writes nothing", async () => {
    const { accountId } = await added(RESALE, "Other");
    const first = await previewFirstSync(admin, connection(MAIN));
    const [example] = first.examples;
    expect(first).toMatchObject({ here: 0, hasMore: false, total: first.checked });
    expect(first.arriving + first.problemCount).toBe(first.checked);
    await seedDomains(database.db, accountId, [{ name: example?.name ?? "" }]);
    const second = await previewFirstSync(admin, connection(MAIN));
    expect(second).toMatchObject({ here: 1, arriving: first.arriving - 1 });
    expect(second.examples.map(({ name }) => name)).not.toContain(example?.name);
  });

  test("stops after 2,000 names and says that there are more", async () => {
    await simulator.script.generate({ account: "Northwind Hosting", count: 2_600 });
    const preview = await previewFirstSync(admin, connection(MAIN));
    expect(preview.hasMore).toBe(true);
    expect(preview.checked).toBeGreaterThanOrEqual(2_000);
    expect(preview.checked).toBeLessThan(2_600);
    expect(preview.total).toBeGreaterThan(2_600);
  });

  test("of a wrong key is refused on its field", async () => {
    await expect(previewFirstSync(admin, connection(WRONG))).rejects.toMatchObject({
      code: "registrar_refused",
      fields: { "credential.token": [expect.anything()] },
    });
  });
});

describe("an account", () => {
  test("is told with names, health and capabilities; the key's last signs to administrators alone", async () => {
    const { accountId } = await added();
    await seedDomains(database.db, accountId, [
      { name: "one.com" },
      { name: "two.com", partnerId: acme },
    ]);
    const seen = await readAccount(admin, { accountId });
    expect(seen).toMatchObject({
      state: "waiting",
      names: 2,
      failure: null,
      key: { hint: "main" },
    });
    expect(seen.capabilities.filter(({ isMet }) => isMet)).toHaveLength(4);
    const [listed] = await listAccounts(staff);
    expect(listed).toMatchObject({ names: 2, key: null });
  });

  test("whose last reading failed says why in words, since when, and what helps", async () => {
    const { accountId } = await added();
    const failure = sql`'{"code":"auth_failed","message":"Gandi refuses the token."}'::jsonb || jsonb_build_object('at', now())`;
    await house((tx) =>
      tx
        .update(registrarAccounts)
        .set({ lastFailure: failure })
        .where(eq(registrarAccounts.id, accountId)),
    );
    expect(await readAccount(staff, { accountId })).toMatchObject({
      state: "failing",
      failure: { cause: "The key is refused", message: "Gandi refuses the token." },
    });
  });

  test("changes name, interval and partner; a shorter interval brings the next sync forward", async () => {
    const { accountId } = await added();
    await house((tx) =>
      tx.update(registrarAccounts).set({ nextSyncAt: sql`now() + interval '6 hours'` }),
    );
    const change = { accountId, name: "Gandi EU", syncIntervalMinutes: 30, defaultPartnerId: acme };
    await changeAccount(admin, change);
    const seen = await readAccount(admin, { accountId });
    expect(seen).toMatchObject({ name: "Gandi EU", defaultPartner: { id: acme, name: "acme" } });
    expect(Date.parse(seen.nextSyncAt ?? "") - Date.now()).toBeLessThanOrEqual(30 * 60_000);
    expect((await auditTrail(admin, "Gandi EU")).at(-1)).toMatchObject({
      action: "account.changed",
      before: { name: "Gandi main", syncIntervalMinutes: 360 },
      after: { name: "Gandi EU", syncIntervalMinutes: 30, defaultPartnerId: acme },
    });
    await changeAccount(admin, change);
    expect(await auditTrail(admin, "Gandi EU")).toHaveLength(1);
    const { accountId: other } = await added(RESALE, "Resale");
    await expect(changeAccount(admin, { ...change, accountId: other })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(changeAccount(admin, { ...change, syncIntervalMinutes: 4 })).rejects.toMatchObject(
      { fields: { syncIntervalMinutes: [{ code: "range" }] } },
    );
  });

  test("that does not exist, or was removed, is not found", async () => {
    const { accountId } = await added();
    await removeAccount(admin, { accountId, name: "gandi MAIN" });
    for (const id of [accountId, randomUUID()]) {
      const input = { accountId: id };
      const missing = { code: "not_found" };
      await expect(readAccount(admin, input)).rejects.toMatchObject(missing);
      await expect(testAccount(admin, input)).rejects.toMatchObject(missing);
      await expect(
        replaceAccountKey(admin, { ...input, credential: { token: MAIN } }),
      ).rejects.toMatchObject(missing);
      await expect(removeAccount(admin, { ...input, name: "Gandi main" })).rejects.toMatchObject(
        missing,
      );
    }
  });
});

describe("what an account may be used for", () => {
  const use = (accountId: string, mode: "read_only" | "full", allowsPaidCalls = false) =>
    setAccountUse(admin, { accountId, mode, allowsPaidCalls });

  test("is reading alone, until its key was tested well within a day", async () => {
    const { accountId } = await added();
    await expect(use(accountId, "full")).rejects.toMatchObject({ code: "precondition_failed" });
    await testAccount(staff, { accountId });
    await use(accountId, "full");
    const seen = await readAccount(admin, { accountId });
    expect(seen).toMatchObject({ mode: "full", paidCallsAt: null });
    const met = seen.capabilities.filter(({ isMet }) => isMet).map(({ capability }) => capability);
    expect(met).toContain("nameservers");
    expect(met).not.toContain("renew");
  });

  test("is widened by nobody without a fresh proof of who asks, and narrowed at once", async () => {
    const { accountId } = await added();
    await testAccount(staff, { accountId });
    const unproven = contextFor(database.db, { role: "admin" });
    for (const allowsPaidCalls of [false, true])
      await expect(
        setAccountUse(unproven, { accountId, mode: "full", allowsPaidCalls }),
      ).rejects.toMatchObject({
        code: "forbidden",
        fields: { session: [{ code: "step_up_required" }] },
      });
    expect(await readAccount(admin, { accountId })).toMatchObject({ mode: "read_only" });
    await use(accountId, "full", true);
    await setAccountUse(unproven, { accountId, mode: "read_only", allowsPaidCalls: false });
    expect(await readAccount(admin, { accountId })).toMatchObject({ mode: "read_only" });
  });

  test("can be purchases as well, is written down, and can be taken back without a test", async () => {
    const { accountId } = await added();
    await testAccount(staff, { accountId });
    await use(accountId, "full", true);
    const seen = await readAccount(admin, { accountId });
    expect(seen.capabilities.filter(({ isMet }) => isMet)).toHaveLength(17);
    await house((tx) =>
      tx.update(registrarAccounts).set({ testedAt: sql`now() - interval '2 days'` }),
    );
    await use(accountId, "read_only");
    expect((await auditTrail(admin, "Gandi main")).at(-1)).toMatchObject({
      action: "account.changed",
      before: { mode: "full", paidCalls: true },
      after: { mode: "read_only", paidCalls: false },
    });
    await expect(use(accountId, "full")).rejects.toMatchObject({ code: "precondition_failed" });
  });

  test("is never paid calls of a read-only account", async () => {
    const { accountId } = await added();
    await expect(use(accountId, "read_only", true)).rejects.toMatchObject({
      fields: { allowsPaidCalls: [{ code: "value" }] },
    });
  });
});

describe("a breaker that is open", () => {
  test("is told with its endpoint and cause, and closed by hand with a line in the log", async () => {
    const { accountId } = await added();
    const place = { accountId, endpoint: "api.example" };
    for (let each = 0; each < 5; each += 1)
      await report(database.db, { ...place, good: 0, bad: 1, probe: null, what: "Status 503." });
    expect((await readAccount(staff, { accountId })).breakers).toMatchObject([
      { endpoint: "api.example", state: "open", lastFailure: "Status 503." },
    ]);
    expect(await resetBreakers(staff, { accountId })).toEqual({ closed: 1 });
    expect((await readAccount(staff, { accountId })).breakers).toEqual([]);
    expect((await auditTrail(admin, "Gandi main")).at(-1)).toMatchObject({
      after: { breakersClosed: 1 },
    });
  });
});

describe("replacing a key", () => {
  test("keeps the old key until the registrar has accepted the new one", async () => {
    const { accountId } = await added();
    const before = await rowOf(accountId);
    const wrong = { accountId, credential: { token: WRONG } };
    await expect(replaceAccountKey(admin, wrong)).rejects.toMatchObject({
      code: "registrar_refused",
      fields: { "credential.token": [{ code: "auth_failed" }] },
    });
    expect((await rowOf(accountId)).credential).toBe(before.credential);
    expect(outcomes((await testAccount(admin, { accountId })).results).list).toBe("ok");
  });

  test("is tried without a trace, then done: the account speaks with the new key and says which", async () => {
    const { accountId } = await added();
    const before = await rowOf(accountId);
    const input = { accountId, credential: { token: RESALE } };
    expect(await testNewKey(admin, input)).toMatchObject({ hint: "sale" });
    expect(await rowOf(accountId)).toEqual(before);
    expect(await replaceAccountKey(admin, input)).toEqual({ hint: "sale" });
    const after = await rowOf(accountId);
    expect(after.credential).not.toBe(before.credential);
    expect(Date.parse(after.credentialChangedAt)).toBeGreaterThan(
      Date.parse(before.credentialChangedAt),
    );
    expect((await auditTrail(admin, "Gandi main")).at(-1)).toMatchObject({
      action: "account.key_replaced",
      before: { keyEndsIn: "main" },
      after: { keyEndsIn: "sale" },
    });
  });
});

test("a new key that lists other names alone is told apart before it is used", async () => {
  const { accountId } = await added();
  const { examples } = await previewFirstSync(admin, connection(MAIN));
  await seedDomains(database.db, accountId, [{ name: examples[0]?.name ?? "" }]);
  const asking = (token: string) => testNewKey(admin, { accountId, credential: { token } });
  expect((await asking(MAIN)).isStranger).toBe(false);
  expect((await asking(RESALE)).isStranger).toBe(true);
  expect((await asking(WRONG)).isStranger).toBe(false);
});

describe("removing an account", () => {
  test("erases its key, frees its name, and keeps its lines in the log", async () => {
    const { accountId } = await added();
    await removeAccount(admin, { accountId, name: " Gandi Main " });
    expect(await rowOf(accountId)).toMatchObject({
      credential: "",
      credentialHint: "",
      nextSyncAt: null,
    });
    expect(await listAccounts(admin)).toEqual([]);
    expect((await auditTrail(admin, "Gandi main")).at(-1)).toMatchObject({
      action: "account.removed",
    });
    await expect(added()).resolves.toBeDefined();
  });

  test("is refused while names belong to it, saying how many and what to do", async () => {
    const { accountId } = await added();
    await seedDomains(database.db, accountId, [{ name: "one.com" }, { name: "two.com" }]);
    await expect(removeAccount(admin, { accountId, name: "Gandi main" })).rejects.toMatchObject({
      code: "precondition_failed",
      message: expect.stringMatching(/^2 names belong to Gandi main\. .+/),
    });
  });

  test("is refused while a sync reads it, and when another name was typed", async () => {
    const { accountId } = await added();
    await expect(removeAccount(admin, { accountId, name: "Gandi" })).rejects.toMatchObject({
      fields: { name: [{ code: "mismatch" }] },
    });
    await house((tx) =>
      tx.update(registrarAccounts).set({ leaseUntil: sql`now() + interval '1 minute'` }),
    );
    await expect(removeAccount(admin, { accountId, name: "Gandi main" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await readAccount(staff, { accountId })).state).toBe("syncing");
  });
});

test("a key appears in no answer, no table but its sealed column, no log and no error", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { accountId } = await added();
  const said: unknown[] = [
    await listAccounts(admin),
    await readAccount(admin, { accountId }),
    await testAccount(admin, { accountId }),
    await testConnection(admin, connection(MAIN)),
    await previewFirstSync(admin, connection(MAIN)),
    await replaceAccountKey(admin, { accountId, credential: { token: RESALE } }),
    connectChoices(admin),
    await testConnection(admin, connection(WRONG)),
  ];
  const refusals = await Promise.allSettled([
    added(WRONG, "Second"),
    replaceAccountKey(admin, { accountId, credential: { token: WRONG } }),
    addAccount(admin, { ...connection(WRONG), name: "", defaultPartnerId: null }),
    testConnection(admin, { ...connection(`${WRONG}\n`), endpoint: "elsewhere" as never }),
    testNewKey(admin, { accountId, credential: { token: WRONG, [WRONG]: "x" } }),
  ]);
  for (const refusal of refusals) {
    if (refusal.status === "fulfilled") said.push(refusal.value);
    else
      said.push(
        refusal.reason.message,
        refusal.reason.fields,
        refusal.reason.stack,
        `${refusal.reason.cause}`,
      );
  }
  const everything = JSON.stringify([said, await everythingStored(), logged.mock.calls]);
  const seen = [MAIN, RESALE, "canary-wrong"].filter((secret) => everything.includes(secret));
  expect(seen).toEqual([]);
  expect(logged).not.toHaveBeenCalled();
});

test("staff see and test accounts; what concerns keys is for administrators; customers see nothing", async () => {
  const { accountId } = await added();
  const before = await rowOf(accountId);
  const customer = contextFor(database.db, { role: "customer", partnerId: acme });
  const manage = (ctx: ServiceContext) => [
    async () => connectChoices(ctx),
    () => arrivalPartners(ctx),
    () => testConnection(ctx, connection(MAIN)),
    () => testNewKey(ctx, { accountId, credential: { token: RESALE } }),
    () => previewFirstSync(ctx, connection(MAIN)),
    () => addAccount(ctx, { ...connection(MAIN), name: "X", defaultPartnerId: null }),
    () =>
      changeAccount(ctx, { accountId, name: "X", syncIntervalMinutes: 60, defaultPartnerId: null }),
    () => replaceAccountKey(ctx, { accountId, credential: { token: RESALE } }),
    () => removeAccount(ctx, { accountId, name: "Gandi main" }),
  ];
  for (const ctx of [staff, customer])
    for (const attempt of manage(ctx))
      await expect(attempt()).rejects.toMatchObject({
        code: "forbidden",
        permission: "account.manage",
      });
  for (const attempt of [
    () => listAccounts(customer),
    () => readAccount(customer, { accountId }),
    () => testAccount(customer, { accountId }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  expect(await rowOf(accountId)).toEqual(before);
  const lines = await house((tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.objectId, accountId)),
  );
  expect(lines).toHaveLength(1);
});
