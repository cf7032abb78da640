import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { answering } from "@/server/testing/loopback";
import type { Contact, RegistrarGateway } from "../gateway";
import { gatewayFor } from "../registry";

const TOKEN = "canary-token-4711";
const CODE = "canary-code-0815";
const name = DomainName.parse("example.com");
const hosts = ["ns1.example.net", "ns2.example.net"].map((host) => HostName.parse(host));
const paid = {
  name,
  idempotencyKey: "intent-1",
  periodYears: 2,
  expectedPriceMinor: 1999,
  currency: "EUR",
};
const holder: Contact = {
  kind: "company",
  givenName: "Ada",
  familyName: "Lindqvist",
  organisation: "Northwind Hosting",
  email: "ada@northwind.example",
  phone: "+46.8123456",
  street: "Hamngatan 1",
  city: "Stockholm",
  postalCode: "111 47",
  state: "AB",
  countryCode: "SE",
};
const HOLDER =
  '{"type":"company","given":"Ada","family":"Lindqvist","email":"ada@northwind.example","streetaddr":"Hamngatan 1","city":"Stockholm","country":"SE","phone":"+46.8123456","zip":"111 47","orgname":"Northwind Hosting","state":"SE-AB"}';

function open(simulatorUrl: string, sharingId?: string, patienceMs = 20_000): RegistrarGateway {
  const opened = gatewayFor({
    registrar: "gandi",
    endpoint: "simulator",
    credential: { token: TOKEN, ...(sharingId ? { sharingId } : {}) },
    simulatorUrl,
    mode: "demo",
    timeouts: { readMs: patienceMs, connectMs: patienceMs, paidMs: patienceMs },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function gandi(listener: RequestListener, sharingId?: string, patienceMs?: number) {
  const seen: string[] = [];
  const url = await answering((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      seen.push(`${request.method} ${request.url} ${request.headers["content-type"]} ${body}`);
      listener(request, response);
    });
  });
  return { gateway: open(url, sharingId, patienceMs), seen };
}

const says =
  (
    status: number,
    body = '{"message":"taken up"}',
    type = "application/json; charset=utf-8",
  ): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": type }).end(body);

type Change = (gateway: RegistrarGateway) => Promise<{ ok: boolean }>;
const change = { name, idempotencyKey: "intent-1" };

const CHANGES: ReadonlyArray<readonly [what: string, change: Change, request: string]> = [
  [
    "a registration",
    (gateway) =>
      gateway.register({ ...paid, contacts: { registrant: holder }, nameservers: hosts }),
    `POST /v5/domain/domains application/json {"fqdn":"example.com","duration":2,"owner":${HOLDER},"nameservers":["ns1.example.net","ns2.example.net"]}`,
  ],
  [
    "a renewal",
    (gateway) => gateway.renew({ ...paid, currentExpiresAt: "2027-03-12T12:02:11Z" }),
    'POST /v5/domain/domains/example.com/renew application/json {"duration":2}',
  ],
  [
    "a transfer",
    (gateway) => gateway.transferIn({ ...paid, authCode: CODE, contacts: {} }),
    `POST /v5/domain/transferin application/json {"fqdn":"example.com","duration":2,"authinfo":"${CODE}"}`,
  ],
  [
    "a set of nameservers",
    (gateway) => gateway.updateNameservers({ ...change, nameservers: hosts }),
    'PUT /v5/domain/domains/example.com/nameservers application/json {"nameservers":["ns1.example.net","ns2.example.net"]}',
  ],
  [
    "a transfer lock",
    (gateway) => gateway.setTransferLock({ ...change, locked: true }),
    'PATCH /v5/domain/domains/example.com/status application/json {"clientTransferProhibited":true}',
  ],
  [
    "auto-renew",
    (gateway) => gateway.setAutoRenew({ ...change, enabled: false }),
    'PATCH /v5/domain/domains/example.com/autorenew application/json {"enabled":false}',
  ],
  [
    "contacts",
    (gateway) => gateway.updateContacts({ ...change, contacts: { tech: holder, billing: holder } }),
    `PATCH /v5/domain/domains/example.com/contacts application/json {"tech":${HOLDER},"bill":${HOLDER}}`,
  ],
];

test.each(CHANGES)("%s is one request, taken up and not yet done", async (_what, send, request) => {
  const { gateway, seen } = await gandi(says(202));
  expect(await send(gateway)).toEqual({ ok: true, value: { outcome: "accepted" } });
  expect(seen).toEqual([request]);
});

test.each([
  ["person", "individual"],
  ["company", "company"],
  ["association", "association"],
  ["public_body", "publicbody"],
] as const)("a %s is a contact of type %s", async (kind, type) => {
  const { gateway, seen } = await gandi(says(202));
  await gateway.updateContacts({ ...change, contacts: { admin: { ...holder, kind } } });
  expect(seen[0]).toContain(`{"admin":{"type":"${type}",`);
});

test("who pays stands in the query of paid calls, and only there", async () => {
  const sharingId = "6b1f7a5e-0000-4000-8000-0000000000aa";
  const { gateway, seen } = await gandi(says(202), sharingId);
  await gateway.renew({ ...paid, currentExpiresAt: "2027-03-12T12:02:11Z" });
  await gateway.setTransferLock({ ...change, locked: true });
  expect(seen[0]).toContain(`/renew?sharing_id=${sharingId} application/json {"duration":2}`);
  expect(seen[1]).not.toContain("sharing_id");
});

describe.each(CHANGES)("%s", (_what, send) => {
  test.each([
    [400, "invalid_request"],
    [401, "auth_failed"],
    [403, "forbidden"],
    [404, "domain_unknown"],
    [409, "conflict"],
    [429, "rate_limited"],
  ])("refused with %i changed nothing", async (status, code) => {
    const { gateway, seen } = await gandi(says(status, '{"message":"no","code":0}'));
    expect(await send(gateway)).toMatchObject({ ok: false, error: { code, effect: "none" } });
    expect(seen).toHaveLength(1);
  });

  test.each<readonly [string, RequestListener]>([
    ["a 500", says(500, "Things caught fire", "text/plain")],
    ["a 502 in HTML", says(502, "<html>", "text/html")],
    ["a 200, which only means that the parameters are valid", says(200)],
    ["a 201, which says that something was made", says(201)],
    ["a 204 without a word", (_request, response) => void response.writeHead(204).end()],
    ["HTML under a 202", says(202, "<html>", "text/html")],
    ["JSON that breaks off", says(202, '{"mess')],
    [
      "a redirect",
      (_request, response) => void response.writeHead(307, { location: "/v5/again" }).end(),
    ],
    ["a connection that breaks off", (request) => void request.socket.destroy()],
  ])("answered with %s may have happened, and is sent once", async (_answer, listener) => {
    const { gateway, seen } = await gandi(listener);
    expect(await send(gateway)).toMatchObject({ ok: false, error: { effect: "unknown" } });
    expect(seen).toHaveLength(1);
  });

  test("that nobody answers may have happened, and is sent once", async () => {
    const { gateway, seen } = await gandi(() => undefined, undefined, 500);
    expect(await send(gateway)).toMatchObject({ error: { code: "timeout", effect: "unknown" } });
    expect(seen).toHaveLength(1);
  });
});

test("a change that could not leave changed nothing", async () => {
  const gateway = open("http://127.0.0.1:1");
  const answer = await gateway.renew({ ...paid, currentExpiresAt: "2027-03-12T12:02:11Z" });
  expect(answer).toMatchObject({ ok: false, error: { code: "unreachable", effect: "none" } });
});

test("a change of the holder is refused with the way to do it, and nobody is called", async () => {
  const { gateway, seen } = await gandi(says(202));
  const answer = await gateway.updateContacts({ ...change, contacts: { registrant: holder } });
  expect(answer).toMatchObject({ ok: false, error: { code: "unsupported", effect: "none" } });
  expect(seen).toEqual([]);
});

test("a transfer tells its step, and an error of it asks for action", async () => {
  const moving = await gandi(says(200, '{"step":"waiting","step_nb":2}'));
  expect(await moving.gateway.readTransferIn(name)).toMatchObject({
    ok: true,
    value: { state: "in_progress", step: "waiting" },
  });
  const stuck = await gandi(
    says(200, '{"step":"x","errortype":"bad","errortype_label":"Wrong code"}'),
  );
  expect(await stuck.gateway.readTransferIn(name)).toMatchObject({
    ok: true,
    value: { state: "action_needed", reason: "Wrong code" },
  });
});

test("a transfer code is handed on, and never stands in an error", async () => {
  const { gateway } = await gandi(says(200, `{"fqdn":"example.com","authinfo":"${CODE}"}`));
  expect(await gateway.readAuthCode(name)).toEqual({ ok: true, value: { authCode: CODE } });
  const refused = await gandi(says(400, `{"message":"authinfo ${CODE} is wrong"}`));
  const answer = await refused.gateway.transferIn({ ...paid, authCode: CODE, contacts: {} });
  expect(JSON.stringify(answer)).not.toContain(CODE);
  expect(JSON.stringify(answer)).not.toContain(TOKEN);
});
