import { expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { dynadot, KEY, SECRET, saying } from "./loopback.cases";
import { INFO, success } from "./transcripts.cases";

const name = DomainName.parse("example.com");
const path = "/domains/example.com";
const reading = async (info: unknown) => {
  const { gateway } = await dynadot(saying({ [path]: success({ domain_info: info }) }));
  return gateway.readDomain(name);
};

test("one name is read with the headers and the signature that Dynadot wants", async () => {
  const { gateway, seen } = await dynadot(saying({ [path]: success({ domain_info: INFO }) }));
  expect(await gateway.readDomain(name)).toEqual({
    ok: true,
    value: {
      name: "example.com",
      statuses: ["clientTransferProhibited"],
      unknownStatuses: [],
      transferLocked: true,
      registeredAt: "2015-12-29T05:24:50.000Z",
      expiresAt: "2026-12-31T00:04:50.000Z",
      autoRenew: true,
      privacy: true,
      nameservers: ["ns1.example.net", "ns2.example.net"],
    },
  });
  const [{ line, headers, body } = { line: "", headers: {}, body: "" }] = seen;
  expect([line, body]).toEqual(["GET /dynadot/restful/v2/domains/example.com", ""]);
  expect(headers).toMatchObject({
    authorization: `Bearer ${KEY}`,
    accept: "application/json",
    "content-type": "application/json",
    "x-signature": expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
  });
  expect(headers).not.toHaveProperty("x-request-id");
  expect(JSON.stringify(seen)).not.toContain(SECRET);
});

test.each([
  ["auto-renew", true],
  ["no renew option", false],
  ["do not renew", false],
  ["a word of tomorrow", undefined],
])("the renew option %j means auto-renew %j", async (option, autoRenew) => {
  const read = await reading({ ...INFO, renew_option: option });
  expect(read.ok && read.value.autoRenew).toBe(autoRenew);
});

test.each([
  ["Full Privacy", true],
  ["full", true],
  ["Partial Privacy", true],
  ["Privacy Off", false],
  ["No Privacy", false],
  ["none", false],
  ["a word of tomorrow", undefined],
  [7, undefined],
  [null, undefined],
])("the privacy %j means a hidden holder %j", async (privacy, isHidden) => {
  const read = await reading({ ...INFO, privacy });
  expect(read.ok && read.value.privacy).toBe(isHidden);
});

test.each([
  ["active", []],
  ["expired", ["expired"]],
  ["transferaway", ["transferaway"]],
  ["deleted_grace", ["deleted_grace"]],
  ["a word of tomorrow", ["a word of tomorrow"]],
])("the status %j is never taken for active when it is not", async (status, unknownStatuses) => {
  expect(await reading({ ...INFO, status })).toMatchObject({ value: { unknownStatuses } });
});

test("a hold is an EPP status, and what is Dynadot's own is kept in its words", async () => {
  const flags = { hold: "Yes", locked: "No", disabled: "yes", udrp_locked: true };
  expect(await reading({ ...INFO, ...flags, registrant_unverified: "Yes" })).toMatchObject({
    value: {
      statuses: ["clientHold"],
      unknownStatuses: ["disabled", "udrp_locked", "registrant_unverified"],
      transferLocked: false,
    },
  });
});

test.each([
  "DNS",
  "REGISTRAR_FORWARDING",
  "REGISTRAR_STEALTH_FORWARDING",
])("a name on %s has nameservers that are not told, which is not none", async (glueType) => {
  const glue = { glue_type: glueType, dns_main_list: [], dns_sub_list: [], ttl: 300 };
  const read = await reading({ ...INFO, glue_info: glue });
  expect(read.ok && read.value).not.toHaveProperty("nameservers");
});

test("what is missing or null stays absent", async () => {
  expect(await reading({ domain_name: "EXAMPLE.com.", locked: null, hold: "No" })).toEqual({
    ok: true,
    value: { name: "example.com" },
  });
});

test.each([
  ["seconds for milliseconds", { expiration_date: 1798675490 }, "expiration_date"],
  ["a date in words", { expiration_date: "next week" }, "expiration_date"],
  ["a flag that is neither", { locked: "perhaps" }, "locked"],
  [
    "a host that is none",
    { glue_info: { glue_type: "NAME_SERVERS", nameserver_list: [{ server_name: "<b>" }] } },
    "nameserver_list",
  ],
])("%s is not believed", async (_what, change, place) => {
  expect(await reading({ ...INFO, ...change })).toMatchObject({
    ok: false,
    error: { code: "malformed_answer", effect: "none", message: expect.stringContaining(place) },
  });
});

test("milliseconds may come as text, and a v1 answer is no v2 answer", async () => {
  expect(await reading({ ...INFO, expiration_date: "1798675490000" })).toMatchObject({
    value: { expiresAt: "2026-12-31T00:04:50.000Z" },
  });
  const { gateway } = await dynadot(saying({ [path]: success({ domainInfo: [INFO] }) }));
  expect(await gateway.readDomain(name)).toMatchObject({ error: { code: "malformed_answer" } });
});

test("details of another name are not believed", async () => {
  expect(await reading({ ...INFO, domain_name: "example.net" })).toMatchObject({
    error: { code: "malformed_answer" },
  });
});

const row = (index: number) => ({ ...INFO, domain_name: `name-${index}.com` });
const rows = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => row(first + index));

