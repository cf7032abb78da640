import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api, OWNER } from "../testing/api";

const DELAY_MS = 5_000;
const NAME = "/domain/domains/kestrel-optics.org";
const SERVERS = ["ns1.northwind-dns.net", "ns2.northwind-dns.net"];

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

const later = () => simulator.script.advance(DELAY_MS);
const readMember = async (path: string, member: string) => {
  const { body } = await api.get(path);
  return typeof body === "object" && body !== null ? Reflect.get(body, member) : undefined;
};

test("nameservers are accepted first and seen after the delay, as a bare array", async () => {
  const before = (await api.get(`${NAME}/nameservers`)).body;
  const told = await api.put(`${NAME}/nameservers`, { nameservers: SERVERS });
  expect(told.status).toBe(202);
  expect(told.body).toEqual({ message: expect.any(String) });
  expect((await api.get(`${NAME}/nameservers`)).body).toEqual(before);
  await later();
  expect((await api.get(`${NAME}/nameservers`)).body).toEqual(SERVERS);
});

test("the transfer lock is lifted and set by PATCH on the status", async () => {
  const told = await api.patch(`${NAME}/status`, { clientTransferProhibited: false });
  expect(told.status).toBe(202);
  expect(await readMember(NAME, "status")).toEqual(["clientTransferProhibited"]);
  await later();
  expect(await readMember(NAME, "status")).toEqual([]);
  await api.patch(`${NAME}/status`, { clientTransferProhibited: true });
  await later();
  expect(await readMember(NAME, "status")).toEqual(["clientTransferProhibited"]);
});

test("a TLD without a lock refuses one", async () => {
  const told = await api.patch("/domain/domains/nordwind-logistik.eu/status", {
    clientTransferProhibited: true,
  });
  expect(told.status).toBe(400);
  expect(told.body).toMatchObject({ code: 400, object: "HTTPBadRequest" });
});

test("auto-renew is changed after the delay", async () => {
  expect((await api.patch(`${NAME}/autorenew`, { enabled: false })).status).toBe(202);
  await later();
  expect((await api.get(`${NAME}/autorenew`)).body).toMatchObject({ enabled: false, duration: 1 });
});

test("auto-renew that was never on cannot be switched off", async () => {
  await simulator.script.settings({ completionDelayMs: 0 });
  await api.post("/domain/domains", { fqdn: "sim-free-new.com", owner: OWNER });
  const told = await api.patch("/domain/domains/sim-free-new.com/autorenew", { enabled: false });
  expect(told.status).toBe(400);
  expect(told.body).toMatchObject({ message: "This product has no autorenew record" });
});

test("contacts other than the owner are replaced, the owner only in what it hides", async () => {
  const tech = { ...OWNER, given: "Ines" };
  expect((await api.patch(`${NAME}/contacts`, { tech })).status).toBe(202);
  await later();
  expect((await api.get(`${NAME}/contacts`)).body).toMatchObject({ tech: { given: "Ines" } });
  expect((await api.patch(`${NAME}/contacts`, { owner: OWNER })).status).toBe(400);
});

test("a new transfer code replaces the old one after the delay", async () => {
  const before = await readMember(NAME, "authinfo");
  expect((await api.put(`${NAME}/authinfo`, undefined)).status).toBe(202);
  expect(await readMember(NAME, "authinfo")).toBe(before);
  await later();
  expect(await readMember(NAME, "authinfo")).not.toBe(before);
});

test("tags change at once, and their removal is answered without a body", async () => {
  expect((await api.put(`${NAME}/tags`, { tags: ["a", "b"] })).status).toBe(200);
  expect((await api.get(`${NAME}/tags`)).body).toEqual(["a", "b"]);
  const told = await api.call("DELETE", `${NAME}/tags`);
  expect([told.status, told.body]).toEqual([204, ""]);
  expect((await api.get(`${NAME}/tags`)).body).toEqual([]);
});

test.each([
  ["PUT", "nameservers", SERVERS, ""],
  ["PUT", "nameservers", { nameservers: ["ns1.example.net", "no host"] }, "nameservers.1"],
  ["PUT", "nameservers", { nameservers: ["ns1.example.net"] }, "nameservers"],
  ["PATCH", "status", { clientTransferProhibited: "yes" }, "clientTransferProhibited"],
  ["PATCH", "autorenew", { enabled: true, duration: 10 }, "duration"],
  ["PATCH", "contacts", { tech: { ...OWNER, state: "CA" } }, "tech.state"],
  ["PUT", "tags", ["a"], ""],
])("%s %s with a wrong body is answered 400 in error shape B", async (method, part, body, name) => {
  const told = await api.call(method, `${NAME}/${part}`, { body });
  expect(told.status).toBe(400);
  expect(told.body).toMatchObject({ status: "error", errors: [{ location: "body", name }] });
});

test("a dry run answers 200 whether it would succeed or not, and changes nothing", async () => {
  const headers = { "dry-run": "1" };
  const good = await api.put(`${NAME}/nameservers`, { nameservers: SERVERS }, { headers });
  expect([good.status, good.body]).toEqual([200, { status: "success" }]);
  const bad = await api.put(`${NAME}/nameservers`, { nameservers: [] }, { headers });
  expect(bad.status).toBe(200);
  expect(bad.body).toMatchObject({ status: "error", errors: [{ name: "nameservers" }] });
  await later();
  expect((await api.get(`${NAME}/nameservers`)).body).not.toEqual(SERVERS);
});
