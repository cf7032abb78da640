import { describe, expect, test } from "vitest";
import { describeProblems, readEnvironment } from "./env";

const KEY = Buffer.alloc(32, 7).toString("base64");
const PRODUCTION = {
  NAMEKEEP_MODE: "production",
  DATABASE_URL: "postgres://namekeep:s3cret-in-url@db.example/namekeep",
  APP_URL: "https://names.example.com/",
  AUTH_SECRET: "a-secret-of-more-than-thirty-two-characters",
  CREDENTIAL_KEYS: `1:${KEY}`,
};

const environmentOf = (source: Record<string, string | undefined>) => {
  const read = readEnvironment(source);
  if (!read.ok) throw new Error(describeProblems(read.error));
  return read.value;
};

const settingsRefused = (source: Record<string, string | undefined>) => {
  const read = readEnvironment(source);
  return read.ok ? [] : read.error.map(({ setting }) => setting);
};

test("a complete production configuration is read, with defaults for the rest", () => {
  expect(environmentOf(PRODUCTION)).toMatchObject({
    mode: "production",
    migrationUrl: PRODUCTION.DATABASE_URL,
    appUrl: "https://names.example.com",
    port: 3000,
    host: "127.0.0.1",
    trustProxy: 0,
    worker: "separate",
    organisation: {},
    cronSecret: undefined,
    oidc: undefined,
  });
});

test("settings of the organisation are read where the environment makes them", () => {
  const set = {
    ORGANISATION_TIME_ZONE: "Europe/Bucharest",
    SYNC_BATCH: "40",
    PRICE_SYNC_AT: "off",
  };
  expect(environmentOf({ ...PRODUCTION, ...set }).organisation).toEqual({
    timeZone: "Europe/Bucharest",
    syncBatch: 40,
    priceSyncAt: "off",
  });
});

test("the public DNS is asked through the machine’s resolvers, named ones, or in a demo the simulator’s", () => {
  expect(environmentOf(PRODUCTION).dnsResolvers).toBe("system");
  const named = { ...PRODUCTION, DNS_RESOLVERS: "192.0.2.53:5353, [2001:db8::53]:53,2001:db8::54" };
  expect(environmentOf(named).dnsResolvers).toEqual([
    "192.0.2.53:5353",
    "[2001:db8::53]:53",
    "2001:db8::54",
  ]);
  expect(environmentOf({ ...PRODUCTION, DNS_RESOLVERS: "off" }).dnsResolvers).toEqual([]);
  const demo = { ...PRODUCTION, NAMEKEEP_MODE: "demo" };
  expect(environmentOf(demo).dnsResolvers).toEqual([]);
  const simulated = { ...demo, SIMULATOR_URL: "http://127.0.0.1:4555" };
  expect(environmentOf(simulated).dnsResolvers).toEqual(["127.0.0.1:4555"]);
  for (const wrong of ["resolver.example", "192.0.2.53:x", "300.1.1.1"])
    expect(settingsRefused({ ...PRODUCTION, DNS_RESOLVERS: wrong })).toEqual(["DNS_RESOLVERS"]);
});

test("every missing setting is named at once", () => {
  expect(settingsRefused({ NAMEKEEP_MODE: "production" })).toEqual(
    expect.arrayContaining(["DATABASE_URL", "AUTH_SECRET", "CREDENTIAL_KEYS", "APP_URL"]),
  );
});

test("an empty setting counts as missing", () => {
  expect(settingsRefused({ ...PRODUCTION, AUTH_SECRET: "  " })).toEqual(["AUTH_SECRET"]);
});

test("without a mode the strict one applies", () => {
  const { NAMEKEEP_MODE: _, APP_URL: __, ...rest } = PRODUCTION;
  expect(settingsRefused(rest)).toEqual(["APP_URL"]);
});

test("a demo needs no public origin", () => {
  const demo = { ...PRODUCTION, NAMEKEEP_MODE: "demo", APP_URL: undefined, PORT: "4000" };
  expect(environmentOf(demo).appUrl).toBe("http://localhost:4000");
});

test("the simulator is believed in a demo alone", () => {
  const withSimulator = { ...PRODUCTION, SIMULATOR_URL: "http://127.0.0.1:4010" };
  expect(environmentOf(withSimulator).simulatorUrl).toBeUndefined();
  expect(environmentOf({ ...withSimulator, NAMEKEEP_MODE: "demo" }).simulatorUrl).toBe(
    "http://127.0.0.1:4010",
  );
});

test("proxies of one's own network are listed by host", () => {
  expect(environmentOf(PRODUCTION).egressProxyHosts).toEqual([]);
  const EGRESS_PROXY_HOSTS = "Proxy.internal, 10.0.0.8:3128,[fd00::1]:3128";
  expect(environmentOf({ ...PRODUCTION, EGRESS_PROXY_HOSTS }).egressProxyHosts).toEqual([
    "proxy.internal",
    "10.0.0.8:3128",
    "[fd00::1]:3128",
  ]);
});

test("single sign-on is all three settings or none", () => {
  expect(settingsRefused({ ...PRODUCTION, OIDC_ISSUER: "https://id.example" })).toEqual([
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
  ]);
});

test("of several credential keys the highest version encrypts", () => {
  const { credentialKeys } = environmentOf({
    ...PRODUCTION,
    CREDENTIAL_KEYS: `1:${KEY}, 3:${KEY}`,
  });
  expect(credentialKeys.current).toBe(3);
  expect(credentialKeys.byVersion.get(1)).toEqual(Buffer.alloc(32, 7));
});

describe("a malformed setting is refused by name and its value is not repeated", () => {
  test.each([
    ["DATABASE_URL", "mysql://root:hunter2-hunter2@db/x"],
    ["DATABASE_MIGRATION_URL", "hunter2-hunter2"],
    ["PORT", "70000"],
    ["PORT", "80a"],
    ["APP_URL", "http://names.example.com"],
    ["APP_URL", "https://names.example.com/console"],
    ["AUTH_SECRET", "hunter2-hunter2"],
    ["CREDENTIAL_KEYS", KEY],
    ["CREDENTIAL_KEYS", "1:aHVudGVyMi1odW50ZXIy"],
    ["CREDENTIAL_KEYS", `1:${KEY},1:${KEY}`],
    ["CRON_SECRET", "hunter2-hunter2"],
    ["ORGANISATION_TIME_ZONE", "Mars/Olympus"],
    ["SYNC_BATCH", "80a"],
    ["SYNC_INTERVAL_HOURS", "999"],
    ["STATUS_SYNC_AT", "26:66"],
    ["TRUST_PROXY", "-1"],
    ["WORKER", "inline"],
    ["NAMEKEEP_MODE", "test-mode"],
    ["EGRESS_PROXY_HOSTS", "https://hunter2.example"],
    ["EGRESS_PROXY_HOSTS", "hunter2.example,,"],
    ["SIMULATOR_URL", "http://169.254.169.254/"],
  ])("%s=%s", (setting, value) => {
    const read = readEnvironment({ ...PRODUCTION, [setting]: value });
    expect(read.ok ? [] : read.error.map((problem) => problem.setting)).toEqual([setting]);
    expect(read.ok ? value : describeProblems(read.error)).not.toContain(value);
  });
});
