import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { type Account, BULK, REGULAR } from "./accounts";

const DELAY_MS = 4_000;
const MINUTE_MS = 60_000;

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

type Told = { readonly status: number; readonly body: unknown };
type Call = {
  readonly account?: Account;
  readonly body?: unknown;
  readonly requestId?: string;
  readonly signedPath?: (path: string) => string;
  readonly headers?: Record<string, string>;
};

async function rest(method: string, below: string, call: Call = {}): Promise<Told> {
  const { account = BULK, requestId = "", signedPath = (path: string) => path } = call;
  const path = `/dynadot/restful/v2${below}`;
  const body = call.body === undefined ? "" : JSON.stringify(call.body);
  const text = [account.key, signedPath(path), requestId, body].join("\n");
  const response = await fetch(simulator.url + path, {
    method,
    headers: {
      authorization: `Bearer ${account.key}`,
      "x-signature": createHmac("sha256", account.secret).update(text).digest("base64"),
      ...(requestId ? { "x-request-id": requestId } : {}),
      ...call.headers,
    },
    ...(body ? { body } : {}),
  });
  return { status: response.status, body: await response.json() };
}

async function api3(command: string, query = "", key: string = BULK.key): Promise<unknown> {
  const response = await fetch(
    `${simulator.url}/dynadot/api3.json?key=${key}&command=${command}&${query}`,
  );
  expect(response.status).toBe(200);
  return response.json();
}

const OWN = "quayside-storage.com";

test("a request signed with or without the base path, and with an id, is let in", async () => {
  const bare = (path: string) => path.replace("/dynadot", "");
  const calls: Call[] = [
    {},
    { signedPath: bare },
    { requestId: "8e5bc897-75c8-4a9c-9362-5671405c7761" },
  ];
  for (const call of calls) expect((await rest("GET", `/domains/${OWN}`, call)).status).toBe(200);
});

test.each([
  ["another secret", { account: { ...BULK, secret: "sim-other" } }],
  ["an unknown key", { account: { ...BULK, key: "sim-nobody" } }],
  ["another path", { signedPath: (path: string) => `${path}?x=1` }],
  ["hexadecimal signs", { headers: { "x-signature": "ab".repeat(32) } }],
  ["an id that was not signed", { headers: { "x-request-id": "1" } }],
])("a signature by %s is answered 401", async (_what, call) => {
  expect(await rest("GET", `/domains/${OWN}`, call)).toMatchObject({
    status: 401,
    body: { code: 401, error: { description: expect.any(String) } },
  });
});

test("other errors of REST v2 come with status 200, codes as number or text", async () => {
  expect(await rest("GET", "/domains/nobody-has-this.com")).toMatchObject({
    status: 200,
    body: { code: 404, error: { description: "could not find domain in your account" } },
  });
  expect(await rest("GET", "/nothing")).toMatchObject({ status: 200, body: { code: 404 } });
  const { body } = await rest("GET", `/domains/${OWN}/transfer_status?transfer_type=transfer_in`);
  expect(body).toEqual({
    code: "200",
    message: "Success",
    data: { domain_transfer_status_list: [] },
  });
});

test("the list wants its page named, and walks", async () => {
  expect(await rest("GET", "/domains?page_size=10")).toMatchObject({ body: { code: 400 } });
  const pages = await Promise.all(
    [1, 2, 3].map((page) => rest("GET", `/domains?page=${page}&page_size=10`)),
  );
  const lengths = pages.map(
    ({ body }) => (body as { data: { domain_info_list: unknown[] } }).data.domain_info_list.length,
  );
  expect(lengths).toEqual([10, 6, 0]);
});

