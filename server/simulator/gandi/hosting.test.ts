import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api } from "../testing/api";

const DELAY_MS = 5_000;
const NAME = "kestrel-optics.org";
const DOMAIN = `/domain/domains/${NAME}`;
const ZONE = `/livedns/domains/${NAME}/records`;
const LIVEDNS = ["ns-41-a.gandi.net", "ns-118-b.gandi.net"];

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

const later = () => simulator.script.advance(DELAY_MS);
const body = async (path: string) => (await api.get(path)).body;

describe("glue", () => {
  const ns1 = { name: "ns1", ips: ["192.0.2.1", "2001:db8:0:0:0:0:0:00ff"] };

  test("two hosts that are made at once both stand after the delay, addresses in one spelling", async () => {
    expect((await api.post(`${DOMAIN}/hosts`, ns1)).status).toBe(202);
    expect((await api.post(`${DOMAIN}/hosts`, { name: "ns2", ips: ["192.0.2.2"] })).status).toBe(
      202,
    );
    expect(await body(`${DOMAIN}/hosts`)).toEqual([]);
    await later();
    expect(await body(`${DOMAIN}/hosts`)).toMatchObject([
      { name: "ns1", ips: ["192.0.2.1", "2001:db8::ff"], fqdn: NAME },
      { name: "ns2", ips: ["192.0.2.2"] },
    ]);
    expect(await body(`${DOMAIN}/hosts/ns2`)).toMatchObject({ name: "ns2" });
  });

  test("addresses are replaced whole, and a host is deleted unless it serves the name", async () => {
    await api.post(`${DOMAIN}/hosts`, ns1);
    await later();
    expect((await api.put(`${DOMAIN}/hosts/ns1`, { ips: ["192.0.2.9"] })).status).toBe(202);
    await later();
    expect(await body(`${DOMAIN}/hosts/ns1`)).toMatchObject({ ips: ["192.0.2.9"] });
    const own = [`ns1.${NAME}`, "ns1.northwind-dns.net"];
    await simulator.script.patchDomain(NAME, { nameservers: own });
    expect((await api.call("DELETE", `${DOMAIN}/hosts/ns1`)).status).toBe(400);
    await simulator.script.patchDomain(NAME, { nameservers: LIVEDNS });
    expect((await api.call("DELETE", `${DOMAIN}/hosts/ns1`)).status).toBe(202);
    await later();
    expect((await api.get(`${DOMAIN}/hosts/ns1`)).status).toBe(404);
  });

  test.each([
    ["no address", { name: "ns1", ips: [] }, "ips"],
    ["something that is none", { name: "ns1", ips: ["ns1.example.net"] }, "ips.0"],
    ["a whole name as its label", { name: "ns1 example", ips: ["192.0.2.1"] }, "name"],
  ])("with %s is refused in error shape B", async (_what, glue, name) => {
    const told = await api.post(`${DOMAIN}/hosts`, glue);
    expect(told.status).toBe(400);
    expect(told.body).toMatchObject({ errors: [{ location: "body", name }] });
  });

  test("that is there already is a conflict, and of another account it is refused", async () => {
    await api.post(`${DOMAIN}/hosts`, ns1);
    expect((await api.post(`${DOMAIN}/hosts`, ns1)).status).toBe(409);
    const token = "sim-pat-southgate";
    expect((await api.get(`${DOMAIN}/hosts`, { token })).status).toBe(403);
  });
});

describe("keys", () => {
  const key = (publicKey: string) => ({ algorithm: 13, type: "ksk", public_key: publicKey });

  test("are told with digests that others would make of them", async () => {
    // RFC 6605 §6.1, whose owner is example.net. there: the key tag does not depend on it.
    const published =
      "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==";
    await api.post(`${DOMAIN}/dnskeys`, key(published));
    await later();
    expect(await body(`${DOMAIN}/dnskeys`)).toMatchObject([
      { algorithm: 13, type: "ksk", public_key: published, keytag: 55_648, digest_type: 2 },
    ]);
  });

  test("are replaced whole, and removed one by one faster than the registry follows", async () => {
    await api.put(`${DOMAIN}/dnskeys`, { keys: [key("AAAA"), key("BBBB")] });
    await later();
    const told = await body(`${DOMAIN}/dnskeys`);
    const ids = Array.isArray(told) ? told.map(({ id }: { id: number }) => id) : [];
    expect(ids).toHaveLength(2);
    for (const id of ids)
      expect((await api.call("DELETE", `${DOMAIN}/dnskeys/${id}`)).status).toBe(202);
    expect((await api.call("DELETE", `${DOMAIN}/dnskeys/${ids[0]}`)).status).toBe(404);
    await later();
    expect(await body(`${DOMAIN}/dnskeys`)).toEqual([]);
  });

  test.each([
    ["none", { keys: [] }],
    ["one twice", { keys: [key("AAAA"), key("AAAA")] }],
    ["one that is no Base64", { keys: [key("AA A")] }],
  ])("cannot be replaced by %s", async (_what, keys) => {
    expect((await api.put(`${DOMAIN}/dnskeys`, keys)).status).toBe(400);
  });
});

