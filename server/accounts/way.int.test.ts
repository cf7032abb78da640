import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/audit";
import { houseContext } from "../auth/caller";
import type { ServiceContext } from "../kernel/context";
import { breakersOf, report } from "../outbound/store";
import { baseContext } from "../runtime";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { tick } from "../sync/tick";
import { auditTrail } from "../testing/audit";
import { type ConnectProxy, startConnectProxy } from "../testing/connect-proxy";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains } from "../testing/seed";
import { listAccounts, readAccount } from "./list-accounts";
import { removeAccount } from "./remove-account";
import { replaceAccountKey } from "./replace-account-key";
import { resetLimits } from "./reset-limits";
import { addAccount } from "./save-account";
import { setAccountRate } from "./set-account-rate";
import { setEgressProxy } from "./set-egress-proxy";
import { sweepGates } from "./sweep-gates";
import { testAccount, testConnection } from "./test-account";

const MAIN = "sim-pat-northwind-main";
const RESALE = "sim-pat-northwind-resale";
const LOGIN = { username: "names", password: "canary-proxy-password-77" };

let database: TestDatabase;
let simulator: RunningSimulator;
let proxy: ConnectProxy;
let stranger: ConnectProxy;
let admin: ServiceContext;
let staff: ServiceContext;

beforeAll(async () => {
  [database, simulator, proxy, stranger] = await Promise.all([
    testDatabase(),
    startSimulator(),
    startConnectProxy(LOGIN),
    startConnectProxy(LOGIN),
  ]);
  const listed = [proxy.url, stranger.url, "http://127.0.0.1:1"];
  const EGRESS_PROXY_HOSTS = listed.map((url) => new URL(url).host).join();
  installOn(database, { SIMULATOR_URL: simulator.url, EGRESS_PROXY_HOSTS });
});
afterAll(() => Promise.all([database.drop(), simulator.close(), proxy.close(), stranger.close()]));

const house = <T>(body: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db, "*", body);

beforeEach(async () => {
  await simulator.script.reset();
  proxy.asked.length = 0;
  await house(async (tx) => {
    await tx.execute(sql`delete from domains`);
    await tx.delete(registrarAccounts);
    await tx.execute(sql`delete from rate_limits`);
    await tx.execute(sql`delete from circuit_breakers`);
  });
  const { registrars } = baseContext();
  admin = await proven(database.db, contextFor(database.db, { role: "admin" }, { registrars }));
  staff = contextFor(database.db, { role: "staff" }, { registrars });
});

const connection = {
  registrar: "gandi",
  endpoint: "simulator",
  credential: { token: MAIN },
} as const;
const added = async (rest: object = {}) => {
  const input = { ...connection, name: "Gandi main", defaultPartnerId: null, ...rest };
  return (await addAccount(admin, input)).accountId;
};
const through = (rest: object = {}) => ({ url: proxy.url, ...LOGIN, ...rest });
const rowOf = async (accountId: string) => {
  const [row] = await house((tx) =>
    tx.select().from(registrarAccounts).where(eq(registrarAccounts.id, accountId)),
  );
  if (!row) throw new Error("no such account");
  return row;
};
const simulatorHost = () => new URL(simulator.url).host;
const lastLine = async () => (await auditTrail(admin, "Gandi main")).at(-1);

