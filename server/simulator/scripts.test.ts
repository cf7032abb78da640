import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "./simulator";
import { Api, OWNER } from "./testing/api";
import { rawExchange } from "./testing/raw-exchange";

const NAME = "/domain/domains/kestrel-optics.org";
const RENEW = { method: "POST", path: "*/renew" };

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: 0 } });
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

const renew = () => api.post(`${NAME}/renew`, { duration: 1 });
const outcomes = async () => (await simulator.script.ledger()).map(({ outcome }) => outcome);
const logged = async () =>
  (await simulator.script.requests()).requests.map(({ status, outcome }) => [status, outcome]);

test("the n-th matching request is hit, and as many after it as asked", async () => {
  await simulator.script.add({
    match: { method: "GET", path: "/v5/domain/domains/*", nth: 2 },
    action: { kind: "status", status: 500 },
    times: 2,
  });
  const statuses = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await api.get(NAME)).status);
  expect(statuses).toEqual([200, 500, 500, 200]);
  expect(await simulator.script.scripts()).toMatchObject([{ matched: 4, fired: 2 }]);
});

test("a script is matched by method, path and domain, the domain in the body too", async () => {
  await simulator.script.add({
    match: { path: "re:^/v5/domain/(domains|transferin)$", domain: "sim-free-x.com" },
    action: { kind: "status", status: 503 },
  });
  expect((await api.get("/domain/domains")).status).toBe(200);
  const order = (fqdn: string) => api.post("/domain/domains", { fqdn, owner: OWNER });
  expect((await order("sim-free-y.com")).status).toBe(202);
  expect((await order("sim-free-x.com")).status).toBe(503);
});

test("scripts can be taken away", async () => {
  await simulator.script.add({ action: { kind: "status", status: 500 }, times: "always" });
  expect((await api.get(NAME)).status).toBe(500);
  await simulator.script.clearScripts();
  expect((await api.get(NAME)).status).toBe(200);
});

test("a 502 is HTML, a 500 error shape A, and any body can be set", async () => {
  const statusScript = (status: number) =>
    simulator.script.add({ action: { kind: "status", status } });
  await statusScript(502);
  const proxy = await api.get(NAME);
  expect([proxy.status, proxy.headers.get("content-type")]).toEqual([502, "text/html"]);
  expect(proxy.body).toContain("<h1>502 Bad Gateway</h1>");
  await statusScript(500);
  expect((await api.get(NAME)).body).toMatchObject({ code: 500 });
  await simulator.script.add({
    action: { kind: "status", status: 500, body: "Things caught fire", headers: { "x-a": "b" } },
  });
  const odd = await api.get(NAME);
  expect([odd.body, odd.headers.get("x-a")]).toEqual(["Things caught fire", "b"]);
});

test("a scripted status does nothing unless told to carry the request out", async () => {
  await simulator.script.add({ match: RENEW, action: { kind: "status", status: 500 } });
  await simulator.script.add({
    match: RENEW,
    action: { kind: "status", status: 500, processed: true },
  });
  expect([(await renew()).status, (await renew()).status]).toEqual([500, 500]);
  expect(await outcomes()).toEqual(["not_processed", "accepted"]);
});

test("a delayed request is carried out after its delay", async () => {
  await simulator.script.add({ match: { path: "*/tags" }, action: { kind: "delay", ms: 150 } });
  const slow = api.put(`${NAME}/tags`, { tags: ["slow"] });
  await simulator.script.scripts();
  expect((await slow).status).toBe(200);
  expect(await logged()).toEqual([[200, "delay"]]);
});

test("a cut answer announces more than it sends", async () => {
  await simulator.script.add({ action: { kind: "cut", afterBytes: 10 } });
  const answer = await rawExchange(simulator.url, "GET", `/v5${NAME}`);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(body).toHaveLength(10);
  expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(10);
  await simulator.script.add({ action: { kind: "cut", afterBytes: 10 } });
  await expect(api.get(NAME)).rejects.toThrow();
});

test("a reset connection has done its work all the same, unless told otherwise", async () => {
  await simulator.script.add({ match: RENEW, action: { kind: "reset" } });
  await simulator.script.add({ match: RENEW, action: { kind: "reset", processed: false } });
  await expect(renew()).rejects.toThrow();
  await expect(renew()).rejects.toThrow();
  expect(await outcomes()).toEqual(["accepted", "not_processed"]);
});

