import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { answering } from "@/server/testing/loopback";
import { gatewayFor } from "../registry";
import { AUTH_CODE, DETAILS, INVALID, LIST_ROW, NOT_FOUND } from "./transcripts.cases";

const TOKEN = "canary-token-4711";
const SHARING_ID = "6b1f7a5e-0000-4000-8000-0000000000aa";
const json = { "content-type": "application/json; charset=utf-8" };
const name = DomainName.parse("example.com");

async function gandi(listener: RequestListener, sharingId?: string, patienceMs = 20_000) {
  const seen: string[] = [];
  const simulatorUrl = await answering((request, response) => {
    const { authorization, accept } = request.headers;
    seen.push(`${request.method} ${request.url} ${accept} ${authorization}`);
    listener(request, response);
  });
  const opened = gatewayFor({
    registrar: "gandi",
    endpoint: "simulator",
    credential: { token: TOKEN, ...(sharingId ? { sharingId } : {}) },
    simulatorUrl,
    mode: "demo",
    timeouts: { readMs: patienceMs },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return { gateway: opened.value, seen, origin: simulatorUrl };
}

const says =
  (status: number, body: unknown, headers: Record<string, string> = json): RequestListener =>
  (_request, response) =>
    void response
      .writeHead(status, headers)
      .end(typeof body === "string" ? body : JSON.stringify(body));

test("the list is asked for page by page, each link followed as it was given", async () => {
  const { gateway, seen, origin } = await gandi((request, response) => {
    const isFirst = request.url?.includes("?page=1&");
    const next = `<${origin}/v5/domain/domains?page=2&per_page=100&marker=a%2Fb>; rel="next"`;
    const last = `<${origin}/v5/domain/domains?page=2>; rel="last"`;
    response.writeHead(200, {
      ...json,
      "total-count": "2",
      ...(isFirst ? { link: `${next}, ${last}` } : {}),
    });
    response.end(JSON.stringify([{ ...LIST_ROW, fqdn: isFirst ? "a.com" : "b.com" }]));
  }, SHARING_ID);
  const first = await gateway.listDomains({});
  expect(first).toMatchObject({
    ok: true,
    value: {
      total: 2,
      domains: [{ name: "a.com" }],
      nextCursor: "/domain/domains?page=2&per_page=100&marker=a%2Fb",
    },
  });
  const cursor = first.ok ? first.value.nextCursor : undefined;
  const second = await gateway.listDomains({ ...(cursor ? { cursor } : {}) });
  expect(second).toMatchObject({ ok: true, value: { total: 2, domains: [{ name: "b.com" }] } });
  expect(second.ok && second.value).not.toHaveProperty("nextCursor");
  expect(seen).toEqual([
    `GET /v5/domain/domains?page=1&per_page=100&sharing_id=${SHARING_ID} application/json Bearer ${TOKEN}`,
    `GET /v5/domain/domains?page=2&per_page=100&marker=a%2Fb application/json Bearer ${TOKEN}`,
  ]);
});

test("a row of the list says what it says and nothing more", async () => {
  const { gateway, seen } = await gandi(says(200, [LIST_ROW]));
  expect(await gateway.listDomains({})).toEqual({
    ok: true,
    value: {
      domains: [
        {
          name: "example.com",
          registrarRef: "domain-uuid",
          statuses: [],
          unknownStatuses: [],
          transferLocked: false,
          registeredAt: "2003-03-12T12:02:11.000Z",
          expiresAt: "2027-03-12T12:02:11.000Z",
          registryUpdatedAt: "2026-03-25T17:06:34.000Z",
          autoRenew: false,
          tags: [],
          registrant: "Example Org",
        },
      ],
      unreadable: [],
    },
  });
  expect(seen[0]).toContain("GET /v5/domain/domains?page=1&per_page=100 ");
});

test("an unreadable row is told and stops nothing", async () => {
  const rows = [
    { ...LIST_ROW, fqdn: "no name.com" },
    { ...LIST_ROW, status: "ok" },
    { ...LIST_ROW, dates: { registry_ends_at: "next week" } },
    { ...LIST_ROW, nameservers: ["ns1.example.net", "<script>"] },
    { fqdn: 5 },
    null,
    "text",
    { ...LIST_ROW, fqdn: "xn--i-7iq.ws" },
  ];
  const { gateway } = await gandi(says(200, rows));
  const page = await gateway.listDomains({});
  expect(page).toMatchObject({
    ok: true,
    value: {
      domains: [{ name: "xn--i-7iq.ws" }],
      unreadable: [
        { name: "no name.com", problem: expect.stringContaining("fqdn") },
        { name: "example.com", problem: "status: invalid_type" },
        { name: "example.com", problem: "dates.registry_ends_at: custom" },
        { name: "example.com", problem: expect.stringContaining("nameservers") },
        { name: "(no name)" },
        { name: "(no name)" },
        { name: "(no name)" },
      ],
    },
  });
});

test.each([
  ["another host", "https://api.gandi.net/v5/domain/domains?page=2"],
  ["another port of this host", "http://127.0.0.1:1/v5/domain/domains?page=2"],
  ["another path", "/v5/billing/info?page=2"],
  ["a path that climbs", "/v5/domain/domains/../../billing?page=2"],
  ["itself", "/v5/domain/domains?page=1&per_page=100"],
  ["nowhere", "http://"],
])("a next link to %s is neither followed nor taken for the end", async (_what, target) => {
  const { gateway } = await gandi(says(200, [], { ...json, link: `<${target}>; rel="next"` }));
  expect(await gateway.listDomains({})).toMatchObject({ error: { code: "malformed_answer" } });
});

test.each([
  "/billing/info?x",
  "https://evil.example/?",
  "/domain/domains",
  "/domain/domains?a\\b",
  "",
])("%j is no cursor", async (cursor) => {
  const { gateway, seen } = await gandi(says(200, []));
  expect(await gateway.listDomains({ cursor })).toMatchObject({
    error: { code: "invalid_request" },
  });
  expect(seen).toEqual([]);
});

test("details tell the domain whole, and the transfer code never comes in", async () => {
  const { gateway, seen } = await gandi(says(200, DETAILS));
  const domain = await gateway.readDomain(name);
  expect(domain).toEqual({
    ok: true,
    value: {
      name: "example.com",
      registrarRef: "6b1f7a5e-0000-4000-8000-000000000001",
      statuses: ["clientTransferProhibited"],
      unknownStatuses: [],
      transferLocked: true,
      registeredAt: "2003-03-12T12:02:11.000Z",
      expiresAt: "2027-03-12T12:02:11.000Z",
      registryUpdatedAt: "2026-02-06T09:49:37.000Z",
      autoRenew: true,
      canLock: true,
      nameservers: ["ns-1-a.gandi.net", "ns-2-b.gandi.net", "ns-3-c.gandi.net"],
      dnssec: true,
      tags: ["customer-17"],
      registrant: "Giv Fam",
      phases: {
        graceEndsAt: "2027-04-26T00:02:11.000Z",
        redemptionEndsAt: "2027-05-26T12:02:11.000Z",
        pendingDeleteEndsAt: "2027-06-25T12:02:11.000Z",
      },
    },
  });
  expect(JSON.stringify(domain)).not.toContain(AUTH_CODE);
  expect(seen).toEqual([`GET /v5/domain/domains/example.com application/json Bearer ${TOKEN}`]);
});

test("what is missing or null stays absent, what is empty stays empty", async () => {
  const sparse = await gandi(
    says(200, { fqdn: "EXAMPLE.com", status: null, dates: null, tags: null }),
  );
  expect(await sparse.gateway.readDomain(name)).toEqual({
    ok: true,
    value: { name: "example.com" },
  });
  const empty = { fqdn: "example.com", nameservers: [], tags: [], services: [], autorenew: {} };
  const { gateway } = await gandi(says(200, empty));
  expect(await gateway.readDomain(name)).toEqual({
    ok: true,
    value: { name: "example.com", nameservers: [], tags: [], dnssec: false },
  });
});

test("hosts of the list count where they are told", async () => {
  const row = { ...LIST_ROW, nameserver: { current: "other", hosts: ["ns1.example.net"] } };
  const { gateway } = await gandi(says(200, [row]));
  expect(await gateway.listDomains({})).toMatchObject({
    value: { domains: [{ nameservers: ["ns1.example.net"] }] },
  });
});

test("status words that nobody documents are kept as they came", async () => {
  const status = ["clientHold", "registrarReviewPending", "serverTransferProhibited"];
  const { gateway } = await gandi(says(200, { ...DETAILS, status }));
  expect(await gateway.readDomain(name)).toMatchObject({
    value: {
      statuses: ["clientHold", "serverTransferProhibited"],
      unknownStatuses: ["registrarReviewPending"],
      transferLocked: false,
    },
  });
});

test.each([
  ["clientHold", false],
  ["clientUpdateProhibited", false],
  ["clientTransferProhibited", true],
  ["clientDeleteProhibited", false],
  ["clientRenewProhibited", false],
  ["serverHold", false],
  ["pendingTransfer", false],
  ["serverTransferProhibited", false],
])("%s is the EPP status of that name, and locked is %s", async (status, transferLocked) => {
  const { gateway } = await gandi(says(200, [{ ...LIST_ROW, status: [status] }]));
  expect(await gateway.listDomains({})).toMatchObject({
    value: { domains: [{ statuses: [status], unknownStatuses: [], transferLocked }] },
  });
});

test("details of another name are not believed", async () => {
  const { gateway } = await gandi(says(200, { ...DETAILS, fqdn: "example.net" }));
  expect(await gateway.readDomain(name)).toMatchObject({
    error: { code: "malformed_answer", effect: "none" },
  });
});

const unauthorised = { code: 401, message: "Expired token", object: "HTTPUnauthorized" };

test.each([
  [400, INVALID, { code: "invalid_request", field: "name" }],
  [400, { ...NOT_FOUND, message: "No autorenew record" }, { code: "invalid_request" }],
  [401, unauthorised, { code: "auth_failed" }],
  [403, { ...NOT_FOUND, message: "Access was denied" }, { code: "forbidden" }],
  [404, NOT_FOUND, { code: "domain_unknown" }],
  [409, { ...NOT_FOUND, message: "Busy" }, { code: "conflict" }],
  [429, {}, { code: "rate_limited" }],
  [500, NOT_FOUND, { code: "server_error" }],
  [503, {}, { code: "server_error" }],
])("a %i means what Gandi documents, after one call", async (status, body, expected) => {
  const { gateway, seen } = await gandi(says(status, body));
  const failure = { ok: false, error: { ...expected, effect: "none", status } };
  expect(await gateway.readDomain(name)).toMatchObject(failure);
  expect(await gateway.listDomains({})).toMatchObject(failure);
  expect(await gateway.checkAvailability(name)).toMatchObject(failure);
  expect(seen).toHaveLength(3);
});

test("the registrar's words reach the person, tidied and short", async () => {
  const message = `Not <b>now</b>\u0000\r\n\u202e${"x".repeat(5000)}`;
  const { gateway } = await gandi(says(404, { ...NOT_FOUND, message }));
  const answer = await gateway.readDomain(name);
  const told = answer.ok ? "" : answer.error.message;
  expect(told).toContain("Gandi says: Not <b>now</b> x");
  expect(told.length).toBeLessThan(400);
  const validation = await gandi(says(400, INVALID));
  expect(await validation.gateway.readDomain(name)).toMatchObject({
    error: { message: expect.stringContaining("name: not a domain name") },
  });
});

test("a rate limit says when to come back, where Gandi says so", async () => {
  const { gateway } = await gandi(says(429, {}, { ...json, "retry-after": "9" }));
  expect(await gateway.readDomain(name)).toMatchObject({ error: { retryAfterSeconds: 9 } });
});

test.each([
  [
    "an HTML error page",
    502,
    "<h1>Bad gateway</h1>",
    { "content-type": "text/html" },
    "server_error",
  ],
  ["plain text", 500, "Things caught fire", { "content-type": "text/plain" }, "server_error"],
  [
    "HTML with a good status",
    200,
    "<html></html>",
    { "content-type": "text/html" },
    "malformed_answer",
  ],
  ["an empty body", 200, "", json, "malformed_answer"],
  ["truncated JSON", 200, '{"fqdn":"exam', json, "malformed_answer"],
  ["JSON under another type", 200, "{}", { "content-type": "text/plain" }, "malformed_answer"],
  ["a list for details", 200, "[]", json, "malformed_answer"],
  ["accepted, for a read", 202, '{"message":"Accepted"}', json, "malformed_answer"],
  ["a redirect", 302, "", { location: "http://169.254.169.254/" }, "malformed_answer"],
  ["too much", 200, `{"fqdn":"${"x".repeat(6_000_000)}"}`, json, "malformed_answer"],
])("%s is an error of its own kind", async (_what, status, body, headers, code) => {
  const { gateway } = await gandi(says(status, body, headers as Record<string, string>));
  const answer = await gateway.readDomain(name);
  expect(answer).toMatchObject({ ok: false, error: { code, effect: "none" } });
  expect(JSON.stringify(answer)).not.toContain(TOKEN);
});

test("details under a list are no page", async () => {
  const { gateway } = await gandi(says(200, DETAILS));
  const answer = await gateway.listDomains({});
  expect(answer).toMatchObject({ error: { code: "malformed_answer" } });
  expect(JSON.stringify(answer)).not.toContain(AUTH_CODE);
});

test("silence and a broken connection are told apart from a refusal", async () => {
  const silent = await gandi(() => undefined, undefined, 300);
  expect(await silent.gateway.readDomain(name)).toMatchObject({ error: { code: "timeout" } });
  const broken = await gandi((request) => request.socket.resetAndDestroy());
  expect(await broken.gateway.readDomain(name)).toMatchObject({ error: { code: "unreachable" } });
});
