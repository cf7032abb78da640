import { afterAll, beforeAll, expect, test } from "vitest";
import { dnsBy } from "../dns/port";
import type { ServiceContext } from "../kernel/context";
import { contextFor } from "../testing/context";
import { type DnsWorld, startDnsWorld } from "../testing/dns-world";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { checkDns } from "./check-dns";

const HOSTS = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];

let database: TestDatabase;
let world: DnsWorld;
let customer: ServiceContext;
let stranger: ServiceContext;

beforeAll(async () => {
  [database, world] = await Promise.all([testDatabase(), startDnsWorld(HOSTS)]);
  const [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const accountId = await seedAccount(database.db);
  await seedDomains(database.db, accountId, [
    { name: "fine.com", partnerId: acme, nameservers: HOSTS },
    { name: "bare.com", partnerId: acme },
  ]);
  const dns = dnsBy(() => world.settings);
  const overrides = { dns, now: () => new Date() };
  customer = contextFor(database.db, { role: "customer", partnerId: acme }, overrides);
  stranger = contextFor(database.db, { role: "customer", partnerId: lumen }, overrides);
});
afterAll(() => Promise.all([database.drop(), world.close()]));

test("a check tells keys, each nameserver, and whether the zone above agrees with the registrar", async () => {
  world.signed.add("fine.com");
  world.servers.set("ns1.fernway-dns.net", { signs: ["fine.com"] });
  world.servers.set("ns2.fernway-dns.org", { state: "refuses" });
  world.delegations.set("fine.com", [...HOSTS].reverse());
  expect(await checkDns(customer, "fine.com")).toMatchObject({
    verdict: "lame",
    ds: [{ algorithm: 13, digestType: 2 }],
    servers: [
      { host: HOSTS[0], state: "authoritative", matches: true },
      { host: HOSTS[1], state: "lame", matches: null },
    ],
    isSame: true,
  });
  world.delegations.set("fine.com", ["ns1.other.test", "ns2.other.test"]);
  expect(await checkDns(customer, "fine.com")).toMatchObject({ isSame: false });
});

test("what the zone above does not tell is not known", async () => {
  world.unanswered.add("fine.com");
  expect(await checkDns(customer, "fine.com")).toMatchObject({
    verdict: "unknown",
    ds: null,
    atParent: null,
    isSame: null,
  });
  world.unanswered.clear();
});

test("another partner's name is not there", async () => {
  await expect(checkDns(stranger, "fine.com")).rejects.toMatchObject({ code: "not_found" });
});

test("of a name whose registrar tells no nameservers those of the zone above are asked", async () => {
  world.servers.clear();
  world.delegations.set("bare.com", HOSTS);
  expect(await checkDns(customer, "bare.com")).toMatchObject({
    verdict: "safe",
    servers: [{ host: HOSTS[0] }, { host: HOSTS[1] }],
    isSame: null,
  });
  world.delegations.clear();
  expect(await checkDns(customer, "bare.com")).toMatchObject({ verdict: "unknown", servers: [] });
});

test("where nobody looks at the DNS nothing is known, and nobody is asked", async () => {
  const off = { ...customer, dns: dnsBy(() => ({ ...world.settings, resolvers: [] })) };
  expect(await checkDns(off, "fine.com")).toMatchObject({
    verdict: "unknown",
    rule: "dns_off",
    atParent: null,
  });
});

test("nobody checks without end", async () => {
  const before = await Promise.allSettled(
    Array.from({ length: 40 }, () => checkDns(stranger, "fine.com")),
  );
  expect(before.every(({ status }) => status === "rejected")).toBe(true);
  const asked = await Promise.allSettled(
    Array.from({ length: 34 }, () => checkDns(customer, "fine.com")),
  );
  const refused = asked.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(new Set(refused)).toEqual(new Set(["rate_limited"]));
});