test("a regular account checks five names by REST and one by API3, a bulk one ten and a hundred", async () => {
  const search = (count: number, account: Account) =>
    rest(
      "GET",
      `/domains/bulk_search?domain_name_list=${Array.from({ length: count }, (_, at) => `sim-free-${at}.com`).join(",")}`,
      { account },
    );
  expect(await search(5, REGULAR)).toMatchObject({ body: { code: 200 } });
  expect(await search(6, REGULAR)).toMatchObject({ body: { code: 400 } });
  expect(await search(10, BULK)).toMatchObject({ body: { code: 200 } });
  expect(await search(11, BULK)).toMatchObject({ body: { code: 400 } });
  expect(
    await api3("search", "domain0=sim-free-a.com&domain1=sim-free-b.com", REGULAR.key),
  ).toMatchObject({
    SearchResponse: { ResponseCode: "-1", Status: "error" },
  });
  expect(
    await api3("search", "domain0=sim-free-a.com&domain1=sim-busy-b.com&show_price=1"),
  ).toEqual({
    SearchResponse: {
      ResponseCode: "0",
      SearchResults: [
        { DomainName: "sim-free-a.com", Available: "yes", Price: "10.99 in USD" },
        { DomainName: "sim-busy-b.com", Available: "error" },
      ],
    },
  });
});

test("a name whose registry is busy fails alone, inside a success", async () => {
  const { body } = await rest(
    "GET",
    "/domains/bulk_search?domain_name_list=sim-free-a.com,sim-busy-a.net",
  );
  expect(body).toMatchObject({
    code: 200,
    data: {
      domain_result_list: [
        { domain_name: "sim-free-a.com", available: "Yes" },
        { domain_name: "sim-busy-a.net", details_error_message: "busy" },
      ],
    },
  });
});

test("API3 answers 200 to everything, flat, with its errors in the body", async () => {
  expect(await api3("is_processing")).toEqual({
    Response: { ResponseCode: "0", ResponseMsg: "no" },
  });
  expect(await api3("domain_info", "domain=nobody.com", "sim-nobody")).toEqual({
    Response: { ResponseCode: "-1", Error: "invalid key" },
  });
  expect(await api3("no_such_command")).toMatchObject({ Response: { ResponseCode: "-1" } });
  expect(await api3("register", "domain=sim-taken-a.com&duration=1")).toEqual({
    RegisterResponse: { ResponseCode: "1", Status: "not_available", Error: "not_available" },
  });
  expect(await api3("register", "domain=sim-busy-a.com&duration=1")).toMatchObject({
    RegisterResponse: { ResponseCode: "5", Status: "system_busy" },
  });
  expect(await api3("register", "domain=sim-premium-a.com&duration=1")).toMatchObject({
    RegisterResponse: { Error: "this domain is a premium domain, please use premium option" },
  });
  expect(await api3("register", "domain=sim-free-a.com&duration=1")).toMatchObject({
    RegisterResponse: { ResponseCode: 0, Status: "success", DomainName: "sim-free-a.com" },
  });
});

test("API3 tells thirteen places for nameservers, the unused ones blank, and times in milliseconds", async () => {
  const told = (await api3("domain_info", "domain=rivetandroute.com")) as {
    DomainInfoResponse: {
      DomainInfo: {
        Expiration: string;
        NameServerSettings: { NameServers: { ServerName: string }[] };
      };
    };
  };
  const { Expiration, NameServerSettings } = told.DomainInfoResponse.DomainInfo;
  expect(Expiration).toMatch(/^\d{13}$/);
  const names = NameServerSettings.NameServers.map(({ ServerName }) => ServerName);
  expect(names).toEqual(["ns1.northwind-dns.net", "ns2.northwind-dns.net", ...Array(11).fill("")]);
});

test("a host must be known before a name is delegated to it, and is known once", async () => {
  const delegate = () => api3("set_ns", `domain=${OWN}&ns0=ns1.fresh.net&ns1=ns1.dyna-ns.net`);
  expect(await delegate()).toMatchObject({ SetNsResponse: { ResponseCode: "-1" } });
  expect(await api3("add_ns", "host=ns1.fresh.net")).toMatchObject({
    AddNsResponse: { ResponseCode: 0 },
  });
  expect(await api3("add_ns", "host=ns1.fresh.net")).toMatchObject({
    AddNsResponse: { Error: expect.stringContaining("already exists") },
  });
  expect(await delegate()).toMatchObject({ SetNsResponse: { ResponseCode: 0, Status: "success" } });
  expect(await api3("get_ns", `domain=${OWN}`)).toMatchObject({
    GetNsResponse: { NsContent: { Host0: "ns1.fresh.net", Host1: "ns1.dyna-ns.net" } },
  });
});

