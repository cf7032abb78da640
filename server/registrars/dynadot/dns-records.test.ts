import { expect, test } from "vitest";
import { err, ok } from "@/server/kernel/result";
import { DomainName } from "@/server/names/domain-name";
import { outboundClient } from "@/server/outbound/client";
import { hostPolicy } from "@/server/outbound/host-policy";
import { startSimulator } from "@/server/simulator/simulator";
import { answering } from "@/server/testing/loopback";
import { dnsRecords } from "./dns-records";
import type { Zone, ZoneRecord } from "./dns-zone";

const KEY = "canary-key-4711";
const MINUTE_MS = 60_000;
const name = DomainName.parse("example.net");

const SETTINGS = {
  Type: "Dynadot DNS",
  TTL: "300",
  MainDomains: [
    { RecordType: "A", Value: "192.0.2.10" },
    { RecordType: "MX", Value: "mail.example.net", Value2: "10" },
    { RecordType: "forward", Value: "https://example.org/", Value2: "temp" },
  ],
  SubDomains: [{ Subhost: "www", RecordType: "CNAME", Value: "example.net" }],
};
const told = (settings: unknown) => ({
  GetDnsResponse: { ResponseCode: 0, Status: "success", GetDns: { NameServerSettings: settings } },
});
const DONE = { SetDnsResponse: { ResponseCode: 0, Status: "success" } };

function recordsAt(origin: string, key: string, now?: () => number) {
  const client = outboundClient({
    baseUrl: `${origin}/dynadot`,
    policy: hostPolicy({ hosts: [], simulatorOrigin: origin, mode: "demo", maxUrlLength: 8192 }),
    secretHeaders: () => ({}),
    secretQuery: () => [["key", key]],
  });
  return dnsRecords({ api3: client }, now ? { now } : {});
}

