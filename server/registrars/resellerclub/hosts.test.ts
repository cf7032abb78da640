import { describe, expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { NORTHWIND } from "@/server/simulator/logicboxes/accounts";
import { startSimulator } from "@/server/simulator/simulator";
import type { RegistrarGateway } from "../gateway";
import {
  ANA,
  type Answer,
  AUTH_CODE,
  change,
  facing,
  get,
  name,
  open,
  post,
  resellerClub,
  type Script,
} from "./loopback.cases";
import { DETAILS, DONE, IN_PROGRESS } from "./transcripts.cases";

const host = HostName.parse("ns1.brightmeadow.com");
const glue = { ...change, host, addresses: ["192.0.2.1", "2001:db8::1"] };
const DETAILS_CALL = get("domains/details-by-name", "domain-name=brightmeadow.com&options=All");
const ORDER_ID_CALL = get("domains/orderid", "domain-name=brightmeadow.com");
const ORDER = "order-id=38483289";
const withHosts = (cns: unknown): Script => ({
  "domains/details-by-name": [200, { ...DETAILS, cns }],
});
const CNS = {
  "NS1.brightmeadow.com": ["192.0.2.1", "192.0.2.9"],
  "ns2.brightmeadow.com": "192.0.2.2",
};

const WORKING: Script = {
  "domains/orderid": [200, 38483289],
  ...withHosts(CNS),
  "domains/add-cns": [200, DONE],
  "domains/delete-cns-ip": [200, DONE],
  "domains/cancel-transfer": [200, DONE],
  "domains/resend-rfa": [200, DONE],
  "domains/transfer/submit-auth-code": [200, IN_PROGRESS],
};

type Change = (gateway: RegistrarGateway) => Promise<{ ok: boolean }>;
type Case = readonly [what: string, send: Change, call: string, lines: readonly string[]];

const CHANGES: readonly Case[] = [
  [
    "a new glue host",
    (gateway) => gateway.createHost(glue),
    "domains/add-cns",
    [
      ORDER_ID_CALL,
      post("domains/add-cns", `${ORDER}&cns=${host}&ip=192.0.2.1&ip=2001%3Adb8%3A%3A1`),
    ],
  ],
  [
    "other addresses of a glue host",
    (gateway) => gateway.updateHost(glue),
    "domains/add-cns",
    [
      DETAILS_CALL,
      post("domains/add-cns", `${ORDER}&cns=${host}&ip=2001%3Adb8%3A%3A1`),
      post("domains/delete-cns-ip", `${ORDER}&cns=${host}&ip=192.0.2.9`),
    ],
  ],
  [
    "a glue host's end",
    (gateway) => gateway.deleteHost({ ...change, host: HostName.parse("ns2.brightmeadow.com") }),
    "domains/delete-cns-ip",
    [DETAILS_CALL, post("domains/delete-cns-ip", `${ORDER}&cns=ns2.brightmeadow.com&ip=192.0.2.2`)],
  ],
  [
    "a transfer's end",
    (gateway) => gateway.cancelTransferIn(change),
    "domains/cancel-transfer",
    [ORDER_ID_CALL, post("domains/cancel-transfer", ORDER)],
  ],
  [
    "another mail about a transfer",
    (gateway) => gateway.resendTransferMail(change),
    "domains/resend-rfa",
    [ORDER_ID_CALL, post("domains/resend-rfa", ORDER)],
  ],
  [
    "another code of a transfer",
    (gateway) => gateway.relaunchTransferIn({ ...change, authCode: AUTH_CODE }),
    "domains/transfer/submit-auth-code",
    [ORDER_ID_CALL, post("domains/transfer/submit-auth-code", `${ORDER}&auth-code=canaryAuth%217`)],
  ],
];

test.each(CHANGES)("%s is sent byte for byte", async (_what, send, _call, lines) => {
  const { gateway, seen } = await resellerClub(WORKING);
  expect(await send(gateway)).toMatchObject({ ok: true });
  expect(seen).toEqual(lines);
});

describe.each(CHANGES)("%s", (_what, send, call) => {
  test.each<readonly [string, Answer]>([
    ["a refusal in words", [200, { status: "ERROR", message: "No transfer is under way" }]],
    [
      "a refusal with status 500",
      [500, { status: "ERROR", message: "Website doesn't exist for 1" }],
    ],
    ["a refusal of a field", [200, { status: "ERROR", message: "{ip=is not valid}" }]],
    ["an address that is not on the list", [403, "error code: 1020", "text/plain"]],
  ])("answered with %s changed nothing", async (_answer, answer) => {
    const { gateway } = await resellerClub({ ...WORKING, [call]: answer });
    const told = await send(gateway);
    expect(told).toMatchObject({ ok: false, error: { effect: "none" } });
    expect(JSON.stringify(told)).not.toContain("canary");
  });

  test.each<readonly [string, Answer]>([
    ["a page", [502, "<html>", "text/html"]],
    ["trouble of theirs", [500, { status: "ERROR", message: "Internal error" }]],
    [
      "an action that failed after it was booked",
      [200, { actionstatus: "Failed", status: "Failed", eaqid: "7" }],
    ],
    ["words that say nothing", [200, {}]],
  ])("answered with %s may have happened", async (_answer, answer) => {
    const { gateway } = await resellerClub({ ...WORKING, [call]: answer });
    expect(await send(gateway)).toMatchObject({ ok: false, error: { effect: "unknown" } });
  });
});

test.each([
  ["No Entity found for Entityid: 38483289", "domain_unknown"],
  ["ns9.example.net is not a valid Nameserver", "invalid_nameservers"],
  ["Same value for new and old NameServers", "conflict"],
  ["This IpAddress already exists", "conflict"],
])("'%s', which public clients know, changed nothing", async (message, code) => {
  const answer = { "domains/add-cns": [500, { status: "ERROR", message }] } as const;
  const { gateway } = await resellerClub({ ...WORKING, ...answer });
  expect(await gateway.createHost(glue)).toMatchObject({ error: { code, effect: "none" } });
});

test("the hosts below a name are told in full names and canonical addresses", async () => {
  const { gateway } = await resellerClub(withHosts(CNS));
  expect(await gateway.listHosts({ name })).toEqual({
    ok: true,
    value: {
      isComplete: true,
      hosts: [
        { host, addresses: ["192.0.2.1", "192.0.2.9"] },
        { host: "ns2.brightmeadow.com", addresses: ["192.0.2.2"] },
      ],
    },
  });
});

test.each([[{}], [""], [[]], [null], [undefined]])("%j are no hosts", async (cns) => {
  const { gateway } = await resellerClub(withHosts(cns));
  expect(await gateway.listHosts({ name })).toMatchObject({ value: { hosts: [] } });
});

test.each([
  ["none"],
  [{ x: ["192.0.2.1"] }],
  [{ "ns1.brightmeadow.com": ["x"] }],
])("%j are hosts that nobody can read", async (cns) => {
  const { gateway } = await resellerClub(withHosts(cns));
  expect(await gateway.listHosts({ name })).toMatchObject({
    error: { code: "malformed_answer" },
  });
});

test("an address that stays after others came leaves the change open", async () => {
  const { gateway } = await resellerClub({
    ...WORKING,
    "domains/delete-cns-ip": [200, { status: "ERROR", message: "The order is locked" }],
  });
  expect(await gateway.updateHost(glue)).toMatchObject({ error: { effect: "unknown" } });
});

test("addresses that stand already are not sent", async () => {
  const { gateway, seen } = await resellerClub(WORKING);
  const same = { ...glue, addresses: ["192.0.2.9", "192.0.2.1"] };
  expect(await gateway.updateHost(same)).toEqual({ ok: true, value: { outcome: "confirmed" } });
  expect(seen).toEqual([DETAILS_CALL]);
});

test.each<readonly [string, Change, string]>([
  [
    "a host elsewhere",
    (one) => one.createHost({ ...glue, host: HostName.parse("ns1.example.net") }),
    "invalid_nameservers",
  ],
  [
    "the name itself",
    (one) => one.createHost({ ...glue, host: HostName.parse(name) }),
    "invalid_nameservers",
  ],
  [
    "a host elsewhere that is to go",
    (one) => one.deleteHost({ ...change, host: HostName.parse("ns1.example.net") }),
    "invalid_nameservers",
  ],
  ["no address", (one) => one.updateHost({ ...glue, addresses: [] }), "invalid_nameservers"],
  [
    "whom to write to",
    (one) => one.resendTransferMail({ ...change, email: "a@example.net" }),
    "invalid_request",
  ],
  [
    "another registrar's request",
    (one) => one.rejectTransferOut({ ...change, reference: "1" }),
    "unsupported",
  ],
  [
    "records",
    (one) => one.replaceDnsRecords({ ...change, records: [], basedOn: "" }),
    "unsupported",
  ],
  ["keys", (one) => one.deleteDs(change), "unsupported"],
])("%s is refused, and nobody is called", async (_what, send, code) => {
  const { gateway, seen } = await facing((_request, response) => void response.end());
  expect(await send(gateway)).toMatchObject({ error: { code, effect: "none" } });
  expect(seen).toEqual([]);
});

test("at the simulated ResellerClub hosts come and go, and a transfer is taken up and ended", async () => {
  const simulator = await startSimulator({ settings: { completionDelayMs: 60_000 } });
  try {
    const { userId, key, customerId } = NORTHWIND;
    const gateway = open(simulator.url, { userId, apiKey: key, customerId });
    expect(await gateway.createHost(glue)).toMatchObject({ value: { outcome: "confirmed" } });
    expect(await gateway.createHost(glue)).toMatchObject({
      error: { code: "conflict", effect: "none" },
    });
    const other = { ...glue, addresses: ["192.0.2.7"] };
    expect(await gateway.updateHost(other)).toMatchObject({ ok: true });
    expect(await gateway.listHosts({ name })).toMatchObject({
      value: { hosts: [{ host, addresses: ["192.0.2.7"] }] },
    });
    expect(await gateway.deleteHost({ ...change, host })).toMatchObject({ ok: true });
    expect(await gateway.listHosts({ name })).toMatchObject({ value: { hosts: [] } });
    expect(await gateway.resendTransferMail(change)).toMatchObject({ ok: false });

    const theirs = DomainName.parse("sim-taken-meadow.com");
    const moving = { name: theirs, idempotencyKey: "k" };
    const paid = { periodYears: 1, expectedPriceMinor: 849, currency: "USD" };
    const contacts = { registrant: ANA };
    await gateway.transferIn({ ...moving, ...paid, contacts, authCode: "wrong" });
    expect(await gateway.resendTransferMail(moving)).toMatchObject({ ok: true });
    await simulator.script.advance(3 * 60_000);
    expect(await gateway.readTransferIn(theirs)).toMatchObject({ value: { state: "failed" } });
    expect(await gateway.relaunchTransferIn({ ...moving, authCode: "right" })).toMatchObject({
      value: { outcome: "accepted" },
    });
    expect(await gateway.cancelTransferIn(moving)).toMatchObject({ ok: true });
    await simulator.script.advance(3 * 60_000);
    expect(await gateway.readDomain(theirs)).toMatchObject({ error: { code: "domain_unknown" } });
  } finally {
    await simulator.close();
  }
});