const zone = async () => {
  const { body } = await rest("GET", `/domains/${OWN}/records`);
  return (body as { data: { glue_info: unknown } }).data.glue_info;
};
const MX = "main_record_type0=mx&main_record0=mail.example.net&main_recordx0=10";

test("a zone replaces the one before, after the delay, and keeps the distance of an MX", async () => {
  expect(
    await api3(
      "set_dns2",
      `domain=${OWN}&${MX}&subdomain0=www&sub_record_type0=a&sub_record0=192.0.2.1&ttl=600`,
    ),
  ).toEqual({ SetDnsResponse: { ResponseCode: 0, Status: "success" } });
  expect(await zone()).toMatchObject({ dns_main_list: [] });
  await simulator.script.advance(DELAY_MS);
  expect(await zone()).toEqual({
    glue_type: "DNS",
    dns_main_list: [{ record_type: "MX", record_value1: "mail.example.net", record_value2: "10" }],
    dns_sub_list: [
      { sub_host: "www", record_type: "A", record_value1: "192.0.2.1", record_value2: "" },
    ],
    ttl: "600",
  });
  expect(await api3("get_dns", `domain=${OWN}`)).toMatchObject({
    GetDnsResponse: {
      GetDns: {
        NameServerSettings: {
          Type: "Dynadot DNS",
          TTL: "600",
          MainDomains: [{ RecordType: "MX", Value: "mail.example.net", Value2: "10" }],
          SubDomains: [{ Subhost: "www", RecordType: "A", Value: "192.0.2.1" }],
        },
      },
    },
  });
});

test("of two zones written close together the older one wins", async () => {
  await api3("set_dns2", `domain=${OWN}&main_record_type0=a&main_record0=192.0.2.1`);
  await api3("set_dns2", `domain=${OWN}&main_record_type0=a&main_record0=192.0.2.2`);
  await simulator.script.advance(DELAY_MS / 2);
  expect(JSON.stringify(await zone())).toContain("192.0.2.2");
  await simulator.script.advance(DELAY_MS);
  expect(JSON.stringify(await zone())).toContain("192.0.2.1");
});

test("records are added only to a zone with a main record, in both APIs, and taken out one by one", async () => {
  const www = { sub_host: "www", record_type: "A", record_value1: "192.0.2.10" };
  const body = { sub_list: [www], ttl: 300, add_dns_to_current_setting: true };
  expect(await rest("POST", `/domains/${OWN}/records`, { body })).toMatchObject({
    status: 200,
    body: { code: 403, error: { description: "The domain doesn't have main dns." } },
  });
  const adding =
    "subdomain0=www&sub_record_type0=a&sub_record0=192.0.2.10&add_dns_to_current_setting=1";
  expect(await api3("set_dns2", `domain=${OWN}&${adding}`)).toMatchObject({
    SetDnsResponse: { ResponseCode: "-1" },
  });
  await api3("set_dns2", `domain=${OWN}&${MX}`);
  await simulator.script.advance(DELAY_MS);
  expect(await rest("POST", `/domains/${OWN}/records`, { body })).toMatchObject({
    body: { code: 200 },
  });
  await simulator.script.advance(DELAY_MS);
  expect(await zone()).toMatchObject({ dns_main_list: [{}], dns_sub_list: [{ sub_host: "www" }] });
  await rest("DELETE", `/domains/${OWN}/records`, { body: { sub_list: [www] } });
  await simulator.script.advance(DELAY_MS);
  expect(await zone()).toMatchObject({ dns_main_list: [{}], dns_sub_list: [] });
});

test("a zone has at most twenty main records", async () => {
  const many = Array.from({ length: 21 }, (_, at) => ({
    record_type: "A",
    record_value1: `192.0.2.${at}`,
  }));
  expect(
    await rest("POST", `/domains/${OWN}/records`, { body: { dns_main_list: many } }),
  ).toMatchObject({ body: { code: 400 } });
});

test("the price list is told in pages, with money as text, under both addresses that are told", async () => {
  for (const path of ["/tld/get_tld_price", "/domains/get_tld_price"]) {
    expect(await rest("GET", path)).toMatchObject({ body: { code: 400 } });
    const { body } = await rest("GET", `${path}?currency=USD&page_index=3&count_per_page=1`);
    expect(body).toMatchObject({
      code: 200,
      data: {
        page_index: 3,
        tld_price_list: [
          { tld: ".com", all_years_register_price: ["10.99"], transfer_price: "10.49" },
        ],
      },
    });
  }
  expect(await api3("tld_price", "currency=USD&page_index=2&count_per_page=2")).toMatchObject({
    TldPriceResponse: { Currency: "USD", TldPrice: [{ Tld: "com" }, { Tld: "dev" }] },
  });
});

