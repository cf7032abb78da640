import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { ELSEWHERE, NORTHWIND, type Reseller, SOUTHGATE, SUSPENDED } from "./accounts";

const DELAY_MS = 60_000;

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

type Told = {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly body: unknown;
};

/** Calls as a client library does: everything in the query, or a form behind it. */
async function call(
  method: "GET" | "POST",
  path: string,
  parameters: string,
  { reseller = NORTHWIND, isForm = false }: { reseller?: Reseller; isForm?: boolean } = {},
): Promise<Told> {
  const who = `auth-userid=${reseller.userId}&api-key=${reseller.key}`;
  const query = isForm ? who : `${who}&${parameters}`;
  const response = await fetch(`${simulator.url}/logicboxes/api/${path}.json?${query}`, {
    method,
    ...(isForm ? { body: new URLSearchParams(parameters) } : {}),
  });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return {
    status: response.status,
    type,
    text,
    body: type.includes("json") ? JSON.parse(text) : text,
  };
}
const get = (path: string, parameters: string) => call("GET", path, parameters);
const post = (path: string, parameters: string) => call("POST", path, parameters, { isForm: true });

const orderIdOf = async (name: string) =>
  (await get("domains/orderid", `domain-name=${name}`)).text;
const detailsOf = async (name: string) =>
  (await get("domains/details-by-name", `domain-name=${name}&options=All`)).body as Record<
    string,
    string
  >;

const CONTACT =
  "name=Ana+Pop&company=Example&email=ana@example.com&address-line-1=Str.+1&city=Cluj&country=RO&zipcode=400000&phone-cc=40&phone=723000111&customer-id=10423211&type=Contact";
const PLACE =
  "customer-id=10423211&reg-contact-id=5521&admin-contact-id=5521&tech-contact-id=5521&billing-contact-id=-1&invoice-option=NoInvoice";
const HOSTS = "ns=ns1.example.net&ns=ns2.example.net";

describe("who calls", () => {
  test.each([
    ["nobody", { ...NORTHWIND, userId: "1" }],
    ["a wrong key", { ...NORTHWIND, key: "wrong" }],
    ["somebody suspended", SUSPENDED],
  ])("%s is told so in the second spelling, with 200", async (_what, reseller) => {
    expect(await call("GET", "domains/orderid", "domain-name=x.com", { reseller })).toMatchObject({
      status: 200,
      body: { status: "error", error: expect.stringContaining("Invalid credentials") },
    });
  });

  test("an address that is not listed meets the proxy's page", async () => {
    const told = await call("GET", "domains/orderid", "domain-name=x.com", { reseller: ELSEWHERE });
    expect(told).toMatchObject({ status: 403, text: "error code: 1020" });
    expect(told.type).toContain("text/plain");
  });

  test("another reseller's order does not exist", async () => {
    const id = await orderIdOf("brightmeadow.com");
    for (const [path, parameters] of [
      ["domains/details", `order-id=${id}&options=All`],
      ["domains/details-by-name", "domain-name=brightmeadow.com&options=All"],
      ["domains/orderid", "domain-name=brightmeadow.com"],
    ] as const)
      expect(await call("GET", path, parameters, { reseller: SOUTHGATE })).toMatchObject({
        status: 500,
        body: { status: "ERROR", message: expect.stringContaining("Website doesn't exist for") },
      });
  });
});

test("ids and flags are bare, and numbers within objects are text", async () => {
  expect(await orderIdOf("brightmeadow.com")).toMatch(/^\d{8}$/);
  expect((await get("domains/validate-transfer", "domain-name=sim-taken-1.com")).text).toBe("true");
  expect((await post("contacts/add", CONTACT)).text).toMatch(/^\d{8}$/);
  expect(await detailsOf("brightmeadow.com")).toMatchObject({
    orderid: expect.stringMatching(/^\d+$/),
    endtime: expect.stringMatching(/^\d{10}$/),
    autorenew: null,
  });
});

