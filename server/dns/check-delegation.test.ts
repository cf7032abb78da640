import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type DnsWorld, type ServerWays, startDnsWorld } from "../testing/dns-world";
import { checkDelegation } from "./check-delegation";
import { type DnsSettings, openLookup } from "./lookup";
import { hostsAtParent } from "./parent";

const HOSTS = ["ns1.new.test", "ns2.new.test"];
const NAME = "signed.test";

let world: DnsWorld;
beforeAll(async () => {
  world = await startDnsWorld(HOSTS);
});
afterAll(() => world.close());
beforeEach(() => {
  for (const one of [world.signed, world.unanswered, world.passedOn, world.lagging]) one.clear();
  world.servers.clear();
  world.delegations.clear();
});

const look = (settings: Partial<DnsSettings> = {}, boxMs = 5_000) =>
  openLookup({ ...world.settings, ...settings }, AbortSignal.timeout(boxMs));
const check = (more: { hosts?: string[]; least?: number } = {}, lookup = look()) =>
  checkDelegation(lookup, { name: NAME, hosts: HOSTS, now: new Date(), ...more });
const both = (ways: ServerWays) => {
  for (const host of HOSTS) world.servers.set(host, ways);
};

describe("a delegation is safe", () => {
  test("when the zone above vouches for no key and every server answers for the name", async () => {
    expect(await check()).toMatchObject({
      verdict: "safe",
      rule: "no_ds",
      ds: [],
      servers: HOSTS.map((host) => ({ host, state: "authoritative", serial: 2_026_112_001 })),
    });
  });

  test("when every server signs with a key that is vouched for, also in an answer too long for UDP", async () => {
    world.signed.add(NAME);
    both({ signs: [NAME], isTruncated: true });
    expect(await check()).toMatchObject({
      verdict: "safe",
      rule: "ds_matches",
      dsTtlSeconds: 3_600,
    });
  });
});

describe("a delegation breaks the chain of trust", () => {
  test.each<[string, ServerWays]>([
    ["do not sign", {}],
    ["sign with another key", { signsOtherwise: [NAME] }],
  ])("when keys are vouched for and the new servers %s", async (_how, ways) => {
    world.signed.add(NAME);
    both(ways);
    expect(await check()).toMatchObject({
      verdict: "breaks",
      rule: "ds_without_key",
      source: expect.stringContaining("RFC 4035"),
    });
  });

  test("also when only one of them does not, and another is silent", async () => {
    world.signed.add(NAME);
    world.servers.set(HOSTS[0] ?? "", { state: "silent" });
    expect(await check()).toMatchObject({ verdict: "breaks" });
  });
});

describe("a delegation is lame", () => {
  test.each<[NonNullable<ServerWays["state"]>, string]>([
    ["refuses", "lame"],
    ["broken", "lame"],
    ["not_authoritative", "lame"],
    ["nobody", "lame"],
    ["silent", "silent"],
  ])("when a server %s", async (state, as) => {
    world.servers.set(HOSTS[1] ?? "", { state });
    const found = await check();
    expect(found).toMatchObject({ verdict: "lame", rule: "server_lame" });
    expect(found.servers.map((one) => one.state)).toEqual(["authoritative", as]);
    expect(found.detail).toContain("ns2.new.test");
  });

  test("when a host has no address", async () => {
    const found = await check({ hosts: ["ns1.new.test", "nowhere.new.test"] });
    expect(found).toMatchObject({ verdict: "lame" });
    expect(found.servers[1]).toMatchObject({ state: "no_address" });
  });
});

describe("a delegation is not known, and never safe,", () => {
  test("when the zone above does not answer, whatever the new servers say", async () => {
    world.unanswered.add(NAME);
    expect(await check()).toMatchObject({ verdict: "unknown", rule: "ds_not_known", ds: null });
  });

  test('when what answers for the zone above does not speak for it: that is no "no DS"', async () => {
    world.passedOn.add(NAME);
    expect(await check()).toMatchObject({ verdict: "unknown", rule: "ds_not_known", ds: null });
  });

  test("when no resolver is asked", async () => {
    expect(await check({}, look({ resolvers: [] }))).toMatchObject({
      verdict: "unknown",
      rule: "dns_off",
      servers: [],
    });
  });

  test("when the addresses of a server cannot be looked up", async () => {
    const found = await check({ hosts: ["ns1.new.test", "servfail.new.test"] });
    expect(found).toMatchObject({ verdict: "unknown", rule: "servers_not_known" });
  });

  test("when a server stands at an address that is not public; it is not asked", async () => {
    const found = await check({ hosts: ["ns1.new.test", "private.new.test"] });
    expect(found).toMatchObject({ verdict: "unknown", rule: "servers_not_known" });
    expect(found.servers[1]?.reason).toMatch(/not public/);
  });

  test("when the time is over", async () => {
    both({ state: "silent" });
    world.unanswered.add(NAME);
    const began = Date.now();
    expect(await check({}, look({ timeoutMs: 15_000 }, 200))).toMatchObject({ verdict: "unknown" });
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});

test("keys count as gone only when as many servers above say so as are asked", async () => {
  world.lagging.add(NAME);
  expect(await check()).toMatchObject({ ds: [] });
  expect((await check({ least: 2 })).ds).toHaveLength(1);
});

test("what was asked once is not asked again within one look", async () => {
  const before = world.resolver.asked.length;
  const lookup = look();
  await Promise.all([check({}, lookup), check({}, lookup), check({}, lookup)]);
  const asked = world.resolver.asked.slice(before);
  expect(new Set(asked).size).toBe(asked.length);
});

test("a host that is only another name of a server is told", async () => {
  world.servers.set("ns1.new.test", { isAlias: true });
  expect((await check()).servers.map(({ isAlias }) => isAlias)).toEqual([true, false]);
});

test("the parent tells whom it delegates a name to", async () => {
  world.delegations.set(NAME, ["NS2.new.test", "ns1.new.test"]);
  expect(await hostsAtParent(look(), NAME)).toEqual({ ok: true, value: HOSTS });
});