test("silence lasts until the client gives up, and the order stands", async () => {
  await simulator.script.add({ match: RENEW, action: { kind: "never_answer" } });
  const patience = new AbortController();
  const asked = api.post(`${NAME}/renew`, { duration: 1 }, { signal: patience.signal });
  await expect.poll(outcomes).toEqual(["accepted"]);
  patience.abort();
  await expect(asked).rejects.toThrow();
  expect(await logged()).toEqual([[null, "never_answer"]]);
});

const CLIENT = `
  const [url] = process.argv.slice(1);
  fetch(url, {
    method: "POST",
    headers: { authorization: "Bearer sim-pat-northwind-main" },
    body: JSON.stringify({ duration: 1 }),
  }).then((response) => response.text()).then(() => process.exit(0));
  setInterval(() => undefined, 1000);
`;

/** Starts a process that waits for a line, and then orders a renewal. */
async function renewInAnotherProcess(
  at: "first_byte_read" | "request_complete" | "after_status_line" | "after_half_body",
) {
  const child = spawn(process.execPath, [
    "-e",
    `process.stdin.once("data", () => {${CLIENT}})`,
    `${simulator.url}/v5${NAME}/renew`,
  ]);
  if (child.pid === undefined) throw new Error("The client did not start.");
  await simulator.script.add({ match: RENEW, action: { kind: "kill", pid: child.pid, at } });
  const ended = once(child, "exit");
  child.stdin.write("go\n");
  const [code, signal] = await ended;
  return { code, signal };
}

test.each([
  ["first_byte_read", []],
  ["request_complete", ["accepted"]],
  ["after_status_line", ["accepted"]],
  ["after_half_body", ["accepted"]],
] as const)("a client killed at %s dies there, and the ledger says what it ordered", async (at, ledger) => {
  expect(await renewInAnotherProcess(at)).toEqual({ code: null, signal: "SIGKILL" });
  await expect.poll(async () => (await simulator.script.requests()).total).toBe(1);
  expect(await outcomes()).toEqual(ledger);
});

test("a process that is gone already is no error", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  const pid = child.pid ?? 0;
  await simulator.script.add({ action: { kind: "kill", pid, at: "request_complete" } });
  expect((await api.get(NAME)).status).toBe(200);
});

test.each([
  [{ action: { kind: "kill", pid: 1, at: "request_complete" } }],
  [{ action: { kind: "kill", pid: 0, at: "request_complete" } }],
  [{ action: { kind: "kill", pid: -5, at: "request_complete" } }],
  [{ action: { kind: "kill", pid: process.pid, at: "request_complete" } }],
  [{ action: { kind: "explode" } }],
  [{ match: { path: "re:(" }, action: { kind: "reset" } }],
])("the script %j is refused", async (script) => {
  const told = await fetch(`${simulator.url}/_sim/scripts`, {
    method: "POST",
    body: JSON.stringify(script),
  });
  expect(told.status).toBe(400);
});

test.each([
  { origin: "https://example.com" },
  { host: "registrar.example.com" },
])("a web page cannot reach the script API: %j", async (headers) => {
  const answer = await rawExchange(simulator.url, "DELETE", "/_sim/scripts", headers);
  expect(answer).toMatch(/^HTTP\/1.1 403/);
});

test.each([
  "127.0.0.2",
  "[::1]",
])("nobody answers on %s: one loopback address is all", async (host) => {
  const elsewhere = new URL(simulator.url);
  elsewhere.host = `${host}:${elsewhere.port}`;
  await expect(fetch(elsewhere, { signal: AbortSignal.timeout(1_000) })).rejects.toThrow();
});

test("free changes are written down as they came, answered by a script or not at all", async () => {
  const path = `${NAME}/hosts`;
  const glue = { name: "ns1", ips: ["192.0.2.1"] };
  await api.post(path, glue);
  await simulator.script.add({ action: { kind: "status", status: 503 } });
  await api.post(path, { ...glue, name: "ns2" });
  await simulator.script.add({ action: { kind: "reset" } });
  await api.call("DELETE", `${path}/ns1`).catch(() => undefined);
  await api.get(path);
  await api.post(path, { ...glue, name: "ns3" }, { headers: { "dry-run": "1" } });
  await api.post("/domain/transferin/compass-reefer.com/available", {});
  await renew();
  const account = (await simulator.script.ledger())[0]?.account;
  const domain = "kestrel-optics.org";
  const call = `POST /v5${path}`;
  expect(await simulator.script.writes()).toMatchObject([
    { seq: 1, account, call, domain, isProcessed: true, status: 202 },
    { seq: 2, account, call, domain, isProcessed: false, status: 503 },
    { seq: 3, account, call: `DELETE /v5${path}/ns1`, isProcessed: true, status: null },
  ]);
  await simulator.script.reset();
  expect(await simulator.script.writes()).toEqual([]);
});