test("brackets are no way to write a list", async () => {
  const id = await orderIdOf("brightmeadow.com");
  const told = await post("domains/modify-ns", `order-id=${id}&ns[0]=ns1.a.net&ns[1]=ns2.a.net`);
  expect(told).toMatchObject({ status: 500, body: { status: "ERROR" } });
  expect(await post("domains/modify-ns", `order-id=${id}&${HOSTS}`)).toMatchObject({ status: 200 });
  expect(await detailsOf("brightmeadow.com")).toMatchObject({
    ns1: "ns1.example.net",
    ns2: "ns2.example.net",
  });
});

test("a write takes its parameters from the query too, and never as a GET", async () => {
  const id = await orderIdOf("velvetkiln.com");
  const asGet = await get("domains/disable-theft-protection", `order-id=${id}`);
  expect(asGet.status).toBe(404);
  expect(await detailsOf("velvetkiln.com")).toMatchObject({ orderstatus: ["transferlock"] });
  expect(await call("POST", "domains/disable-theft-protection", `order-id=${id}`)).toMatchObject({
    body: { actionstatus: "Success", entityid: id },
  });
  expect(await detailsOf("velvetkiln.com")).toMatchObject({ orderstatus: [] });
});

test("a client that writes a slash too many and no type of its form is understood", async () => {
  const orderId = await orderIdOf("brightmeadow.com");
  const form = `auth-userid=${NORTHWIND.userId}&api-key=${NORTHWIND.key}&order-id=${orderId}&${HOSTS}`;
  const response = await fetch(`${simulator.url}/logicboxes//api/domains/modify-ns.json`, {
    method: "POST",
    body: new TextEncoder().encode(form),
  });
  expect(await response.json()).toMatchObject({ actionstatus: "Success", entityid: orderId });
});

test("pages are numbered from one each, with counters among the rows", async () => {
  const first = await get("domains/search", "no-of-records=10&page-no=1");
  const last = await get("domains/search", "no-of-records=10&page-no=4");
  expect(first.body).toMatchObject({ recsonpage: "10", recsindb: "34", "1": {}, "10": {} });
  expect(last.body).toMatchObject({ recsonpage: "4", recsindb: "34", "1": {}, "4": {} });
  expect(last.body).not.toHaveProperty("5");
  for (const size of ["9", "501", "1000", ""])
    expect(await get("domains/search", `no-of-records=${size}&page-no=1`)).toMatchObject({
      status: 500,
    });
});

test("a registration is in progress, then done; its bill stands in the ledger once", async () => {
  const form = `domain-name=sim-free-1.com&years=2&${HOSTS}&${PLACE}`;
  const told = await post("domains/register", form);
  expect(told.body).toMatchObject({
    actiontype: "AddNewDomain",
    actionstatus: "InProgress",
    sellingamount: "-16.98",
    description: "sim-free-1.com",
  });
  expect(await detailsOf("sim-free-1.com")).toMatchObject({
    currentstatus: "InActive",
    actionstatus: "InProgress",
  });
  expect((await post("domains/register", form)).body).toMatchObject({
    status: "Failed",
    actionstatusdesc: "Domain name is not available for registration",
  });
  await simulator.script.advance(DELAY_MS);
  expect(await detailsOf("sim-free-1.com")).toMatchObject({
    currentstatus: "Active",
    actiontype: null,
  });
  expect(await simulator.script.ledger()).toMatchObject([
    { action: "register", domain: "sim-free-1.com", priceMinor: 1698, outcome: "accepted" },
    { action: "register", domain: "sim-free-1.com", priceMinor: null, outcome: "refused" },
  ]);
});

test("a registration that the registry refuses fails later, and stays to be seen", async () => {
  await post("domains/register", `domain-name=sim-fails-1.com&years=1&${HOSTS}&${PLACE}`);
  await simulator.script.advance(DELAY_MS);
  expect(await detailsOf("sim-fails-1.com")).toMatchObject({
    currentstatus: "InActive",
    actionstatus: "Failed",
    actionstatusdesc: "The registry refused the registration",
  });
});