test("the list is walked page by page until a page is not full", async () => {
  const { gateway, lines } = await dynadot(({ line }) => ({
    body: success({ domain_info_list: line.includes("page=1&") ? rows(0, 100) : rows(100, 3) }),
  }));
  const first = await gateway.listDomains({});
  expect(first).toMatchObject({ ok: true, value: { nextCursor: "2:name-0.com" } });
  const cursor = (first.ok && first.value.nextCursor) || "";
  const second = await gateway.listDomains({ cursor });
  expect(second.ok && second.value.domains.map((one) => one.name)).toEqual([
    "name-100.com",
    "name-101.com",
    "name-102.com",
  ]);
  expect(second.ok && second.value).not.toHaveProperty("nextCursor");
  expect(lines()).toEqual([
    "GET /dynadot/restful/v2/domains?page=1&page_size=100",
    "GET /dynadot/restful/v2/domains?page=2&page_size=100",
  ]);
});

test("an account that ignores paging is read once, and a page that comes again is no end", async () => {
  const whole = await dynadot(() => ({ body: success({ domain_info_list: rows(0, 140) }) }));
  const all = await whole.gateway.listDomains({});
  expect(all.ok && all.value.domains).toHaveLength(140);
  expect(all.ok && all.value).not.toHaveProperty("nextCursor");
  const stuck = await dynadot(() => ({ body: success({ domain_info_list: rows(0, 100) }) }));
  expect(await stuck.gateway.listDomains({ cursor: "2:name-0.com" })).toMatchObject({
    error: { code: "malformed_answer" },
  });
});

test("an unreadable row is told and stops nothing", async () => {
  const list = [row(1), { ...INFO, locked: "perhaps" }, { domain_name: 5 }, null, "text"];
  const { gateway } = await dynadot(() => ({ body: success({ domain_info_list: list }) }));
  expect(await gateway.listDomains({})).toMatchObject({
    value: {
      domains: [{ name: "name-1.com" }],
      unreadable: [
        { name: "example.com", problem: "locked: invalid_format" },
        { name: "(no name)" },
        { name: "(no name)" },
        { name: "(no name)" },
      ],
    },
  });
});

test.each([
  "",
  "2",
  "2:",
  "x:name.com",
  "2:a b",
  "2:name.com&page=9 ",
])("%j is no cursor", async (cursor) => {
  const { gateway, seen } = await dynadot(() => null);
  expect(await gateway.listDomains({ cursor })).toMatchObject({
    error: { code: "invalid_request" },
  });
  expect(seen).toEqual([]);
});

test("a list that is missing is not an empty list", async () => {
  const { gateway } = await dynadot(() => ({ body: success({}) }));
  expect(await gateway.listDomains({})).toMatchObject({ error: { code: "malformed_answer" } });
});
