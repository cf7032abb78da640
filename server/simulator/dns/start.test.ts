import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDelegation } from "../../dns/check-delegation";
import { hostsAtParent } from "../../dns/parent";
import { dnsBy, placeOf, settingsFor } from "../../dns/port";
import { type RunningSimulator, startSimulator } from "../simulator";

const SIGNED = "atlas-freight.net";
const PLAIN = "kestrel-optics.org";
const NEW_HOSTS = ["ns1.fernway-dns.net", "ns2.fernway-dns.org"];

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: 0 } });
  await simulator.script.patchDomain(SIGNED, { isSigned: true });
  await simulator.script.patchDomain(PLAIN, { isSigned: false });
});
afterAll(() => simulator.close());

const look = () => {
  const place = new URL(simulator.url).host;
  return dnsBy(() => ({
    ...settingsFor([place], placeOf(place)),
    timeoutMs: 150,
  })).look(5_000);
};
const check = (name: string, hosts: readonly string[]) =>
  checkDelegation(look(), { name, hosts, now: new Date() });

test.each([
  [PLAIN, NEW_HOSTS, "safe", "no_ds"],
  [SIGNED, NEW_HOSTS, "breaks", "ds_without_key"],
  [SIGNED, ["ns1.signed-dns.net", "ns2.signed-dns.net"], "safe", "ds_matches"],
  [PLAIN, ["ns1.lame-dns.net", "ns1.fernway-dns.net"], "lame", "server_lame"],
  [PLAIN, ["ns1.silent-dns.net", "ns1.fernway-dns.net"], "lame", "server_lame"],
  [PLAIN, ["ns1.nowhere-dns.net", "ns1.fernway-dns.net"], "lame", "server_lame"],
  [PLAIN, ["ns1.servfail-dns.net", "ns1.fernway-dns.net"], "unknown", "servers_not_known"],
])("%s with %j is %s", async (name, hosts, verdict, rule) => {
  expect(await check(name, hosts)).toMatchObject({ verdict, rule });
});

test("keys that are taken away at the registrar are gone from the zone above", async () => {
  await simulator.script.patchDomain(SIGNED, { isSigned: false });
  expect(await check(SIGNED, NEW_HOSTS)).toMatchObject({ verdict: "safe", rule: "no_ds" });
});

test("the zone above tells the delegation that the registrar has", async () => {
  await simulator.script.patchDomain(PLAIN, { nameservers: NEW_HOSTS });
  expect(await hostsAtParent(look(), PLAIN)).toEqual({ ok: true, value: NEW_HOSTS });
});
