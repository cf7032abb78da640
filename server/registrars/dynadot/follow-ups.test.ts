import { describe, expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import type { RecordSet } from "@/server/names/record-set";
import { BULK } from "@/server/simulator/dynadot/accounts";
import { startSimulator } from "@/server/simulator/simulator";
import type { RegistrarGateway } from "../gateway";
import { dynadot, KEY, type Said, saying } from "./loopback.cases";
import { openDynadot } from "./open";

const CODE = "canary-code-4711";
const name = DomainName.parse("example.com");
const change = { name, idempotencyKey: "k" };
const host = HostName.parse("ns1.example.com");
const glue = { ...change, host, addresses: ["192.0.2.1", "2001:db8::1"] };
const ok = (data: unknown = {}, code: number | string = 200) => ({
  code,
  message: "Success",
  data,
});
const orders = (...list: object[]) => ok({ domain_transfer_status_list: list }, "200");
const IN = "GET /dynadot/restful/v2/domains/example.com/transfer_status?transfer_type=transfer_in";
const AWAY = IN.replace("transfer_in", "transfer_away");
const HERE = ok({ domain_info: { domain_name: "example.com" } });

type Change = (gateway: RegistrarGateway) => Promise<{ ok: boolean }>;
type Case = readonly [
  what: string,
  send: Change,
  end: string,
  lines: readonly (readonly [line: string, body: string])[],
];

const post = (path: string, body: object): readonly [string, string] => [
  `POST /dynadot/restful/v2/orders/${path}`,
  JSON.stringify(body),
];
const WORKING = {
  "/example.com/transfer_status": orders(
    { order_id: "233", transfer_status: "Old", failed_reason: "no" },
    { order_id: "234", transfer_status: "Pending", failed_reason: null },
  ),
  "/cancel_transfer": ok(),
  "/update_transfer_auth_code": ok(),
  "/authorize_transfer_away": ok(),
  "/set_ip": ok({ host, server_id: 8 }),
  "/nameservers/ns1.example.com": ok(),
  register_ns: { RegisterNsResponse: { ResponseCode: "0", Status: "success" } },
};
const REST = "/dynadot/restful/v2";
const CHANGES: readonly Case[] = [
  [
    "a transfer's end",
    (gateway) => gateway.cancelTransferIn(change),
    "/cancel_transfer",
    [[IN, ""], post("234/cancel_transfer", { domain_name: name })],
  ],
  [
    "another code of a transfer",
    (gateway) => gateway.relaunchTransferIn({ ...change, authCode: CODE }),
    "/update_transfer_auth_code",
    [[IN, ""], post("234/update_transfer_auth_code", { domain_name: name, auth_code: CODE })],
  ],
  [
    "leave to go",
    (gateway) => gateway.approveTransferOut({ ...change, reference: "77" }),
    "/authorize_transfer_away",
    [post("77/authorize_transfer_away", { domain_name: name, approve: true })],
  ],
  [
    "leave that is not given",
    (gateway) => gateway.rejectTransferOut({ ...change, reference: "77" }),
    "/authorize_transfer_away",
    [post("77/authorize_transfer_away", { domain_name: name, approve: false })],
  ],
  [
    "addresses of a glue host",
    (gateway) => gateway.updateHost(glue),
    "/set_ip",
    [[`PUT ${REST}/nameservers/ns1.example.com/set_ip`, '{"ip_list":["192.0.2.1","2001:db8::1"]}']],
  ],
  [
    "a glue host's end",
    (gateway) => gateway.deleteHost({ ...change, host }),
    "/nameservers/ns1.example.com",
    [[`DELETE ${REST}/nameservers/ns1.example.com`, ""]],
  ],
  [
    "a new glue host",
    (gateway) => gateway.createHost({ ...glue, addresses: ["192.0.2.1"] }),
    "register_ns",
    [
      [
        `GET /dynadot/api3.json?command=register_ns&host=ns1.example.com&ip=192.0.2.1&key=${KEY}`,
        "",
      ],
    ],
  ],
];

test.each(CHANGES)("%s is sent byte for byte", async (_what, send, _end, lines) => {
  const { gateway, seen } = await dynadot(saying(WORKING));
  expect(await send(gateway)).toMatchObject({ ok: true });
  expect(seen.map(({ line, body }) => [line, body])).toEqual(lines);
});

describe.each(CHANGES)("%s", (_what, send, end) => {
  const answering = (said: Said) => {
    const usual = saying(WORKING);
    return dynadot((seen) => {
      const isIt = seen.line.includes(`command=${end}&`) || seen.line.endsWith(end);
      return isIt ? said : usual(seen);
    });
  };

  test.each<readonly [string, Said, string]>([
    [
      "a refusal under status 200",
      {
        body: {
          code: 400,
          error: { description: "no" },
          Refused: { ResponseCode: -1, Error: "no" },
        },
      },
      "invalid_request",
    ],
    [
      "a name that is not ours",
      { body: { code: 404, error: { description: "could not find domain in your account" } } },
      "domain_unknown",
    ],
    [
      "a wrong signature",
      { status: 401, body: { code: 401, message: "Unauthorized" } },
      "auth_failed",
    ],
    [
      "too many calls",
      { status: 429, body: { status: { code: 429 }, error: { description: "concurrent limit" } } },
      "rate_limited",
    ],
  ])("answered with %s changed nothing", async (_answer, said, code) => {
    const { gateway } = await answering(end === "register_ns" ? inApi3(said) : said);
    expect(await send(gateway)).toMatchObject({ ok: false, error: { code, effect: "none" } });
  });

  test.each<readonly [string, Said]>([
    ["a page", { status: 502, body: "<h1>Bad gateway</h1>" }],
    ["JSON that breaks off", { body: '{"code":20' }],
    ["a code nobody knows", { body: { code: 249, message: "?", Some: { ResponseCode: 900 } } }],
  ])("answered with %s may have happened", async (_answer, said) => {
    const { gateway } = await answering(end === "register_ns" ? inApi3(said) : said);
    expect(await send(gateway)).toMatchObject({ ok: false, error: { effect: "unknown" } });
  });
});

/** The same trouble as API3 tells it. */
function inApi3(said: Said): Said {
  const { body } = said;
  if (typeof body !== "object" || body === null || !("code" in body)) return said;
  const words =
    "error" in body ? (body.error as { description: string }).description : "invalid key";
  const code = body.code === 249 ? undefined : -1;
  const head = code === undefined ? {} : { ResponseCode: code, Status: "error", Error: words };
  return { body: { RegisterNsResponse: head } };
}

test("a code that an answer repeats is told to nobody", async () => {
  const refused = { code: 400, error: { description: `${CODE} is wrong` } };
  const { gateway } = await dynadot(saying({ ...WORKING, "/update_transfer_auth_code": refused }));
  const told = await gateway.relaunchTransferIn({ ...change, authCode: CODE });
  expect(told).toMatchObject({ error: { code: "invalid_request", effect: "none" } });
  expect(JSON.stringify(told)).not.toContain("canary");
});

test("a host with several addresses is registered with the first and then given all", async () => {
  const { gateway, lines } = await dynadot(saying(WORKING));
  expect(await gateway.createHost(glue)).toEqual({ ok: true, value: { outcome: "confirmed" } });
  expect(lines()).toEqual([
    `GET /dynadot/api3.json?command=register_ns&host=ns1.example.com&ip=192.0.2.1&key=${KEY}`,
    `PUT ${REST}/nameservers/ns1.example.com/set_ip`,
  ]);
  const half = await dynadot(saying({ register_ns: WORKING.register_ns }));
  expect(await half.gateway.createHost(glue)).toMatchObject({ error: { effect: "unknown" } });
});

test("of all hosts of the account those below the name with addresses are its glue", async () => {
  const nameserver_list = [
    { server_name: "NS1.example.com.", ip_list: ["192.0.2.1", "2001:DB8::1", ""] },
    { server_name: "ns2.example.com", ip_list: [] },
    { server_name: "ns1.example.net", ip_list: ["192.0.2.3"] },
    { server_name: "no host", ip_list: null },
  ];
  const { gateway } = await dynadot(saying({ "/nameservers": ok({ nameserver_list }) }));
  expect(await gateway.listHosts({ name })).toEqual({
    ok: true,
    value: { isComplete: true, hosts: [{ host, addresses: ["192.0.2.1", "2001:db8::1"] }] },
  });
});

test("requests of other registrars are told, and only one whose name is here can be answered", async () => {
  const list = orders(
    { order_id: 5, transfer_status: "Denied", failed_reason: "by the holder" },
    { order_id: 7, transfer_status: "Pending", failed_reason: null },
  );
  const here = await dynadot(saying({ "/transfer_status": list, "/domains/example.com": HERE }));
  expect(await here.gateway.readTransfersOut(name)).toEqual({
    ok: true,
    value: [
      { reference: "7", state: "requested", step: "Pending" },
      { reference: "5", state: "failed", step: "Denied", reason: "by the holder" },
    ],
  });
  expect(here.lines()[0]).toBe(AWAY);
  const gone = await dynadot(saying({ "/transfer_status": list }));
  expect(await gone.gateway.readTransfersOut(name)).toMatchObject({
    value: [{ reference: "7", state: "completed" }, { state: "failed" }],
  });
  const none = await dynadot(saying({ "/transfer_status": orders() }));
  expect(await none.gateway.readTransfersOut(name)).toEqual({ ok: true, value: [] });
  expect(none.lines()).toHaveLength(1);
});

test.each<readonly [string, Change, string, number]>([
  ["a transfer that nobody began", (one) => one.cancelTransferIn(change), "not_eligible", 1],
  [
    "an order without a number",
    (one) => one.approveTransferOut({ ...change, reference: "../x" }),
    "invalid_request",
    0,
  ],
  [
    "a host elsewhere",
    (one) => one.createHost({ ...glue, host: HostName.parse("ns1.example.net") }),
    "invalid_nameservers",
    0,
  ],
  [
    "a host elsewhere that is to go",
    (one) => one.deleteHost({ ...change, host: HostName.parse("ns1.example.net") }),
    "invalid_nameservers",
    0,
  ],
  ["no address", (one) => one.updateHost({ ...glue, addresses: [] }), "invalid_nameservers", 0],
])("%s is refused before anything is changed", async (_what, send, code, calls) => {
  const { gateway, lines } = await dynadot(saying({}));
  expect(await send(gateway)).toMatchObject({ error: { code, effect: "none" } });
  expect(lines()).toHaveLength(calls);
});

describe("records", () => {
  const settings = {
    Type: "Dynadot DNS",
    TTL: "300",
    MainDomains: [
      { RecordType: "A", Value: "192.0.2.10" },
      { RecordType: "MX", Value: "mail.example.net", Value2: "10" },
      { RecordType: "forward", Value: "https://example.org/", Value2: "temp" },
      { RecordType: "CAA", Value: '0 issue "ca.example.net"' },
    ],
    SubDomains: [
      { Subhost: "www", RecordType: "CNAME", Value: "example.net" },
      { Subhost: "www2", RecordType: "A", Value: "192.0.2.1" },
      { Subhost: "www2", RecordType: "A", Value: "192.0.2.2" },
    ],
  };
  const zone = {
    get_dns: {
      GetDnsResponse: {
        ResponseCode: 0,
        Status: "success",
        GetDns: { NameServerSettings: settings },
      },
    },
    set_dns2: { SetDnsResponse: { ResponseCode: 0, Status: "success" } },
  };
  const records: RecordSet[] = [
    { host: "@", type: "A", ttlSeconds: 300, values: ["192.0.2.10"] },
    { host: "@", type: "MX", ttlSeconds: 300, values: ["10 mail.example.net."] },
    { host: "www", type: "CNAME", ttlSeconds: 300, values: ["example.net."] },
    { host: "www2", type: "A", ttlSeconds: 300, values: ["192.0.2.1", "192.0.2.2"] },
  ];
  const versionOf = async (gateway: RegistrarGateway) => {
    const told = await gateway.readDnsRecords(name);
    return told.ok ? told.value.version : "";
  };

  test("are told in sets with full names, and what only Dynadot understands by its kind", async () => {
    const { gateway } = await dynadot(saying(zone));
    expect(await gateway.readDnsRecords(name)).toEqual({
      ok: true,
      value: {
        records,
        others: ["forward @", "caa @"],
        hasOneTtl: true,
        version: expect.any(String),
      },
    });
  });

  test("are written with all that is kept as it is", async () => {
    const { gateway, lines } = await dynadot(saying(zone));
    const basedOn = await versionOf(gateway);
    const wanted = records.slice(0, 3).map((one) => ({ ...one, ttlSeconds: 600 }));
    expect(await gateway.replaceDnsRecords({ ...change, records: wanted, basedOn })).toEqual({
      ok: true,
      value: { outcome: "accepted" },
    });
    expect(lines().at(-1)).toBe(
      "GET /dynadot/api3.json?command=set_dns2&domain=example.com" +
        "&main_record_type0=a&main_record0=192.0.2.10" +
        "&main_record_type1=mx&main_record1=mail.example.net&main_recordx1=10" +
        "&main_record_type2=forward&main_record2=https%3A%2F%2Fexample.org%2F&main_recordx2=temp" +
        "&main_record_type3=caa&main_record3=0+issue+%22ca.example.net%22" +
        `&subdomain0=www&sub_record_type0=cname&sub_record0=example.net&ttl=600&key=${KEY}`,
    );
  });

  test.each<readonly [string, readonly RecordSet[], string | null, string]>([
    ["based on another zone", records, "another", "conflict"],
    [
      "with two TTLs",
      [...records.slice(1), { ...records[0], ttlSeconds: 60 } as RecordSet],
      null,
      "invalid_request",
    ],
    [
      "of a kind whose layout nobody knows",
      [...records, { host: "@", type: "CAA", ttlSeconds: 300, values: ['0 issue "x.net"'] }],
      null,
      "invalid_request",
    ],
    [
      "with a value that is none",
      [{ ...records[0], values: ["x"] } as RecordSet],
      null,
      "invalid_request",
    ],
  ])("%s are not written", async (_what, wanted, version, code) => {
    const { gateway, lines } = await dynadot(saying(zone));
    const basedOn = version ?? (await versionOf(gateway));
    expect(await gateway.replaceDnsRecords({ ...change, records: wanted, basedOn })).toMatchObject({
      error: { code, effect: "none" },
    });
    expect(lines().some((line) => line.includes("set_dns2"))).toBe(false);
  });
});

test("at the simulated Dynadot all of it comes to its end", async () => {
  const simulator = await startSimulator({ settings: { completionDelayMs: 5_000 } });
  try {
    const opened = openDynadot({
      registrar: "dynadot",
      endpoint: "simulator",
      credential: { key: BULK.key, secret: BULK.secret, level: "bulk" },
      simulatorUrl: simulator.url,
      mode: "demo",
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const gateway = opened.value;
    const own = DomainName.parse("northfleet-jobs.org");
    const mine = { name: own, idempotencyKey: "k" };
    const ns1 = HostName.parse("ns1.northfleet-jobs.org");
    const made = { ...mine, host: ns1, addresses: glue.addresses };
    expect(await gateway.createHost(made)).toMatchObject({ ok: true });
    expect(await gateway.createHost(made)).toMatchObject({ error: { effect: "none" } });
    expect(await gateway.listHosts({ name: own })).toMatchObject({
      value: { hosts: [{ host: ns1, addresses: glue.addresses }] },
    });
    expect(await gateway.deleteHost({ ...mine, host: ns1 })).toMatchObject({ ok: true });
    expect(await gateway.listHosts({ name: own })).toMatchObject({ value: { hosts: [] } });

    const leaving = { name: DomainName.parse("quayside-storage.com"), idempotencyKey: "k" };
    const asked = await gateway.readTransfersOut(leaving.name);
    const reference = asked.ok ? (asked.value[0]?.reference ?? "") : "";
    expect(asked).toMatchObject({ value: [{ state: "requested" }] });
    expect(await gateway.rejectTransferOut({ ...leaving, reference })).toMatchObject({ ok: true });
    expect(await gateway.readTransfersOut(leaving.name)).toMatchObject({
      value: [{ state: "failed" }],
    });
    expect(await gateway.approveTransferOut({ ...leaving, reference })).toMatchObject({
      error: { code: "conflict", effect: "none" },
    });

    const theirs = DomainName.parse("sim-taken-meadow.com");
    const moving = { name: theirs, idempotencyKey: "k" };
    const price = { periodYears: 1, expectedPriceMinor: 5_000, currency: "USD", contacts: {} };
    expect(await gateway.transferIn({ ...moving, ...price, authCode: "wrong" })).toMatchObject({
      ok: true,
    });
    await simulator.script.advance(6_000);
    expect(await gateway.readTransferIn(theirs)).toMatchObject({ value: { state: "failed" } });
    expect(await gateway.relaunchTransferIn({ ...moving, authCode: "right" })).toMatchObject({
      ok: true,
    });
    await simulator.script.advance(15_000);
    expect(await gateway.readTransferIn(theirs)).toMatchObject({ value: { state: "completed" } });

    const before = await gateway.readDnsRecords(own);
    if (!before.ok) throw new Error(before.error.message);
    const added = { host: "@", type: "A", ttlSeconds: 300, values: ["192.0.2.44"] } as const;
    const written = { ...mine, records: [added], basedOn: before.value.version };
    expect(await gateway.replaceDnsRecords(written)).toMatchObject({ ok: true });
    await simulator.script.advance(5_000);
    expect(await gateway.readDnsRecords(own)).toMatchObject({ value: { records: [added] } });
  } finally {
    await simulator.close();
  }
});