test("a regular account has sixty calls a minute, both APIs together", async () => {
  for (let call = 0; call < 59; call += 1) await api3("is_processing", "", REGULAR.key);
  const path = "/domains/petalform.io";
  expect(await rest("GET", path, { account: REGULAR })).toMatchObject({ status: 200 });
  expect(await rest("GET", path, { account: REGULAR })).toEqual({
    status: 429,
    body: {
      status: { code: 429, message: "Too Many Requests" },
      error: { description: expect.stringContaining("concurrent limit") },
    },
  });
  expect(await api3("is_processing", "", REGULAR.key)).toMatchObject({
    Response: { ResponseCode: "-1" },
  });
  expect(await rest("GET", `/domains/${OWN}`)).toMatchObject({ status: 200 });
  await simulator.script.advance(MINUTE_MS);
  expect(await rest("GET", path, { account: REGULAR })).toMatchObject({ status: 200 });
});

test("a renewal of a year that is over is refused, and a price check costs nothing", async () => {
  const name = "rivetandroute.com";
  expect(
    await rest("POST", `/domains/${name}/renew`, { body: { duration: 1, year: 2001 } }),
  ).toMatchObject({
    body: { code: 400 },
  });
  expect(await api3("renew", `domain=${name}&duration=2&price_check=1`)).toEqual({
    RenewResponse: {
      ResponseCode: "3",
      Status: "price_check_success",
      PriceInfo: "Renew Fee: 21.98 in USD, Total: 21.98 in USD",
    },
  });
  expect(await api3("renew", `domain=${name}&duration=1`)).toMatchObject({
    RenewResponse: {
      ResponseCode: "0",
      Status: "success",
      Expiration: expect.stringMatching(/^\d{13}$/),
    },
  });
  const ledger = await simulator.script.ledger();
  expect(ledger.map(({ action, outcome, priceMinor }) => [action, outcome, priceMinor])).toEqual([
    ["renew", "refused", null],
    ["renew", "accepted", 1099],
  ]);
});

test("a transfer with a wrong code can be started again with another, or be cancelled", async () => {
  const name = "sim-taken-elsewhere.com";
  await api3("transfer", `domain=${name}&auth=wrong-1`);
  await simulator.script.advance(DELAY_MS);
  const status = async () =>
    JSON.stringify(await api3("get_transfer_status", `domain=${name}&transfer_type=in`));
  expect(await status()).toContain("Failed");
  const id = /"OrderId":"(\d+)"/.exec(await status())?.[1];
  await rest("POST", `/orders/${id}/update_transfer_auth_code`, { body: { auth_code: "right-1" } });
  expect(await status()).toContain("Pending");
  await rest("POST", `/orders/${id}/cancel_transfer`, { body: { domain_name: name } });
  await simulator.script.advance(10 * DELAY_MS);
  expect(await rest("GET", `/domains/${name}`)).toMatchObject({ body: { code: 404 } });
});

test("hosts below a name are registered, given addresses and deleted, unless they serve a name", async () => {
  const host = `ns1.${OWN}`;
  await api3("register_ns", `host=${host}&ip=192.0.2.1`);
  const hosts = async () => (await rest("GET", "/nameservers")).body;
  expect(await hosts()).toMatchObject({
    data: { nameserver_list: [{ server_name: host, ip_list: ["192.0.2.1"] }] },
  });
  const ips = { ip_list: ["192.0.2.2", "2001:DB8::2"] };
  await rest("PUT", `/nameservers/${host}/set_ip`, { body: ips });
  expect(await rest("GET", `/nameservers/${host}`)).toMatchObject({
    body: { data: { ip_list: ["192.0.2.2", "2001:db8::2"] } },
  });
  await api3("add_ns", "host=ns9.example.net");
  await rest("PUT", `/domains/${OWN}/nameservers`, {
    body: { nameserver_list: [host, "ns9.example.net"] },
  });
  expect(await rest("DELETE", `/nameservers/${host}`)).toMatchObject({ body: { code: 400 } });
  expect(await rest("DELETE", "/nameservers/ns9.example.net")).toMatchObject({
    body: { code: 400 },
  });
});

