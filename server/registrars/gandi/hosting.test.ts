import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import type { RecordSet } from "@/server/names/record-set";
import { startSimulator } from "@/server/simulator/simulator";
import { answering } from "@/server/testing/loopback";
import type { RegistrarGateway } from "../gateway";
import { gatewayFor } from "../registry";

const TOKEN = "canary-token-4711";
const CODE = "canary-code-0815";
const name = DomainName.parse("example.com");
const change = { name, idempotencyKey: "intent-1" };
const host = HostName.parse("ns1.example.com");
const glue = { host, addresses: ["192.0.2.1", "2001:db8::1"] };
const KEY = {
  form: "dnskey",
  flags: 257,
  algorithm: 13,
  publicKey: "ZhCa3rGLofZcndFN2aVd",
} as const;

function open(
  simulatorUrl: string,
  credential: object = { token: TOKEN },
  patienceMs = 20_000,
): RegistrarGateway {
  const opened = gatewayFor({
    registrar: "gandi",
    endpoint: "simulator",
    credential,
    simulatorUrl,
    mode: "demo",
    timeouts: { readMs: patienceMs, connectMs: patienceMs, paidMs: patienceMs },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

type Reply = { status?: number; body?: unknown; headers?: Record<string, string> };

/** A Gandi that answers each request by its line, and everything else with 404. */
async function gandi(
  replies: Readonly<Record<string, Reply | RequestListener>>,
  credential?: object,
  patienceMs?: number,
) {
  const seen: string[] = [];
  const url = await answering((request, response) => {
    let sent = "";
    request.on("data", (chunk) => {
      sent += String(chunk);
    });
    request.on("end", () => {
      const line = `${request.method} ${(request.url ?? "").replace("/v5", "")}`;
      seen.push(sent === "" ? line : `${line} ${sent}`);
      const reply = replies[line] ?? { status: 404, body: { message: "none", code: 404 } };
      if (typeof reply === "function") return void reply(request, response);
      const { status = 200, body, headers } = reply;
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(body === undefined ? "" : JSON.stringify(body).replaceAll("{origin}", url));
    });
  });
  return { gateway: open(url, credential, patienceMs), seen };
}

type Change = (gateway: RegistrarGateway) => Promise<{ ok: boolean }>;
const HOSTS = "/domain/domains/example.com/hosts";
const WRITES: ReadonlyArray<readonly [what: string, send: Change, line: string, body: string]> = [
  [
    "a new glue host",
    (gateway) => gateway.createHost({ ...change, ...glue }),
    `POST ${HOSTS}`,
    ' {"name":"ns1","ips":["192.0.2.1","2001:db8::1"]}',
  ],
  [
    "addresses of a glue host",
    (gateway) => gateway.updateHost({ ...change, ...glue }),
    `PUT ${HOSTS}/ns1`,
    ' {"ips":["192.0.2.1","2001:db8::1"]}',
  ],
  [
    "a glue host's end",
    (gateway) => gateway.deleteHost({ ...change, host }),
    `DELETE ${HOSTS}/ns1`,
    "",
  ],
  [
    "a set of keys",
    (gateway) => gateway.setDs({ ...change, keys: [KEY, { ...KEY, flags: 256 }] }),
    "PUT /domain/domains/example.com/dnskeys",
    ' {"keys":[{"algorithm":13,"type":"ksk","public_key":"ZhCa3rGLofZcndFN2aVd"},{"algorithm":13,"type":"zsk","public_key":"ZhCa3rGLofZcndFN2aVd"}]}',
  ],
  [
    "a mail about a transfer",
    (gateway) => gateway.resendTransferMail({ ...change, email: "ana@example.net" }),
    "POST /domain/transferin/example.com/foa",
    ' {"email":"ana@example.net"}',
  ],
];

describe.each(WRITES)("%s", (_what, send, line, body) => {
  test.each([200, 202])("is one request, taken up with %i and not yet done", async (status) => {
    const { gateway, seen } = await gandi({ [line]: { status, body: { message: "later" } } });
    expect(await send(gateway)).toEqual({ ok: true, value: { outcome: "accepted" } });
    expect(seen).toEqual([line + body]);
  });

  test.each([
    [400, "invalid_request"],
    [401, "auth_failed"],
    [403, "forbidden"],
    [404, "domain_unknown"],
    [409, "conflict"],
    [429, "rate_limited"],
  ])("refused with %i changed nothing", async (status, code) => {
    const { gateway, seen } = await gandi({ [line]: { status, body: { message: "no" } } });
    expect(await send(gateway)).toMatchObject({ ok: false, error: { code, effect: "none" } });
    expect(seen).toHaveLength(1);
  });

  test.each<readonly [string, RequestListener]>([
    ["a 500", (_request, response) => void response.writeHead(500).end("Things caught fire")],
    ["a redirect", (_, response) => void response.writeHead(307, { location: "/v5/x" }).end()],
    ["a connection that breaks off", (request) => void request.socket.destroy()],
  ])("answered with %s may have happened, and is sent once", async (_answer, reply) => {
    const { gateway, seen } = await gandi({ [line]: reply });
    expect(await send(gateway)).toMatchObject({ ok: false, error: { effect: "unknown" } });
    expect(seen).toHaveLength(1);
  });

  test("that nobody answers may have happened, and is sent once", async () => {
    const { gateway, seen } = await gandi({ [line]: () => undefined }, undefined, 500);
    expect(await send(gateway)).toMatchObject({ error: { code: "timeout", effect: "unknown" } });
    expect(seen).toHaveLength(1);
  });
});

test.each<readonly [string, Change, string]>([
  [
    "a host elsewhere",
    (one) => one.createHost({ ...change, ...glue, host: HostName.parse("ns1.example.net") }),
    "invalid_nameservers",
  ],
  [
    "a host elsewhere that is to go",
    (one) => one.deleteHost({ ...change, host: HostName.parse("ns1.example.net") }),
    "invalid_nameservers",
  ],
  [
    "an address that is none",
    (one) => one.updateHost({ ...change, host, addresses: ["ns1"] }),
    "invalid_nameservers",
  ],
  ["no key at all", (one) => one.setDs({ ...change, keys: [] }), "invalid_request"],
  [
    "a digest in a key's place",
    (one) =>
      one.setDs({
        ...change,
        keys: [{ form: "ds", keyTag: 1, algorithm: 13, digestType: 1, digest: "0".repeat(40) }],
      }),
    "invalid_request",
  ],
  ["a transfer that is to be cancelled", (one) => one.cancelTransferIn(change), "unsupported"],
  [
    "a request of another registrar's",
    (one) => one.approveTransferOut({ ...change, reference: "1" }),
    "unsupported",
  ],
])("%s is refused, and nobody is called", async (_what, send, code) => {
  const { gateway, seen } = await gandi({});
  expect(await send(gateway)).toMatchObject({ error: { code, effect: "none" } });
  expect(seen).toEqual([]);
});

test("glue is listed in full names and canonical addresses, over all pages", async () => {
  const second = `${HOSTS}?page=2`;
  const { gateway, seen } = await gandi({
    [`GET ${HOSTS}?per_page=100`]: {
      body: [{ name: "NS1", ips: ["192.0.2.1", "2001:DB8:0::1"], fqdn: "example.com" }],
      headers: { link: `</v5${second}>; rel="next"`, "total-count": "2" },
    },
    [`GET ${second}`]: {
      body: [{ name: "@", ips: ["192.0.2.2"], fqdn: "example.com" }],
      headers: { "total-count": "2" },
    },
  });
  expect(await gateway.listHosts({ name })).toEqual({
    ok: true,
    value: {
      isComplete: true,
      hosts: [
        { host: "ns1.example.com", addresses: ["192.0.2.1", "2001:db8::1"] },
        { host: "example.com", addresses: ["192.0.2.2"] },
      ],
    },
  });
  expect(seen).toHaveLength(2);
});

test.each<readonly [string, Reply]>([
  ["that says it is longer", { body: [], headers: { "total-count": "1" } }],
  [
    "whose next page is another list",
    { body: [], headers: { link: '</v5/domain/domains?page=2>; rel="next"' } },
  ],
  ["with an address that is none", { body: [{ name: "ns1", ips: ["x"] }] }],
  ["that is none", { body: { hosts: [] } }],
])("a list %s is not believed", async (_what, reply) => {
  const { gateway } = await gandi({ [`GET ${HOSTS}?per_page=100`]: reply });
  expect(await gateway.listHosts({ name })).toMatchObject({ error: { code: "malformed_answer" } });
});

const DNSKEYS = "/domain/domains/example.com/dnskeys";
const told = {
  id: 7,
  type: "ksk",
  algorithm: 13,
  keytag: 48556,
  digest_type: 2,
  digest: "ab".repeat(32),
};

test("keys are told as keys where Gandi has them, else as their digests", async () => {
  const { gateway } = await gandi({
    [`GET ${DNSKEYS}?per_page=100`]: {
      body: [{ ...told, public_key: "ZhCa 3rGLofZcndFN2aVd" }, told],
    },
  });
  expect(await gateway.readDs(name)).toEqual({
    ok: true,
    value: {
      takes: "dnskey",
      keys: [
        KEY,
        { form: "ds", keyTag: 48556, algorithm: 13, digestType: 2, digest: "AB".repeat(32) },
      ],
    },
  });
});

test("all keys go one by one; one that is gone already is no failure", async () => {
  const { gateway, seen } = await gandi({
    [`GET ${DNSKEYS}?per_page=100`]: { body: [told, { ...told, id: 8 }, { ...told, id: 9 }] },
    [`DELETE ${DNSKEYS}/7`]: { status: 202, body: {} },
    [`DELETE ${DNSKEYS}/9`]: { status: 204 },
  });
  expect(await gateway.deleteDs(change)).toEqual({ ok: true, value: { outcome: "accepted" } });
  expect(seen.slice(1)).toEqual([7, 8, 9].map((id) => `DELETE ${DNSKEYS}/${id}`));
});

test("a key that stays after others went leaves the change open, and the first one nothing", async () => {
  const list = { [`GET ${DNSKEYS}?per_page=100`]: { body: [told, { ...told, id: 8 }] } };
  const no = { status: 403, body: { message: "no" } };
  const half = await gandi({
    ...list,
    [`DELETE ${DNSKEYS}/7`]: { status: 202, body: {} },
    [`DELETE ${DNSKEYS}/8`]: no,
  });
  expect(await half.gateway.deleteDs(change)).toMatchObject({ error: { effect: "unknown" } });
  const none = await gandi({ ...list, [`DELETE ${DNSKEYS}/7`]: no });
  expect(await none.gateway.deleteDs(change)).toMatchObject({ error: { effect: "none" } });
  expect(none.seen).toHaveLength(2);
});

describe("records", () => {
  const PATH = "/livedns/domains/example.com/records";
  const set = (rrset_name: string, rrset_type: string, ...rrset_values: string[]) => ({
    rrset_name,
    rrset_type,
    rrset_ttl: 300,
    rrset_values,
  });
  const WKS = set("old", "WKS", "192.0.2.1 TCP smtp");
  const ZONE = [
    set("@", "MX", "10 mail"),
    set("@", "TXT", '"v=DKIM1; " "p=abc"'),
    set("WWW", "CNAME", "@"),
    WKS,
  ];
  const reading = { [`GET ${PATH}?per_page=100`]: { body: ZONE } };
  const records: RecordSet[] = [
    { host: "@", type: "MX", ttlSeconds: 300, values: ["10 mail.example.com."] },
    { host: "@", type: "TXT", ttlSeconds: 300, values: ["v=DKIM1; p=abc"] },
    { host: "www", type: "CNAME", ttlSeconds: 300, values: ["example.com."] },
  ];
  const versionOf = async (gateway: RegistrarGateway) => {
    const zone = await gateway.readDnsRecords(name);
    return zone.ok ? zone.value.version : "";
  };

  test("are told with full names and bare texts, and what cannot be edited by its name", async () => {
    const { gateway } = await gandi(reading);
    expect(await gateway.readDnsRecords(name)).toEqual({
      ok: true,
      value: { records, others: ["WKS old"], hasOneTtl: false, version: expect.any(String) },
    });
  });

  test("are replaced whole, and what cannot be edited goes back as it came", async () => {
    const { gateway, seen } = await gandi({
      ...reading,
      [`PUT ${PATH}`]: { status: 201, body: { message: "DNS Record Created" } },
    });
    const basedOn = await versionOf(gateway);
    const wanted = [...records.slice(1), { ...records[0], values: ['20 "x'] } as RecordSet];
    expect(await gateway.replaceDnsRecords({ ...change, records: wanted, basedOn })).toMatchObject({
      error: { code: "invalid_request", field: "values" },
    });
    const texts = { host: "t", type: "TXT", ttlSeconds: 600, values: ['a "b"'] } as const;
    const written = await gateway.replaceDnsRecords({
      ...change,
      records: [...records, texts],
      basedOn,
    });
    expect(written).toEqual({ ok: true, value: { outcome: "confirmed" } });
    const items = [
      set("@", "MX", "10 mail.example.com."),
      set("@", "TXT", '"v=DKIM1; p=abc"'),
      set("www", "CNAME", "example.com."),
      { ...set("t", "TXT", '"a \\"b\\""'), rrset_ttl: 600 },
      WKS,
    ];
    expect(seen.at(-1)).toBe(`PUT ${PATH} ${JSON.stringify({ items })}`);
    expect(seen.filter((line) => line.startsWith("PUT"))).toHaveLength(1);
  });

  test("that changed since they were read are not overwritten", async () => {
    const { gateway, seen } = await gandi(reading);
    const answer = await gateway.replaceDnsRecords({ ...change, records, basedOn: "another" });
    expect(answer).toMatchObject({ error: { code: "conflict", effect: "none" } });
    expect(seen.some((line) => line.startsWith("PUT"))).toBe(false);
  });

  test("with a TTL that LiveDNS does not take are refused before anybody is called", async () => {
    const { gateway, seen } = await gandi(reading);
    const short = records.map((one) => ({ ...one, ttlSeconds: 60 }));
    expect(
      await gateway.replaceDnsRecords({ ...change, records: short, basedOn: "x" }),
    ).toMatchObject({ error: { code: "invalid_request", field: "ttlSeconds" } });
    expect(seen).toEqual([]);
  });

  test("of a name whose DNS is elsewhere are not eligible", async () => {
    const { gateway } = await gandi({});
    expect(await gateway.readDnsRecords(name)).toMatchObject({ error: { code: "not_eligible" } });
  });

  test("whose writing is not answered may have been written", async () => {
    const { gateway } = await gandi(
      { ...reading, [`PUT ${PATH}`]: () => undefined },
      undefined,
      1_000,
    );
    const basedOn = await versionOf(gateway);
    expect(await gateway.replaceDnsRecords({ ...change, records, basedOn })).toMatchObject({
      error: { code: "timeout", effect: "unknown" },
    });
  });
});

describe("a transfer that has stopped", () => {
  const PATH = "/domain/transferin/example.com";
  const taken = { status: 202, body: { message: "ok" } };
  const relaunch = (gateway: RegistrarGateway) =>
    gateway.relaunchTransferIn({ ...change, authCode: CODE });

  test("gets the new code, with who pays in the query, and is then started again", async () => {
    const sharingId = "6b1f7a5e-0000-4000-8000-0000000000aa";
    const code = `PUT ${PATH}/authinfo?sharing_id=${sharingId}`;
    const { gateway, seen } = await gandi(
      { [code]: taken, [`PUT ${PATH}`]: taken },
      { token: TOKEN, sharingId },
    );
    expect(await relaunch(gateway)).toEqual({ ok: true, value: { outcome: "accepted" } });
    expect(seen).toEqual([`${code} {"authinfo":"${CODE}"}`, `PUT ${PATH}`]);
  });

  test("whose code is refused is not started, and the code is told to nobody", async () => {
    const no = { status: 400, body: { message: `${CODE} is wrong` } };
    const { gateway, seen } = await gandi({ [`PUT ${PATH}/authinfo`]: no });
    const answer = await relaunch(gateway);
    expect(answer).toMatchObject({ error: { code: "invalid_request", effect: "none" } });
    expect(JSON.stringify(answer)).not.toContain("canary");
    expect(seen).toHaveLength(1);
  });

  test("that runs already is what was wanted; one that is not started leaves it open", async () => {
    const code = { [`PUT ${PATH}/authinfo`]: taken };
    const busy = await gandi({ ...code, [`PUT ${PATH}`]: { status: 409, body: { message: "x" } } });
    expect(await relaunch(busy.gateway)).toMatchObject({ ok: true });
    const ill = await gandi({ ...code, [`PUT ${PATH}`]: { status: 403, body: { message: "x" } } });
    expect(await relaunch(ill.gateway)).toMatchObject({ error: { effect: "unknown" } });
  });

  const foa = (...mails: object[]) => ({ [`GET ${PATH}`]: { body: { step: "foa", foa: mails } } });

  test("tells whose approval is waited for, and each of them is written to again", async () => {
    const { gateway, seen } = await gandi({
      ...foa(
        { email: "a@example.net" },
        { email: "b@example.net", answer: "ok" },
        { email: "c@example.net", answer: "" },
      ),
      [`POST ${PATH}/foa`]: taken,
    });
    expect(await gateway.readTransferIn(name)).toMatchObject({
      value: { state: "in_progress", awaitedFrom: ["a@example.net", "c@example.net"] },
    });
    expect(await gateway.resendTransferMail(change)).toMatchObject({ ok: true });
    expect(seen.filter((line) => line.startsWith("POST"))).toEqual([
      `POST ${PATH}/foa {"email":"a@example.net"}`,
      `POST ${PATH}/foa {"email":"c@example.net"}`,
    ]);
  });

  test("that waits for nobody sends no mail", async () => {
    const { gateway, seen } = await gandi(foa({ email: "a@example.net", answer: "ok" }));
    expect(await gateway.resendTransferMail(change)).toMatchObject({
      error: { code: "not_eligible", effect: "none" },
    });
    expect(seen).toHaveLength(1);
  });
});

test("at the simulated Gandi all of it comes to its end", async () => {
  const simulator = await startSimulator({ settings: { completionDelayMs: 5_000 } });
  try {
    const gateway = open(simulator.url, { token: "sim-pat-northwind-main" });
    const own = DomainName.parse("kestrel-optics.org");
    const mine = { name: own, idempotencyKey: "k" };
    const ns1 = HostName.parse("ns1.kestrel-optics.org");
    await simulator.script.patchDomain(own, {
      nameservers: ["ns-1-a.gandi.net", "ns-2-b.gandi.net"],
    });
    await gateway.createHost({ ...mine, host: ns1, addresses: glue.addresses });
    await gateway.setDs({ ...mine, keys: [KEY] });
    const stopped = DomainName.parse("juniperlane-gifts.net");
    await gateway.relaunchTransferIn({ name: stopped, idempotencyKey: "k", authCode: "good" });
    await simulator.script.advance(3 * 2 * 86_400_000);
    expect(await gateway.listHosts({ name: own })).toMatchObject({
      value: { hosts: [{ host: ns1, addresses: glue.addresses }] },
    });
    expect(await gateway.readDs(own)).toMatchObject({ value: { keys: [KEY] } });
    await gateway.deleteDs(mine);
    await gateway.deleteHost({ ...mine, host: ns1 });
    await simulator.script.advance(5_000);
    expect(await gateway.readDs(own)).toMatchObject({ value: { keys: [] } });
    expect(await gateway.listHosts({ name: own })).toMatchObject({ value: { hosts: [] } });
    expect(await gateway.readDomain(stopped)).toMatchObject({ ok: true });
    const before = await gateway.readDnsRecords(own);
    if (!before.ok) throw new Error(before.error.message);
    const added = { host: "shop", type: "A", ttlSeconds: 600, values: ["192.0.2.44"] } as const;
    const records = [...before.value.records, added];
    const written = { ...mine, records, basedOn: before.value.version };
    expect(await gateway.replaceDnsRecords(written)).toMatchObject({ ok: true });
    expect(await gateway.replaceDnsRecords(written)).toMatchObject({ error: { code: "conflict" } });
    expect(await gateway.readDnsRecords(own)).toMatchObject({
      value: { records: expect.arrayContaining([added]) },
    });
  } finally {
    await simulator.close();
  }
});