test("only the present expiry renews", async () => {
  const { orderid, endtime } = await detailsOf("brightmeadow.com");
  const renew = (expiry: number | string) =>
    post(
      "domains/renew",
      `order-id=${orderid}&years=1&exp-date=${expiry}&invoice-option=NoInvoice`,
    );
  for (const wrong of [Math.floor(Date.now() / 1000), Number(endtime) + 1])
    expect(await renew(wrong)).toMatchObject({ status: 500, body: { status: "ERROR" } });
  expect(await renew(endtime ?? "")).toMatchObject({ body: { actionstatus: "Success" } });
  expect(await renew(endtime ?? "")).toMatchObject({ status: 500 });
  const entries = await simulator.script.ledger();
  expect(entries.filter((one) => one.outcome === "accepted")).toHaveLength(1);
  expect(entries).toHaveLength(4);
});

test("availability answers by full name, leaves names out, and takes labels alone", async () => {
  const labels = ["sim-free-1", "sim-missing-1", "sim-unknown-1", "sim-premium-1", "brightmeadow"];
  const asked = labels.map((label) => `domain-name=${label}`).join("&");
  const { body } = await get("domains/available", `${asked}&tlds=com&tlds=net`);
  expect(body).toMatchObject({
    "sim-free-1.com": { classkey: "domcno", status: "available" },
    "sim-free-1.net": { classkey: "dotnet" },
    "sim-unknown-1.com": { status: "unknown" },
    "sim-premium-1.com": { status: "available", costHash: { create: "1200.00" } },
    "brightmeadow.com": { status: "regthroughus" },
  });
  expect(Object.keys(body as object)).toHaveLength(8);
  for (const wrong of [
    "domain-name=a.com&tlds=com",
    "domain-name=a",
    "tlds=com",
    "domain-name=a&tlds=.com",
  ])
    expect(await get("domains/available", wrong)).toMatchObject({ status: 500 });
});

test("some registries answer five names of a call", async () => {
  const asked = Array.from({ length: 7 }, (_, n) => `domain-name=sim-free-${n}`).join("&");
  const { body } = await get("domains/available", `${asked}&tlds=studio`);
  const words = Object.values(body as Record<string, { status: string }>).map((one) => one.status);
  expect(words).toEqual([...Array(5).fill("available"), "unknown", "unknown"]);
});

test("every class of the mapping has its costs, in numbers here and in text there", async () => {
  const keys = (await get("products/category-keys-mapping", "")).body as {
    domorder: Record<string, string[]>[];
  };
  const costs = (await get("products/reseller-cost-price", "")).body as Record<string, never>;
  const selling = (await get("products/reseller-price", "")).body;
  for (const key of keys.domorder.flatMap(Object.keys)) expect(costs).toHaveProperty(key);
  expect(costs).toMatchObject({ domcno: { addnewdomain: { "1": 8.49 } } });
  expect(selling).toMatchObject({
    domcno: { "0": { pricing: { addnewdomain: { "1": "8.49" } } } },
  });
});

test("what is wrong with a field is told by its name", async () => {
  const told = await post("contacts/add", CONTACT.replace("723000111", "12"));
  expect(told.body).toEqual({ status: "ERROR", message: "{phone=4 to 12 digits}" });
  const missing = await post("contacts/add", CONTACT.replace("zipcode=400000&", ""));
  expect(missing.body).toEqual({ status: "ERROR", message: "{zipcode=zipcode is required}" });
});

test("scripts know a call by the name of its order, and the log tells no key", async () => {
  const id = await orderIdOf("brightmeadow.com");
  await simulator.script.add({
    match: { domain: "brightmeadow.com", path: "*/modify-ns.json" },
    action: { kind: "status", status: 503 },
  });
  expect((await post("domains/modify-ns", `order-id=${id}&${HOSTS}`)).status).toBe(503);
  const log = JSON.stringify(await simulator.script.requests());
  expect(log).toContain("/logicboxes/api/domains/modify-ns.json");
  expect(log).not.toContain(NORTHWIND.key);
});

test("too many calls meet the proxy too", async () => {
  await simulator.script.settings({ requestsPerMinute: 1 });
  await get("domains/orderid", "domain-name=brightmeadow.com");
  const told = await get("domains/orderid", "domain-name=brightmeadow.com");
  expect(told).toMatchObject({ status: 429, text: "error code: 1015" });
});

