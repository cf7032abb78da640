import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { describeProblems, readEnvironment } from "@/server/kernel/env";
import { clientAddress } from "./client-address";
import { frontDoor } from "./front-door";
import { knownHosts } from "./known-host";

const settingsFor = (overrides: Record<string, string>) => {
  const read = readEnvironment({
    NAMEKEEP_MODE: "production",
    DATABASE_URL: "postgres://db.example/namekeep",
    APP_URL: "https://names.example.com",
    AUTH_SECRET: "a-secret-of-more-than-thirty-two-characters",
    CREDENTIAL_KEYS: `1:${Buffer.alloc(32).toString("base64")}`,
    ...overrides,
  });
  if (!read.ok) throw new Error(describeProblems(read.error));
  return read.value;
};

/** Sends one request through a door and tells the status and the headers that came out behind it. */
async function pass(
  headers: Record<string, string>,
  overrides: Record<string, string> = {},
  path = "/",
): Promise<{ status: number | undefined; behind: IncomingHttpHeaders | undefined }> {
  let behind: IncomingHttpHeaders | undefined;
  const server = createServer(
    frontDoor(settingsFor(overrides), (inner, response) => {
      behind = inner.headers;
      response.end();
    }),
  );
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path, headers, agent: false }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode));
    });
    sent.on("error", reject).end();
  });
  return { status, behind };
}

const OURS = { host: "names.example.com" };

test("a request for another host is refused with 421 and goes no further", async () => {
  expect(await pass({ host: "evil.example" })).toEqual({ status: 421, behind: undefined });
});

test("an address that cannot be decoded is refused with 400 and goes no further", async () => {
  expect(await pass(OURS, {}, "/domains/%ff")).toEqual({ status: 400, behind: undefined });
  expect((await pass(OURS, {}, "/domains/m%C3%BCnchen.de?q=%ff")).status).toBe(200);
});

test("a request for the public host passes", async () => {
  expect((await pass(OURS)).status).toBe(200);
});

test("the health check is answered under any host", async () => {
  expect((await pass({ host: "10.0.0.7:3000" }, {}, "/healthz")).status).toBe(200);
});

test("a caller cannot choose the address, host or protocol it is taken for", async () => {
  const { behind } = await pass({
    ...OURS,
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "x-namekeep-client-address": "203.0.113.9",
    "x-middleware-subrequest": "proxy",
    forwarded: "for=203.0.113.9",
  });
  expect(behind).toMatchObject({
    "x-namekeep-client-address": "127.0.0.1",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "names.example.com",
    "x-forwarded-proto": "https",
  });
  expect(behind).not.toHaveProperty("x-middleware-subrequest");
  expect(behind).not.toHaveProperty("forwarded");
});

test("a request that Next sends on to itself keeps its host and caller; nobody can pretend to be one", async () => {
  const inner: IncomingHttpHeaders[] = [];
  const door = frontDoor(settingsFor({}), ({ headers }, response) => {
    inner.push({ ...headers });
    response.end();
  });
  const server = createServer(door);
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const send = (headers: IncomingHttpHeaders) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ port, host: "127.0.0.1", headers, agent: false }, (answer) => {
        answer.resume().on("end", () => resolve(answer.statusCode));
      });
      sent.on("error", reject).end();
    });
  await send({ ...OURS, "x-forwarded-for": "203.0.113.9" });
  const [first = {}] = inner;
  expect(await send({ ...first, host: `127.0.0.1:${port}` })).toBe(200);
  expect(inner[1]).toMatchObject({
    "x-forwarded-host": "names.example.com",
    "x-namekeep-client-address": "127.0.0.1",
  });
  const guessed = { ...first, "x-namekeep-passed": "guessed", host: `127.0.0.1:${port}` };
  expect(await send(guessed)).toBe(421);
});

test("behind one proxy its last entry counts, and the host it forwards", async () => {
  const headers = {
    host: "upstream",
    "x-forwarded-host": "names.example.com",
    "x-forwarded-for": "198.51.100.1, 203.0.113.9",
  };
  const { status, behind } = await pass(headers, { TRUST_PROXY: "1" });
  expect(status).toBe(200);
  expect(behind?.["x-namekeep-client-address"]).toBe("203.0.113.9");
});

describe("the address of a caller", () => {
  test.each([
    ["10.0.0.1, 203.0.113.9, 192.0.2.4", 2, "203.0.113.9"],
    ["203.0.113.9", 2, "192.0.2.1"],
    ["not-an-address", 1, "192.0.2.1"],
    ["203.0.113.9:4711", 1, "203.0.113.9"],
    ["[2001:db8::1]:4711", 1, "2001:db8::1"],
    ["2001:db8::1", 1, "2001:db8::1"],
    ["", 1, "192.0.2.1"],
  ])("%s behind %i proxies is %s", (chain, trusted, expected) => {
    expect(clientAddress({ "x-forwarded-for": chain }, "::ffff:192.0.2.1", trusted)).toBe(expected);
  });
});

describe("the hosts of a demo", () => {
  const local = knownHosts({ ...settingsFor({}), mode: "demo", appUrl: "http://localhost:3000" });
  const open = knownHosts({
    ...settingsFor({ HOST: "0.0.0.0" }),
    mode: "demo",
    appUrl: "http://localhost:3000",
  });

  test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000"])("%s is ours", (host) => {
    expect(local(host)).toBe(true);
  });

  test.each([
    "localhost:3001",
    "rebound.example:3000",
    "192.0.2.1:3000",
    "",
  ])("%s is not ours on loopback", (host) => {
    expect(local(host)).toBe(false);
  });

  test("a bare address is ours when the demo listens beyond loopback, a strange name never", () => {
    expect(open("192.0.2.1:3000")).toBe(true);
    expect(open("rebound.example:3000")).toBe(false);
  });
});
