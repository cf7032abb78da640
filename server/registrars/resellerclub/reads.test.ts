import { describe, expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { CNP, facing, get, JSON_TYPE, KEY, name, resellerClub, USER_ID } from "./loopback.cases";
import { DETAILS, NOT_FOUND, page, ROW, SECRET } from "./transcripts.cases";

const DETAILS_CALL = get("domains/details-by-name", "domain-name=brightmeadow.com&options=All");
const HELD = "status=InActive&status=Active&status=Suspended&status=Pending+Delete+Restorable";
const detailsOf = (body: unknown) => resellerClub({ "domains/details-by-name": [200, body] });

test("details are asked for by name, and tell the name whole without its code", async () => {
  const { gateway, seen, headers } = await detailsOf(DETAILS);
  const domain = await gateway.readDomain(name);
  expect(domain).toEqual({
    ok: true,
    value: {
      name: "brightmeadow.com",
      registrarRef: "38483289",
      statuses: ["clientTransferProhibited"],
      unknownStatuses: [],
      transferLocked: true,
      registeredAt: "2025-12-31T00:04:50.000Z",
      expiresAt: "2026-12-31T00:04:50.000Z",
      nameservers: ["ns1.example.net", "ns2.example.net"],
      privacy: false,
      registrant: "Example SRL",
    },
  });
  expect(JSON.stringify(domain)).not.toContain(SECRET);
  expect(seen).toEqual([DETAILS_CALL]);
  expect(headers.join()).not.toMatch(new RegExp(`referer|${KEY}`, "i"));
});

test("what is missing stays absent, what is empty stays empty", async () => {
  const bare = await detailsOf({ orderid: 38483289, domainname: "BrightMeadow.com" });
  expect(await bare.gateway.readDomain(name)).toEqual({
    ok: true,
    value: { name: "brightmeadow.com", registrarRef: "38483289" },
  });
  const empty = { orderid: "1", domainname: name, orderstatus: {}, domainstatus: "", endtime: "0" };
  const { gateway } = await detailsOf({
    ...empty,
    customerlocked: true,
    nameservers: ["x.example.net"],
    autorenew: "true",
  });
  expect(await gateway.readDomain(name)).toEqual({
    ok: true,
    value: {
      name: "brightmeadow.com",
      registrarRef: "1",
      statuses: [],
      unknownStatuses: [],
      transferLocked: false,
    },
  });
});

test("nameservers end with the first that is missing", async () => {
  const { ns2, ...gap } = DETAILS;
  const { gateway } = await detailsOf({ ...gap, ns3: ns2, ns4: "ns4.example.net" });
  expect(await gateway.readDomain(name)).toMatchObject({
    value: { nameservers: ["ns1.example.net"] },
  });
});

describe("the state of an order", () => {
  test.each([
    ["Active", { statuses: ["clientTransferProhibited"], unknownStatuses: [] }],
    ["InActive", { statuses: ["clientTransferProhibited"], unknownStatuses: ["InActive"] }],
    ["Suspended", { statuses: ["clientTransferProhibited"], unknownStatuses: ["Suspended"] }],
    [
      "Pending Delete Restorable",
      {
        statuses: ["clientTransferProhibited", "pendingDelete", "redemptionPeriod"],
        unknownStatuses: [],
      },
    ],
    ["constructor", { statuses: ["clientTransferProhibited"], unknownStatuses: ["constructor"] }],
  ])("%s is told as it is", async (currentstatus, value) => {
    const { gateway } = await detailsOf({ ...DETAILS, currentstatus });
    expect(await gateway.readDomain(name)).toMatchObject({ value });
  });

  test.each(["Deleted", "Archived"])("%s means that the name has left", async (currentstatus) => {
    const { gateway } = await detailsOf({ ...DETAILS, currentstatus });
    expect(await gateway.readDomain(name)).toMatchObject({
      error: { code: "domain_unknown", effect: "none" },
    });
  });

  test.each([
    "resellerlock",
    "customerlock",
    "sixtydaylock",
    "suspended",
    "renewhold",
    "rgp",
    "a new word",
  ])("the word %s is kept as it came and locks nothing", async (word) => {
    const { gateway } = await detailsOf({ ...DETAILS, orderstatus: [word] });
    expect(await gateway.readDomain(name)).toMatchObject({
      value: { statuses: [], unknownStatuses: [word], transferLocked: false },
    });
  });
});

test("a person's company of N/A is nobody", async () => {
  const { gateway } = await detailsOf({
    ...DETAILS,
    registrantcontact: { name: "Ana Pop", company: "N/A" },
  });
  expect(await gateway.readDomain(name)).toMatchObject({ value: { registrant: "Ana Pop" } });
});

test.each([
  ["another name", { ...DETAILS, domainname: "other.com" }],
  ["no name", { ...DETAILS, domainname: undefined }],
  ["a name that cannot be", { ...DETAILS, domainname: "no name.com" }],
  ["milliseconds for seconds", { ...DETAILS, endtime: "1798675490000" }],
  ["an expiry in words", { ...DETAILS, endtime: "next week" }],
  ["a host that is none", { ...DETAILS, ns1: "<script>" }],
  ["no order", { ...DETAILS, orderid: "-1" }],
  ["words that are no list", { ...DETAILS, orderstatus: "transferlock" }],
  ["a list", [DETAILS]],
  ["a flag", true],
  ["a number", 38483289],
])("details with %s are not believed", async (_what, body) => {
  const { gateway } = await detailsOf(body);
  const answer = await gateway.readDomain(name);
  expect(answer).toMatchObject({ error: { code: "malformed_answer", effect: "none" } });
  expect(JSON.stringify(answer)).not.toContain(SECRET);
});

test("JSON is read whatever media type it claims", async () => {
  const body = JSON.stringify(DETAILS);
  const { gateway } = await resellerClub({
    "domains/details-by-name": [200, body, "text/html"],
  });
  expect(await gateway.readDomain(name)).toMatchObject({ ok: true });
});

test("the transfer code is handed on, and is not made up", async () => {
  const { gateway, seen } = await detailsOf(DETAILS);
  expect(await gateway.readAuthCode(name)).toEqual({ ok: true, value: { authCode: SECRET } });
  expect(seen).toEqual([DETAILS_CALL]);
  for (const domsecret of [undefined, null, ""]) {
    const none = await detailsOf({ ...DETAILS, domsecret });
    expect(await none.gateway.readAuthCode(name)).toMatchObject({ error: { code: "forbidden" } });
  }
  const other = await detailsOf({ ...DETAILS, domainname: "other.com" });
  const refused = await other.gateway.readAuthCode(name);
  expect(refused).toMatchObject({ error: { code: "malformed_answer" } });
  expect(JSON.stringify(refused)).not.toContain(SECRET);
});

test.each([
  ["true", true],
  [false, false],
  ["", undefined],
  ["not for this ending", undefined],
])("privacy told as %j is read as %j, in details and list alike", async (told, privacy) => {
  const { gateway } = await detailsOf({ ...DETAILS, isprivacyprotected: told });
  const one = await gateway.readDomain(name);
  expect(one.ok && one.value.privacy).toBe(privacy);
  const row = { ...ROW, "orders.privacyprotection": told };
  const listed = await resellerClub({ "domains/search": [200, page([row])] });
  const list = await listed.gateway.listDomains({});
  expect(list.ok && list.value.domains[0]?.privacy).toBe(privacy);
});

test("the list is asked for in pages of 500 of what is held", async () => {
  const { gateway, seen } = await resellerClub({ "domains/search": [200, page([ROW])] });
  expect(await gateway.listDomains({})).toEqual({
    ok: true,
    value: {
      domains: [
        {
          name: "brightmeadow.com",
          registrarRef: "38483289",
          statuses: ["clientTransferProhibited"],
          unknownStatuses: [],
          transferLocked: true,
          registeredAt: "2025-12-31T00:04:50.000Z",
          expiresAt: "2026-12-31T00:04:50.000Z",
          autoRenew: false,
          privacy: false,
        },
      ],
      unreadable: [],
      total: 1,
    },
  });
  expect(seen).toEqual([get("domains/search", `no-of-records=500&page-no=1&${HELD}`)]);
});

const rows = (count: number, first = 1) =>
  Array.from({ length: count }, (_, n) => ({
    ...ROW,
    "orders.orderid": String(first + n),
    "entity.description": `name-${first + n}.com`,
  }));

test("pages are walked to the last, and rows come in the order of their numbers", async () => {
  const { gateway, seen } = await facing((request, response) => {
    const isFirst = request.url?.includes("page-no=1&");
    const body = isFirst ? page(rows(500), 507) : page(rows(7, 501), 507);
    response.writeHead(200, { "content-type": JSON_TYPE }).end(JSON.stringify(body));
  });
  const first = await gateway.listDomains({});
  if (!first.ok) throw new Error(first.error.message);
  expect(first.value.domains.map((one) => one.name).slice(8, 11)).toEqual([
    "name-9.com",
    "name-10.com",
    "name-11.com",
  ]);
  const { nextCursor: cursor = "" } = first.value;
  const second = await gateway.listDomains({ cursor });
  expect(second).toMatchObject({ value: { total: 507 } });
  expect(second.ok && second.value.domains).toHaveLength(7);
  expect(second.ok && second.value).not.toHaveProperty("nextCursor");
  expect(seen[1]).toContain("no-of-records=500&page-no=2&");
});

test("names that have left are neither listed nor counted, on later pages either", async () => {
  const gone = { ...ROW, "entity.currentstatus": "Deleted" };
  const { gateway } = await facing((request, response) => {
    const isFirst = request.url?.includes("page-no=1&");
    const body = isFirst ? page([gone, ...rows(499)], 501) : page(rows(1, 900), 501);
    response.writeHead(200, { "content-type": JSON_TYPE }).end(JSON.stringify(body));
  });
  const first = await gateway.listDomains({});
  expect(first).toMatchObject({ value: { total: 500, unreadable: [] } });
  const cursor = (first.ok && first.value.nextCursor) || "";
  expect(await gateway.listDomains({ cursor })).toMatchObject({ value: { total: 500 } });
});

test("an unreadable row is told and stops nothing", async () => {
  const odd = [
    { ...ROW, "entity.description": "no name.com" },
    { ...ROW, "orders.endtime": "soon" },
    { ...ROW, "orders.orderid": undefined },
    null,
    "text",
    { ...ROW, "entity.description": "xn--kseglocke-v2a.com", "orders.transferlock": "perhaps" },
  ];
  const { gateway } = await resellerClub({ "domains/search": [200, page(odd)] });
  const list = await gateway.listDomains({});
  expect(list).toMatchObject({
    value: {
      domains: [{ name: "xn--kseglocke-v2a.com" }],
      unreadable: [
        { name: "no name.com" },
        { name: "brightmeadow.com", problem: "orders.endtime invalid_format" },
        { name: "brightmeadow.com", problem: "orders.orderid invalid_union" },
        { name: "(no name)" },
        { name: "(no name)" },
      ],
      total: 6,
    },
  });
  expect(list.ok && list.value.domains[0]).not.toHaveProperty("transferLocked");
});

test.each([
  ["has fewer rows than it counts", { ...page(rows(3)), recsonpage: "4", recsindb: "4" }],
  ["ends before the list does", page(rows(3), 20)],
  ["is empty before the list ends", page([], 3)],
  ["does not say how many there are", { "1": ROW }],
  ["is a list", [ROW]],
])("a page that %s is not taken for the end", async (_what, body) => {
  const { gateway } = await resellerClub({ "domains/search": [200, body] });
  expect(await gateway.listDomains({})).toMatchObject({ error: { code: "malformed_answer" } });
});

test("the same page again is not taken for the next", async () => {
  const { gateway } = await resellerClub({ "domains/search": [200, page(rows(500), 1000)] });
  const first = await gateway.listDomains({});
  const cursor = (first.ok && first.value.nextCursor) || "";
  expect(cursor).not.toBe("");
  expect(await gateway.listDomains({ cursor })).toMatchObject({
    error: { code: "malformed_answer" },
  });
});

test("an account without names is an empty list", async () => {
  const { gateway } = await resellerClub({ "domains/search": [200, page([])] });
  expect(await gateway.listDomains({})).toEqual({
    ok: true,
    value: { domains: [], unreadable: [], total: 0 },
  });
});

test.each(["", "2", "2:1", "2:1:0&x=1", "-1:1:0", "2:x:0"])("%j is no cursor", async (cursor) => {
  const { gateway, seen } = await resellerClub({});
  expect(await gateway.listDomains({ cursor })).toMatchObject({
    error: { code: "invalid_request" },
  });
  expect(seen).toEqual([]);
});

describe("an inbound transfer", () => {
  const moving = { ...DETAILS, currentstatus: "InActive", actiontype: "AddTransferDomain" };
  test.each([
    [
      "under way, with its stage in free text",
      { ...moving, actionstatus: "AdminApproval", actionstatusdesc: "Waiting" },
      { state: "in_progress", step: "AdminApproval", reason: "Waiting" },
    ],
    [
      "failed",
      { ...moving, actionstatus: "Failed", actionstatusdesc: "Wrong code" },
      { state: "failed", step: "Failed", reason: "Wrong code" },
    ],
    ["cancelled", { ...DETAILS, currentstatus: "Deleted" }, { state: "failed" }],
    ["done", DETAILS, { state: "completed" }],
    [
      "done, its action still told",
      { ...moving, currentstatus: "Active", actionstatus: "Success" },
      { state: "completed" },
    ],
    ["something else", { ...DETAILS, currentstatus: "InActive" }, { state: "unknown" }],
  ])("is %s", async (_what, body, value) => {
    const { gateway } = await detailsOf(body);
    expect(await gateway.readTransferIn(name)).toEqual({ ok: true, value: { name, ...value } });
  });

  test("is unknown without an order", async () => {
    const { gateway } = await resellerClub({ "domains/details-by-name": [500, NOT_FOUND] });
    expect(await gateway.readTransferIn(name)).toEqual({
      ok: true,
      value: { name, state: "unknown" },
    });
  });
});

test("no number of the reseller's corrupts another that contains it", async () => {
  const { gateway } = await detailsOf({ ...DETAILS, orderid: `${USER_ID}99` });
  expect(await gateway.readDomain(name)).toMatchObject({
    value: { registrarRef: `${USER_ID}99` },
  });
});

test("names of Unicode are asked for by their A-labels", async () => {
  const idn = DomainName.parse("xn--kseglocke-v2a.com");
  const { gateway, seen } = await detailsOf({ ...DETAILS, domainname: "käseglocke.com" });
  expect(await gateway.readDomain(idn)).toMatchObject({ value: { name: idn } });
  expect(seen[0]).toContain("domain-name=xn--kseglocke-v2a.com&");
  expect(seen.join()).not.toContain(CNP);
});