describe("hosts below a name", () => {
  const NS1 = "cns=ns1.brightmeadow.com";
  const childrenOf = async (): Promise<unknown> => (await detailsOf("brightmeadow.com")).cns;

  test("are made, given addresses one by one, renamed, and gone with their last address", async () => {
    const order = `order-id=${await orderIdOf("brightmeadow.com")}`;
    expect(await childrenOf()).toEqual({});
    const told = await post("domains/add-cns", `${order}&${NS1}&ip=192.0.2.1&ip=2001:DB8::1`);
    expect(told.body).toMatchObject({ actionstatus: "Success", actiontype: "AddCNS" });
    await post("domains/modify-cns-ip", `${order}&${NS1}&old-ip=192.0.2.1&new-ip=192.0.2.2`);
    expect(await childrenOf()).toEqual({ "ns1.brightmeadow.com": ["192.0.2.2", "2001:db8::1"] });
    const renaming = "old-cns=ns1.brightmeadow.com&new-cns=ns9.brightmeadow.com";
    await post("domains/modify-cns-name", `${order}&${renaming}`);
    for (const ip of ["192.0.2.2", "2001:db8::1"])
      await post("domains/delete-cns-ip", `${order}&cns=ns9.brightmeadow.com&ip=${ip}`);
    expect(await childrenOf()).toEqual({});
  });

  test.each([
    ["domains/add-cns", "cns=ns1.example.net&ip=192.0.2.1"],
    ["domains/add-cns", `${NS1}&ip=no-address`],
    ["domains/add-cns", NS1],
    ["domains/modify-cns-ip", `${NS1}&old-ip=192.0.2.1&new-ip=192.0.2.2`],
    ["domains/delete-cns-ip", `${NS1}&ip=192.0.2.1`],
    ["domains/modify-cns-name", "old-cns=ns1.brightmeadow.com&new-cns=ns2.brightmeadow.com"],
  ])("%s with %s is refused", async (path, parameters) => {
    const order = `order-id=${await orderIdOf("brightmeadow.com")}`;
    expect((await post(path, `${order}&${parameters}`)).body).toMatchObject({ status: "ERROR" });
    expect(await childrenOf()).toEqual({});
  });
});

test("a contact is told as it was sent, to its own reseller alone", async () => {
  const { body: contactId } = await post("contacts/add", CONTACT);
  const { body } = await get("contacts/details", `contact-id=${contactId}`);
  expect(body).toMatchObject({ name: "Ana Pop", emailaddr: "ana@example.com", type: "Contact" });
  const other = await call("GET", "contacts/details", `contact-id=${contactId}`, {
    reseller: SOUTHGATE,
  });
  expect(other.body).toMatchObject({ status: "ERROR" });
});

test("a name goes to another customer of the same reseller, and to no other", async () => {
  const signUp =
    "username=new@example.com&passwd=secret-1&name=New&company=New&address-line-1=S&city=C&country=RO&zipcode=4&phone-cc=40&phone=723000111&lang-pref=en";
  const { body: customer } = await post("customers/signup", signUp);
  const move = (to: unknown) =>
    post(
      "products/move",
      `domain-name=brightmeadow.com&existing-customer-id=10423211&new-customer-id=${to}`,
    );
  expect((await move(1)).body).toMatchObject({ status: "ERROR" });
  expect((await move(customer)).body).toMatchObject({ actionstatus: "Success" });
  expect(await detailsOf("brightmeadow.com")).toMatchObject({ customerid: String(customer) });
});

test("free changes are written down with the name of their order", async () => {
  const order = `order-id=${await orderIdOf("brightmeadow.com")}`;
  await post("domains/add-cns", `${order}&cns=ns1.brightmeadow.com&ip=192.0.2.1`);
  await post("domains/renew", order);
  const call = "POST /logicboxes/api/domains/add-cns.json";
  expect(await simulator.script.writes()).toMatchObject([
    { account: NORTHWIND.userId, call, domain: "brightmeadow.com", status: 200 },
  ]);
});