describe("records", () => {
  beforeEach(() => simulator.script.patchDomain(NAME, { nameservers: LIVEDNS }));
  const www = { rrset_name: "www", rrset_type: "A", rrset_ttl: 300, rrset_values: ["192.0.2.7"] };

  test("are served page by page, their links followed to the end", async () => {
    const items = Array.from({ length: 5 }, (_, n) => ({ ...www, rrset_name: `h${n}` }));
    expect((await api.put(ZONE, { items })).status).toBe(201);
    const first = await api.get(`${ZONE}?per_page=3`);
    expect(first.headers.get("total-count")).toBe("5");
    expect(first.headers.get("link")).toContain("page=2&per_page=3");
    const last = await api.get(`${ZONE}?per_page=3&page=2`);
    expect([last.body, last.headers.get("link")]).toMatchObject([[{}, {}], null]);
  });

  test("of one kind at one name are made, replaced and deleted by themselves", async () => {
    const one = { rrset_values: ["token"] };
    expect((await api.post(`${ZONE}/_acme/TXT`, one)).status).toBe(201);
    expect((await api.post(`${ZONE}/_acme/TXT`, one)).status).toBe(409);
    expect(await body(`${ZONE}/_acme/TXT`)).toMatchObject({
      rrset_ttl: 10_800,
      rrset_values: ['"token"'],
    });
    const put = await api.put(`${ZONE}/_acme/TXT`, { rrset_ttl: 300, rrset_values: ['"new"'] });
    expect([put.status, put.headers.get("location")]).toEqual([201, expect.any(String)]);
    expect(await body(`${ZONE}/_acme`)).toMatchObject([{ rrset_values: ['"new"'] }]);
    const gone = await api.call("DELETE", `${ZONE}/_acme/TXT`);
    expect([gone.status, gone.body]).toEqual([204, ""]);
    expect((await api.get(`${ZONE}/_acme/TXT`)).body).toMatchObject({ object: "dns-record" });
  });

  test.each([
    ["a TTL below 300", { ...www, rrset_ttl: 299 }, "items.0.rrset_ttl"],
    ["a type nobody has", { ...www, rrset_type: "BOGUS" }, "items.0.rrset_type"],
    ["an address that is none", { ...www, rrset_values: ["192.0.2.999"] }, "items"],
  ])("with %s are refused and nothing is written", async (_what, set, name) => {
    const before = await body(ZONE);
    const told = await api.put(ZONE, { items: [set] });
    expect(told.status).toBe(400);
    expect(told.body).toMatchObject({ errors: [{ name }] });
    expect(await body(ZONE)).toEqual(before);
  });

  test("are told whole to a client that asks for no page", async () => {
    const items = Array.from({ length: 150 }, (_, n) => ({ ...www, rrset_name: `h${n}` }));
    await api.put(ZONE, { items });
    const told = await api.get(ZONE);
    expect([told.body, told.headers.get("link")]).toMatchObject([{ length: 150 }, null]);
  });

  test("are begun for a name whose nameservers are elsewhere, once", async () => {
    await simulator.script.patchDomain(NAME, { nameservers: ["ns1.a.net", "ns2.a.net"] });
    const fqdn = { fqdn: NAME, zone: {} };
    const made = await api.post("/livedns/domains", fqdn);
    expect([made.status, made.body]).toEqual([201, { message: "Domain Created" }]);
    expect((await api.post("/livedns/domains", fqdn)).status).toBe(409);
    expect((await api.get(ZONE)).status).toBe(200);
    expect(await body("/livedns/domains")).toEqual(
      expect.arrayContaining([expect.objectContaining({ fqdn: NAME })]),
    );
    expect((await api.post("/livedns/domains", { fqdn: "nobodys-name.com" })).status).toBe(404);
  });

  test("of a name whose DNS is elsewhere are not found", async () => {
    await simulator.script.patchDomain(NAME, { nameservers: ["ns1.a.net", "ns2.a.net"] });
    expect((await api.get(ZONE)).status).toBe(404);
  });
});

test("a new code counts from the relaunch on, which may come without a word", async () => {
  const transfer = "/domain/transferin/juniperlane-gifts.net";
  expect((await api.put(`${transfer}/authinfo`, { authinfo: "right-code" })).status).toBe(202);
  expect((await api.get(transfer)).body).toMatchObject({ errortype: "authinfo_invalid" });
  expect((await api.put(transfer, undefined)).status).toBe(202);
  expect((await api.get(transfer)).body).not.toHaveProperty("errortype");
});

test("a transfer cannot be deleted: there is no such call", async () => {
  const told = await api.call("DELETE", "/domain/transferin/juniperlane-gifts.net");
  expect(told.status).toBe(405);
});
