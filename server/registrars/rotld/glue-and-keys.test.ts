import { describe, expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { NORTHWIND } from "@/server/simulator/rotld/accounts";
import { startSimulator } from "@/server/simulator/simulator";
import type { RegistrarGateway } from "../gateway";
import { gatewayFor } from "../registry";
import { type Asked, json, name, rotld, says, telling } from "./loopback.cases";
import { done, INFO, refused } from "./transcripts.cases";

const change = { name, idempotencyKey: "k" };
const host = HostName.parse("ns1.exemplu-test.ro");
const glue = { ...change, host, addresses: ["192.0.2.1", "2001:db8::1"] };
const OLD = {
  form: "ds",
  keyTag: 12345,
  algorithm: 13,
  digestType: 2,
  digest: "0".repeat(64),
} as const;
const NEW = {
  form: "ds",
  keyTag: 48556,
  algorithm: 13,
  digestType: 2,
  digest: "AB".repeat(32),
} as const;

const GOOD = {
  "nameserver-create": done(),
  "nameserver-update": done(null),
  "nameserver-delete": done(),
  "domain-info": done(INFO),
  "domain-dsdata-add": done(),
  "domain-dsdata-remove": done(),
};
const END = "&format=json&lang=en";
const ADD = `command=domain-dsdata-add&domain=exemplu-test.ro&keytag=48556&alg=13&digest_type=2&digest=${NEW.digest}${END}`;
const READ = `command=domain-info&domain=exemplu-test.ro${END}`;
const REMOVE = `command=domain-dsdata-remove&domain=exemplu-test.ro${END}`;

type Change = (gateway: RegistrarGateway) => Promise<{ ok: boolean }>;
const CHANGES: ReadonlyArray<readonly [string, Change, string, readonly string[]]> = [
  [
    "a new glue host",
    (gateway) => gateway.createHost(glue),
    "nameserver-create",
    [`command=nameserver-create&nameserver=${host}&ips=192.0.2.1%2C2001%3Adb8%3A%3A1${END}`],
  ],
  [
    "addresses of a glue host",
    (gateway) => gateway.updateHost({ ...glue, addresses: ["192.0.2.9"] }),
    "nameserver-update",
    [`command=nameserver-update&nameserver=${host}&ips=192.0.2.9${END}`],
  ],
  [
    "a glue host's end",
    (gateway) => gateway.deleteHost({ ...change, host }),
    "nameserver-delete",
    [`command=nameserver-delete&nameserver=${host}${END}`],
  ],
  [
    "one more digest",
    (gateway) => gateway.setDs({ ...change, keys: [OLD, NEW] }),
    "domain-dsdata-add",
    [READ, ADD],
  ],
  [
    "another digest",
    (gateway) => gateway.setDs({ ...change, keys: [NEW] }),
    "domain-dsdata-remove",
    [READ, REMOVE, ADD],
  ],
  ["no digest", (gateway) => gateway.deleteDs(change), "domain-dsdata-remove", [REMOVE]],
];

test.each(
  CHANGES,
)("%s is sent byte for byte and done at once", async (_what, send, _end, bodies) => {
  const { gateway, seen } = await rotld(telling(GOOD));
  expect(await send(gateway)).toEqual({ ok: true, value: { outcome: "confirmed" } });
  expect(seen.map(({ body }) => body)).toEqual(bodies);
});

describe.each(CHANGES)("%s", (_what, send, command) => {
  test.each([
    ["10009", "conflict"],
    ["10014", "domain_unknown"],
    ["40001", "forbidden"],
    ["50019", "invalid_request"],
    ["50040", "invalid_request"],
  ])("refused with %s changed nothing", async (resultCode, code) => {
    const { gateway } = await rotld(telling({ ...GOOD, [command]: refused(resultCode) }));
    expect(await send(gateway)).toMatchObject({ error: { code, effect: "none" } });
  });

  test.each([
    ["an internal error", refused("60001")],
    ["an answer that says both", { ...done(), error: 1 }],
    ["an empty answer", null],
  ])("answered with %s may have happened", async (_answer, body) => {
    const { gateway, seen } = await rotld(telling({ ...GOOD, [command]: body }));
    expect(await send(gateway)).toMatchObject({ error: { effect: "unknown" } });
    expect(seen.filter((one) => one.command === command)).toHaveLength(1);
  });
});

test("a digest that is not added after the others went leaves the change open", async () => {
  const { gateway } = await rotld(telling({ ...GOOD, "domain-dsdata-add": refused("40001") }));
  const keys = [NEW];
  expect(await gateway.setDs({ ...change, keys })).toMatchObject({ error: { effect: "unknown" } });
});

test("digests that stand already are not sent", async () => {
  const { gateway, seen } = await rotld(telling(GOOD));
  expect(await gateway.setDs({ ...change, keys: [OLD] })).toMatchObject({ ok: true });
  expect(seen.map(({ body }) => body)).toEqual([READ]);
});

test("digests are told in capitals, with numbers for texts; what is no digest is not believed", async () => {
  const told = (dsdata: unknown) => telling({ "domain-info": done({ ...INFO, dsdata }) });
  const good = await rotld(
    told([{ keytag: 48556, alg: "13", digest_type: "2", digest: "ab".repeat(32) }]),
  );
  expect(await good.gateway.readDs(name)).toEqual({
    ok: true,
    value: { takes: "ds", keys: [NEW] },
  });
  const bad = await rotld(told([{ keytag: "1", alg: "13", digest_type: "2", digest: "xy" }]));
  expect(await bad.gateway.readDs(name)).toMatchObject({ error: { code: "malformed_answer" } });
});

const hostsOf = (seen: readonly Asked[]) =>
  seen.flatMap(({ body }) => new URLSearchParams(body).get("nameserver") ?? []);

test("hosts asked about and those of the delegation are read one by one, and the list is told to be none", async () => {
  const nameservers = ["ns2.exemplu-test.ro", "ns1.example.net"];
  const { gateway, seen } = await rotld((response, { body, command }) => {
    const asked = new URLSearchParams(body).get("nameserver");
    const ips = asked === host ? ["192.0.2.1", "2001:DB8::1"] : "192.0.2.2";
    const host3 = asked === "ns3.exemplu-test.ro";
    const told =
      command === "domain-info"
        ? done({ ...INFO, nameservers })
        : host3
          ? refused("10014")
          : done({ nameserver: asked, ips });
    response.writeHead(200, json).end(JSON.stringify(told));
  });
  const ask = [host, HostName.parse("ns3.exemplu-test.ro"), HostName.parse("ns1.example.net")];
  expect(await gateway.listHosts({ name, ask })).toEqual({
    ok: true,
    value: {
      isComplete: false,
      hosts: [
        { host, addresses: ["192.0.2.1", "2001:db8::1"] },
        { host: "ns2.exemplu-test.ro", addresses: ["192.0.2.2"] },
      ],
    },
  });
  expect(hostsOf(seen)).toEqual([host, "ns3.exemplu-test.ro", "ns2.exemplu-test.ro"]);
});

test.each<readonly [string, Change, string]>([
  [
    "three addresses",
    (one) => one.createHost({ ...glue, addresses: ["192.0.2.1", "192.0.2.2", "192.0.2.3"] }),
    "invalid_nameservers",
  ],
  [
    "a host elsewhere",
    (one) => one.createHost({ ...glue, host: HostName.parse("ns1.alt.ro") }),
    "invalid_nameservers",
  ],
  [
    "a host elsewhere that is to go",
    (one) => one.deleteHost({ ...change, host: HostName.parse("ns1.alt.ro") }),
    "invalid_nameservers",
  ],
  [
    "a name of another registry",
    (one) => one.deleteDs({ ...change, name: DomainName.parse("example.com") }),
    "invalid_request",
  ],
  [
    "a key in a digest's place",
    (one) =>
      one.setDs({
        ...change,
        keys: [{ form: "dnskey", flags: 257, algorithm: 13, publicKey: "AAAA" }],
      }),
    "invalid_request",
  ],
  [
    "an algorithm that ROTLD does not know",
    (one) => one.setDs({ ...change, keys: [{ ...NEW, algorithm: 15 }] }),
    "invalid_request",
  ],
  ["a transfer that is to be cancelled", (one) => one.cancelTransferIn(change), "unsupported"],
  [
    "records",
    (one) => one.replaceDnsRecords({ ...change, records: [], basedOn: "" }),
    "unsupported",
  ],
])("%s is refused, and nobody is called", async (_what, send, code) => {
  const { gateway, seen } = await rotld(says(200, done()));
  expect(await send(gateway)).toMatchObject({ error: { code, effect: "none" } });
  expect(seen).toEqual([]);
});

test("at the simulated registry glue and digests come and go", async () => {
  const simulator = await startSimulator();
  try {
    const opened = gatewayFor({
      registrar: "rotld",
      endpoint: "simulator",
      credential: { registrarId: NORTHWIND.id, password: NORTHWIND.password },
      simulatorUrl: simulator.url,
      mode: "demo",
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const gateway = opened.value;
    const own = DomainName.parse("livada-verde.ro");
    const mine = { name: own, idempotencyKey: "k" };
    const ns1 = HostName.parse("ns1.livada-verde.ro");
    const delegation = { ...mine, nameservers: [ns1, HostName.parse("ns2.example.net")] };
    expect(await gateway.updateNameservers(delegation)).toMatchObject({
      error: { code: "invalid_nameservers", message: expect.stringContaining("glue host") },
    });
    const made = { ...mine, host: ns1, addresses: ["192.0.2.1", "2001:db8::1"] };
    expect(await gateway.createHost(made)).toMatchObject({ ok: true });
    expect(await gateway.createHost(made)).toMatchObject({ error: { code: "conflict" } });
    expect(await gateway.updateNameservers(delegation)).toMatchObject({ ok: true });
    await gateway.updateHost({ ...made, addresses: ["192.0.2.7"] });
    expect(await gateway.listHosts({ name: own })).toMatchObject({
      value: { hosts: [{ host: ns1, addresses: ["192.0.2.7"] }] },
    });
    expect(await gateway.setDs({ ...mine, keys: [NEW] })).toMatchObject({ ok: true });
    expect(await gateway.readDs(own)).toMatchObject({ value: { keys: [NEW] } });
    expect(await gateway.deleteDs(mine)).toMatchObject({ ok: true });
    expect(await gateway.readDs(own)).toMatchObject({ value: { keys: [] } });
  } finally {
    await simulator.close();
  }
});