async function records(
  settings: unknown,
  { set = DONE, now = () => 0 }: { set?: unknown; now?: () => number } = {},
) {
  const lines: string[] = [];
  const state = { settings };
  const origin = await answering((request, response) => {
    lines.push(`${request.method} ${request.url}`);
    const body = request.url?.includes("get_dns") ? told(state.settings) : set;
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  return { dns: recordsAt(origin, KEY, now), lines, state };
}

const adding =
  (...added: ZoneRecord[]) =>
  (zone: Zone) =>
    ok({ ...zone, records: [...zone.records, ...added] });
const shop = { host: "shop", type: "a", value: "192.0.2.20" };

test("a record is added by reading all and writing all, priorities and kinds kept", async () => {
  const { dns, lines } = await records(SETTINGS);
  expect(await dns.writeZone(name, adding(shop))).toEqual({
    ok: true,
    value: { outcome: "accepted" },
  });
  expect(lines).toEqual([
    `GET /dynadot/api3.json?command=get_dns&domain=example.net&key=${KEY}`,
    "GET /dynadot/api3.json?command=set_dns2&domain=example.net" +
      "&main_record_type0=a&main_record0=192.0.2.10" +
      "&main_record_type1=mx&main_record1=mail.example.net&main_recordx1=10" +
      "&main_record_type2=forward&main_record2=https%3A%2F%2Fexample.org%2F&main_recordx2=temp" +
      "&subdomain0=www&sub_record_type0=cname&sub_record0=example.net" +
      `&subdomain1=shop&sub_record_type1=a&sub_record1=192.0.2.20&ttl=300&key=${KEY}`,
  ]);
});

test("a change that changes nothing writes nothing", async () => {
  const { dns, lines } = await records(SETTINGS);
  expect(
    await dns.writeZone(name, (zone) => ok({ ...zone, records: [...zone.records].reverse() })),
  ).toEqual({
    ok: true,
    value: { outcome: "confirmed" },
  });
  expect(lines).toHaveLength(1);
});

test.each([
  [
    "an MX without its priority",
    { MainDomains: [{ RecordType: "MX", Value: "mail.example.net" }] },
    "malformed_answer",
  ],
  [
    "a record below the name without its host",
    { SubDomains: [{ RecordType: "A", Value: "192.0.2.1" }] },
    "malformed_answer",
  ],
  ["a TTL that is not told", { TTL: null }, "malformed_answer"],
  ["another kind of DNS", { Type: "Name Servers" }, "not_eligible"],
])("a zone with %s is not written back", async (_what, change, code) => {
  const { dns, lines } = await records({ ...SETTINGS, ...change });
  expect(await dns.writeZone(name, adding(shop))).toMatchObject({
    error: { code, effect: "none" },
  });
  expect(lines).toHaveLength(1);
});

test.each([
  ["no record on the name itself", (zone: Zone) => ok({ ...zone, records: [shop] })],
  [
    "21 records on it",
    (zone: Zone) => adding(...Array<ZoneRecord>(18).fill({ ...shop, host: "" }))(zone),
  ],
  ["101 records below it", (zone: Zone) => adding(...Array<ZoneRecord>(100).fill(shop))(zone)],
  ["an MX without a priority", (zone: Zone) => adding({ ...shop, type: "mx" })(zone)],
])("a zone with %s is refused before it is sent", async (_what, change) => {
  const { dns, lines } = await records(SETTINGS);
  expect(await dns.writeZone(name, change)).toMatchObject({
    error: { code: "invalid_request", effect: "none", field: "records" },
  });
  expect(lines).toHaveLength(1);
});

test("a change that refuses itself writes nothing", async () => {
  const { dns, lines } = await records(SETTINGS);
  const refusal = { code: "conflict", effect: "none", message: "no" } as const;
  expect(await dns.writeZone(name, () => err(refusal))).toEqual({ ok: false, error: refusal });
  expect(lines).toHaveLength(1);
});

test("a second write waits until the first is served, or can come no more", async () => {
  const clock = { ms: 0 };
  const { dns, lines, state } = await records(SETTINGS, { now: () => clock.ms });
  await dns.writeZone(name, adding(shop));
  clock.ms = 10 * MINUTE_MS;
  const again = () => dns.writeZone(name, adding({ ...shop, host: "blog" }));
  expect(await again()).toMatchObject({
    error: { code: "conflict", effect: "none", retryAfterSeconds: 20 * 60 },
  });
  expect(lines.filter((line) => line.includes("set_dns2"))).toHaveLength(1);
  const served = { Subhost: "shop", RecordType: "A", Value: "192.0.2.20" };
  state.settings = { ...SETTINGS, SubDomains: [...SETTINGS.SubDomains, served] };
  expect(await again()).toMatchObject({ ok: true });
  clock.ms = 41 * MINUTE_MS;
  expect(await dns.writeZone(name, adding({ ...shop, host: "news" }))).toMatchObject({ ok: true });
});

test("writes of one name do not overlap, and a refused one leaves room for the next", async () => {
  const refused = { SetDnsResponse: { ResponseCode: -1, Status: "error", Error: "no" } };
  const { dns, lines } = await records(SETTINGS, { set: refused });
  const both = await Promise.all([
    dns.writeZone(name, adding(shop)),
    dns.writeZone(name, adding({ ...shop, host: "blog" })),
  ]);
  expect(both).toMatchObject([{ error: { effect: "none" } }, { error: { effect: "none" } }]);
  expect(lines.map((line) => /command=(\w+)/.exec(line)?.[1])).toEqual([
    "get_dns",
    "set_dns2",
    "get_dns",
    "set_dns2",
  ]);
});

test("a write whose answer is lost is open, and holds the next one back", async () => {
  const { dns } = await records(SETTINGS, { set: "<html>" });
  expect(await dns.writeZone(name, adding(shop))).toMatchObject({ error: { effect: "unknown" } });
  expect(await dns.writeZone(name, adding({ ...shop, host: "blog" }))).toMatchObject({
    error: { code: "conflict" },
  });
});

test("at the simulated Dynadot both of two records are served in the end", async () => {
  const simulator = await startSimulator({ settings: { completionDelayMs: 5_000 } });
  try {
    const own = DomainName.parse("quayside-storage.com");
    const dns = recordsAt(simulator.url, "sim-dynadot-bulk-key");
    const mx = { host: "", type: "mx", value: "mail.quayside-storage.com", extra: "20" };
    await dns.writeZone(own, adding(mx));
    expect(await dns.writeZone(own, adding(shop))).toMatchObject({ error: { code: "conflict" } });
    await simulator.script.advance(5_000);
    expect(await dns.writeZone(own, adding(shop))).toMatchObject({ ok: true });
    await simulator.script.advance(5_000);
    expect(await dns.readZone(own)).toEqual({
      ok: true,
      value: { ttlSeconds: "300", records: [mx, shop] },
    });
  } finally {
    await simulator.close();
  }
});