describe("a proxy", () => {
  test("is gone through by every call of its account, from the test before it is connected on", async () => {
    const { results } = await testConnection(admin, { ...connection, proxy: through() });
    expect(results[0]).toMatchObject({ capability: "list", outcome: "ok" });
    expect(new Set(proxy.asked)).toEqual(new Set([simulatorHost()]));
    proxy.asked.length = 0;
    const accountId = await added({ proxy: through() });
    expect(proxy.asked.length).toBeGreaterThan(0);
    proxy.asked.length = 0;
    await testAccount(staff, { accountId });
    expect(proxy.asked.length).toBeGreaterThan(0);
    proxy.asked.length = 0;
    await replaceAccountKey(admin, { accountId, credential: { token: RESALE } });
    expect(proxy.asked.length).toBeGreaterThan(0);
  });

  test("is not gone through by accounts without one", async () => {
    const accountId = await added();
    await testAccount(staff, { accountId });
    expect(proxy.asked).toEqual([]);
  });

  test("is saved once a call came through, sealed but for its address and user name, and written down", async () => {
    const accountId = await added();
    await setEgressProxy(admin, { accountId, proxy: through() });
    expect(proxy.asked).toEqual([simulatorHost()]);
    const row = await rowOf(accountId);
    expect(row).toMatchObject({ proxyUrl: proxy.url, proxyUsername: "names" });
    expect(row.proxyPassword).toMatch(/^v1:1:/);
    const dto = { url: proxy.url, username: "names", hasPassword: true };
    expect((await readAccount(admin, { accountId })).proxy).toEqual(dto);
    expect((await readAccount(staff, { accountId })).proxy).toEqual({
      url: proxy.url,
      username: null,
      hasPassword: false,
    });
    expect(await lastLine()).toMatchObject({
      action: "account.changed",
      before: { proxy: null, proxyUser: null, proxyPassword: "none" },
      after: { proxy: proxy.url, proxyUser: "names", proxyPassword: "set" },
    });
    const lines = await house((tx) => tx.select().from(auditEntries));
    expect(JSON.stringify(lines)).not.toContain(LOGIN.password);
  });

  test("can be taken away again, with everything that was kept of it", async () => {
    const accountId = await added({ proxy: through() });
    await setEgressProxy(admin, { accountId, proxy: null });
    expect(await rowOf(accountId)).toMatchObject({
      proxyUrl: null,
      proxyUsername: null,
      proxyPassword: null,
    });
    proxy.asked.length = 0;
    await testAccount(staff, { accountId });
    expect(proxy.asked).toEqual([]);
    expect(await lastLine()).toMatchObject({ action: "account.tested" });
  });

  test.each([
    ["that refuses the password", () => through({ password: "wrong" })],
    ["where nobody listens", () => through({ url: "http://127.0.0.1:1" })],
  ])("%s is told at its address, and nothing is saved", async (_what, wrong) => {
    const accountId = await added();
    await expect(setEgressProxy(admin, { accountId, proxy: wrong() })).rejects.toMatchObject({
      code: "invalid_input",
      fields: { "proxy.url": [{ code: "unreachable", message: expect.stringMatching(/proxy/i) }] },
    });
    expect((await rowOf(accountId)).proxyUrl).toBeNull();
  });

  test("is saved although the registrar does not know its address yet, as it was reached", async () => {
    const accountId = await added();
    await simulator.script.add({
      match: { path: "/v5/domain/domains" },
      action: { kind: "status", status: 403 },
      times: "always",
    });
    await setEgressProxy(admin, { accountId, proxy: through() });
    expect((await rowOf(accountId)).proxyUrl).toBe(proxy.url);
  });

  test("is tried although the way without it has been failing", async () => {
    const accountId = await added();
    const place = { accountId, endpoint: simulatorHost() };
    for (let each = 0; each < 5; each += 1)
      await report(database.db, { ...place, good: 0, bad: 1, probe: null, what: "Refused." });
    await setEgressProxy(admin, { accountId, proxy: through() });
    expect(proxy.asked).toEqual([simulatorHost()]);
  });

  test("keeps its password for the same address and user name, and for no other", async () => {
    const accountId = await added({ proxy: through() });
    const { password: _typed, ...same } = through();
    await setEgressProxy(admin, { accountId, proxy: same });
    expect(proxy.asked.at(-1)).toBe(simulatorHost());
    for (const other of [
      { ...same, url: stranger.url },
      { ...same, username: "others" },
    ])
      await expect(setEgressProxy(admin, { accountId, proxy: other })).rejects.toMatchObject({
        fields: { "proxy.password": [{ code: "required" }] },
      });
    expect(stranger.asked).toEqual([]);
    await setEgressProxy(admin, { accountId, proxy: through({ url: stranger.url }) });
    expect(stranger.asked).toEqual([simulatorHost()]);
    await setEgressProxy(admin, { accountId, proxy: through() });
    expect(await rowOf(accountId)).toMatchObject({ proxyUrl: proxy.url, proxyUsername: "names" });
  });

  test("of the own network is refused before anybody is called, unless it is listed", async () => {
    const accountId = await added();
    for (const url of ["http://10.0.0.1:3128", "http://127.0.0.1:2", "http://[::1]:3128"])
      await expect(setEgressProxy(admin, { accountId, proxy: { url } })).rejects.toMatchObject({
        fields: { "proxy.url": [{ code: "url_refused" }] },
      });
    await expect(
      testConnection(admin, { ...connection, proxy: { url: "http://10.0.0.1:3128" } }),
    ).rejects.toMatchObject({ fields: { "proxy.url": [{ code: "url_refused" }] } });
  });

  test("is of no use to an account that is kept by hand", async () => {
    const accountId = await seedAccount(database.db, {
      ...{ registrar: "manual", registrarLabel: "Corner Names", credential: "" },
    });
    await expect(setEgressProxy(admin, { accountId, proxy: through() })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    await expect(setAccountRate(admin, { accountId, callsPerMinute: 5 })).rejects.toMatchObject({
      code: "precondition_failed",
    });
    expect(proxy.asked).toEqual([]);
  });

  test("is forgotten with its account", async () => {
    const accountId = await added({ proxy: through() });
    await removeAccount(admin, { accountId, name: "Gandi main" });
    expect(await rowOf(accountId)).toMatchObject({ proxyUrl: null, proxyPassword: null });
  });

  test("is for administrators, and of an account that exists", async () => {
    const accountId = await added();
    for (const input of [
      { accountId, proxy: null },
      { accountId, proxy: through() },
    ])
      await expect(setEgressProxy(staff, input)).rejects.toMatchObject({ code: "forbidden" });
    const missing = { accountId: randomUUID(), proxy: null };
    await expect(setEgressProxy(admin, missing)).rejects.toMatchObject({ code: "not_found" });
  });
});

/** Puts a count so far ahead of now, as calls would. */
const putAhead = (key: string, seconds: number) =>
  house((tx) =>
    tx.execute(sql`insert into rate_limits (key, arrives_at)
      values (${key}, now() + make_interval(secs => ${seconds}))`),
  );

describe("the rate of an account", () => {
  test("is told with who says so, and how much of it is left", async () => {
    const accountId = await added();
    const [limit] = (await readAccount(staff, { accountId })).limits;
    expect(limit).toMatchObject({
      endpoint: simulatorHost(),
      isShared: true,
      perMinute: 600_000,
      usualPerMinute: 600_000,
      documentedPerMinute: null,
      source: expect.stringMatching(/simulator/),
    });
    await setAccountRate(admin, { accountId, callsPerMinute: 600 });
    const key = `outbound|${accountId}|${simulatorHost()}`;
    await putAhead(key, 0.4);
    const [slower] = (await readAccount(staff, { accountId })).limits;
    expect(slower).toMatchObject({ perMinute: 600, atOnce: 10 });
    expect(slower?.left).toBeGreaterThanOrEqual(6);
    expect(slower?.left).toBeLessThan(10);
    const [listed] = await listAccounts(staff);
    expect(listed?.limits).toHaveLength(1);
  });

  test("holds calls back as it says, and a reset lets them leave", async () => {
    const accountId = await added();
    await setAccountRate(admin, { accountId, callsPerMinute: 1 });
    const { results } = await testAccount(staff, { accountId });
    const failures = results.flatMap(({ failure }) => (failure ? [failure.code] : []));
    expect(failures).toContain("rate_limited");
    const [limit] = (await readAccount(staff, { accountId })).limits;
    expect(limit).toMatchObject({ left: 0, perMinute: 1 });
    expect(limit?.waitSeconds).toBeGreaterThan(50);
    await resetLimits(admin, { accountId });
    expect((await readAccount(staff, { accountId })).limits).toMatchObject([{ left: 1 }]);
    expect(await lastLine()).toMatchObject({ after: { limitsReset: [simulatorHost()] } });
    const again = await testAccount(staff, { accountId });
    expect(again.results[0]).toMatchObject({ capability: "list", outcome: "ok" });
  });

  test("goes no higher than its registrar documents, is written down, and goes back to the usual", async () => {
    const accountId = await added();
    const set = (callsPerMinute: number | null) =>
      setAccountRate(admin, { accountId, callsPerMinute });
    for (const [tooMany, field] of [
      [600_001, "callsPerMinute"],
      [0, "callsPerMinute"],
      [1.5, "callsPerMinute"],
    ] as const)
      await expect(set(tooMany)).rejects.toMatchObject({
        code: "invalid_input",
        fields: { [field]: [expect.anything()] },
      });
    const { length } = await auditTrail(admin, "Gandi main");
    await set(120);
    expect(await lastLine()).toMatchObject({
      before: { callsPerMinute: "usual" },
      after: { callsPerMinute: 120 },
    });
    await set(120);
    await set(null);
    expect(await lastLine()).toMatchObject({
      before: { callsPerMinute: 120 },
      after: { callsPerMinute: "usual" },
    });
    expect(await auditTrail(admin, "Gandi main")).toHaveLength(length + 2);
    expect((await rowOf(accountId)).callsPerMinute).toBeNull();
  });

  test("is changed and reset by administrators", async () => {
    const accountId = await added();
    await expect(setAccountRate(staff, { accountId, callsPerMinute: 5 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(resetLimits(staff, { accountId })).rejects.toMatchObject({ code: "forbidden" });
    const missing = { accountId: randomUUID() };
    await expect(resetLimits(admin, missing)).rejects.toMatchObject({ code: "not_found" });
    await expect(setAccountRate(admin, { ...missing, callsPerMinute: 5 })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("the sweep", () => {
  const break_ = (accountId: string) =>
    report(database.db, {
      ...{ accountId, endpoint: "api.example", good: 0, bad: 1 },
      ...{ probe: null, what: "Status 503." },
    });
  const age = () =>
    house((tx) =>
      tx.execute(sql`update circuit_breakers set changed_at = now() - interval '2 hours',
        window_started_at = now() - interval '2 hours'`),
    );

  test("takes breakers of accounts that are gone or were only tried, and of no other", async () => {
    const accountId = await added();
    const gone = randomUUID();
    await break_(gone);
    await break_(accountId);
    await age();
    expect(await sweepGates(admin)).toBe(1);
    expect(await breakersOf(database.db, gone)).toEqual([]);
    expect(await breakersOf(database.db, accountId)).toHaveLength(1);
    expect(await sweepGates(admin)).toBe(0);
  });

  test("leaves alone what is being tried at this moment", async () => {
    const tried = randomUUID();
    await break_(tried);
    expect(await sweepGates(admin)).toBe(0);
    expect(await breakersOf(database.db, tried)).toHaveLength(1);
  });

  test("is done by every call of cron", async () => {
    const gone = randomUUID();
    await break_(gone);
    await age();
    await tick(houseContext("test"), 5_000);
    expect(await breakersOf(database.db, gone)).toEqual([]);
  });

  test("forgets limits that came back in full long ago, and keeps those that still hold", async () => {
    await house((tx) =>
      tx.execute(sql`insert into rate_limits (key, arrives_at) values
        ('old', now() - interval '25 hours'), ('young', now() - interval '23 hours'), ('ahead', now() + interval '1 hour')`),
    );
    await sweepGates(admin);
    const rows = await house((tx) =>
      tx.execute<{ key: string }>(sql`select key from rate_limits order by key`),
    );
    expect(rows.map(({ key }) => key).filter((key) => !key.startsWith("outbound"))).toEqual([
      "ahead",
      "young",
    ]);
  });
});

test("what can be done with an account tells whose word it is, and for which endings it does not hold", async () => {
  const accountId = await added();
  await seedDomains(database.db, accountId, [{ name: "one.com" }, { name: "doi.ro" }]);
  const { abilities } = await readAccount(staff, { accountId });
  const of = (wanted: string) => abilities.find(({ capability }) => capability === wanted);
  expect(of("list")).toMatchObject({ isPossible: true, because: null, notFor: [] });
  expect(of("lock")).toMatchObject({ isPossible: false, because: "account", notFor: [".ro"] });
  expect(of("auto_renew")?.notFor).toEqual([".ro"]);
  expect(of("renew")).toMatchObject({ because: "account", notFor: [] });
});