test.each([
  ["below a name of somebody else", "host=ns1.example.net&ip=192.0.2.1"],
  ["without an address", `host=ns1.${OWN}`],
  ["with an address that is none", `host=ns1.${OWN}&ip=300.1.1.1`],
])("a host %s is not registered", async (_what, query) => {
  expect(await api3("register_ns", query)).toMatchObject({
    RegisterNsResponse: { ResponseCode: "-1" },
  });
});

test("API3 means a host by its number or by its name", async () => {
  const host = `ns1.${OWN}`;
  await api3("register_ns", `host=${host}&ip=192.0.2.1`);
  const id = /"ServerId":"(\d+)"/.exec(JSON.stringify(await api3("server_list")))?.[1];
  await api3("set_ns_ip", `server_id=${id}&ip0=192.0.2.2&ip1=192.0.2.3`);
  await api3("set_ns_ip", `host=${host}&ip=192.0.2.4`);
  expect(JSON.stringify(await api3("server_list"))).toContain('["192.0.2.4"]');
  await api3("delete_ns", `server_id=${id}`);
  expect(await api3("delete_ns", `host=${host}`)).toMatchObject({
    DeleteNsResponse: { Error: expect.stringContaining("could not find") },
  });
});

test("the list is given page by page, or whole to a client that asks for no page", async () => {
  const whole = await rest("GET", "/domains");
  expect(JSON.stringify(whole.body)).toContain("yardarm-supplies.com");
  expect(await rest("GET", "/domains?page=1")).toMatchObject({ body: { code: 400 } });
});

test("another registrar's request is answered once, and approved the name goes after the delay", async () => {
  const requests = async () =>
    JSON.stringify(await api3("get_transfer_status", `domain=${OWN}&transfer_type=away`));
  const id = /"OrderId":"(\d+)"/.exec(await requests())?.[1];
  const path = `/orders/${id}/authorize_transfer_away`;
  const body = { domain_name: OWN, approve: true };
  expect(await rest("POST", path, { body: { ...body, domain_name: "x.com" } })).toMatchObject({
    body: { code: 404 },
  });
  expect(await rest("POST", path, { body })).toMatchObject({ body: { code: 200 } });
  expect(await rest("POST", path, { body })).toMatchObject({ body: { code: 409 } });
  expect(await requests()).toContain("Approved");
  expect(await rest("GET", `/domains/${OWN}`)).toMatchObject({ body: { code: 200 } });
  await simulator.script.advance(DELAY_MS);
  expect(await rest("GET", `/domains/${OWN}`)).toMatchObject({ body: { code: 404 } });
});

test("a fault can be scripted for an order by the name in its body", async () => {
  await simulator.script.add({ match: { domain: OWN }, action: { kind: "status", status: 503 } });
  const body = { domain_name: OWN, approve: false };
  const response = rest("POST", "/orders/1/authorize_transfer_away", { body });
  await expect(response).rejects.toThrow(SyntaxError);
});

test("free changes of both APIs are written down, questions and purchases are not", async () => {
  await api3("register_ns", `host=ns1.${OWN}&ip=192.0.2.1`);
  await rest("DELETE", `/nameservers/ns1.${OWN}`);
  await api3("get_dns", `domain=${OWN}`);
  await api3("renew", `domain=${OWN}&duration=1`);
  expect(await simulator.script.writes()).toMatchObject([
    { account: BULK.id, call: "GET /dynadot/api3.json/register_ns", status: 200 },
    { account: BULK.id, call: `DELETE /dynadot/restful/v2/nameservers/ns1.${OWN}` },
  ]);
});

test("the world of the other registrars is what it was", async () => {
  const response = await fetch(`${simulator.url}/v5/domain/domains?per_page=1`, {
    headers: { authorization: "Bearer sim-pat-northwind-main" },
  });
  expect(Number(response.headers.get("total-count"))).toBeLessThan(240);
  expect(await rest("GET", "/domains/harbourlight.com")).toMatchObject({ body: { code: 404 } });
});
