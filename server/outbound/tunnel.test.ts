import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { connect, createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { CERTIFICATE } from "@/server/testing/certificate";
import { listening } from "@/server/testing/loopback";
import { outboundClient } from "./client";
import { type EgressProxy, proxyRoute } from "./egress-proxy";
import type { Lane } from "./gate";
import { hostPolicy } from "./host-policy";

const TOKEN = "canary-token-4711";
const PASSWORD = "canary-proxy-0815";
const BASIC = `Basic ${Buffer.from(`anna:${PASSWORD}`).toString("base64")}`;
const Answer = z.object({ message: z.string() });
const read = { method: "GET", path: "/things", answer: Answer } as const;
const LANES: readonly Lane[] = ["interactive", "background"];

/** A registrar behind TLS, whose certificate is that of api.example. */
async function registrar() {
  const seen: IncomingMessage["headers"][] = [];
  const server = createHttpsServer(CERTIFICATE, (request, response) => {
    seen.push(request.headers);
    response.writeHead(200, { "content-type": "application/json" }).end('{"message":"through"}');
  });
  server.on("tlsClientError", () => undefined);
  const port = await listening(server, () => server.closeAllConnections());
  return { port, seen };
}

type Asked = { readonly authority: string; readonly headers: IncomingMessage["headers"] };
type Answering = (socket: Socket, asked: Asked) => void;

/** A forward proxy that does what `answer` says with each CONNECT. */
async function proxy(answer: Answering, { isSecure = false } = {}) {
  const asked: Asked[] = [];
  const bytes: Buffer[] = [];
  const server = isSecure ? createHttpsServer(CERTIFICATE) : createHttpServer();
  const sockets = new Set<Socket>();
  server.on("connect", (request: IncomingMessage, socket: Socket) => {
    sockets.add(socket);
    socket.on("data", (chunk) => bytes.push(chunk)).on("error", () => undefined);
    const one = { authority: request.url ?? "", headers: request.headers };
    asked.push(one);
    answer(socket, one);
  });
  server.on("tlsClientError", () => undefined);
  const port = await listening(server, () => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
  });
  return { port, asked, seen: () => Buffer.concat(bytes).toString("latin1") };
}

/** Opens the way to a port of loopback, whatever host was asked for. */
const openTo =
  (port: number): Answering =>
  (socket) => {
    const target = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("close", () => target.destroy());
  };

const saying =
  (text: string): Answering =>
  (socket) =>
    void socket.end(text);

type Way = Partial<EgressProxy> & {
  readonly port?: number;
  readonly lane?: Lane;
  readonly listed?: readonly string[];
  readonly isTrusted?: boolean;
  readonly host?: string;
  readonly retriesReads?: boolean;
};

function clientThrough({ port, lane = "interactive", listed = ["127.0.0.1"], ...way }: Way) {
  const { host = "api.example", isTrusted = true, retriesReads = false } = way;
  const url = way.url ?? `http://127.0.0.1:${port}`;
  const route = proxyRoute({ url, username: "anna", password: PASSWORD }, listed);
  if (!route.ok) throw new Error(route.error);
  return outboundClient({
    baseUrl: `https://${host}/v5`,
    policy: hostPolicy({ hosts: [host], mode: "production" }),
    secretHeaders: () => ({ authorization: `Bearer ${TOKEN}` }),
    timeouts: { connectMs: 300, readMs: 2_000, paidMs: 2_000 },
    lookup: async () => [{ address: "127.0.0.1", family: 4 }],
    proxy: route.value,
    lane,
    retriesReads,
    ...(isTrusted ? { ca: CERTIFICATE.cert } : {}),
  });
}

async function failureThrough(way: Way) {
  const outcome = await clientThrough(way).send(read);
  if (outcome.ok) throw new Error("the call succeeded");
  for (const secret of [TOKEN, PASSWORD, BASIC.slice(6), "anna"])
    expect(JSON.stringify(outcome)).not.toContain(secret);
  return outcome.error;
}

describe.each(LANES)("%s calls through a proxy", (lane) => {
  test("reach the registrar in tunnels that are kept for further calls", async () => {
    const target = await registrar();
    const { port, asked } = await proxy(openTo(target.port));
    const client = clientThrough({ port, lane });
    for (let call = 0; call < 6; call += 1)
      expect(await client.send(read)).toMatchObject({ ok: true, value: { status: 200 } });
    expect(asked[0]).toMatchObject({
      authority: "api.example:443",
      headers: { host: "api.example:443", "proxy-authorization": BASIC },
    });
    // The pool opens a second one when a call follows at once on another.
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(target.seen).toHaveLength(6);
    expect(target.seen[0]).toMatchObject({ host: "api.example", authorization: `Bearer ${TOKEN}` });
    expect(target.seen[0]).not.toHaveProperty("proxy-authorization");
  });

  test("are nothing the proxy can read", async () => {
    const target = await registrar();
    const way = await proxy(openTo(target.port));
    await clientThrough({ port: way.port, lane }).send(read);
    expect(way.seen().length).toBeGreaterThan(100);
    for (const word of [TOKEN, "/v5/things", "Bearer"]) expect(way.seen()).not.toContain(word);
  });

  test("that broke off behind the tunnel may have arrived", async () => {
    const cutting = createHttpsServer(CERTIFICATE, (request) => request.socket.destroy());
    const { port } = await proxy(openTo(await listening(cutting)));
    expect(await failureThrough({ port, lane })).toMatchObject({ kind: "unreachable", sent: true });
  });

  test("that are given up while the proxy is silent never left", async () => {
    const giveUp = new AbortController();
    const { port } = await proxy(() => giveUp.abort());
    const outcome = await clientThrough({ port, lane }).send({ ...read, signal: giveUp.signal });
    expect(outcome).toMatchObject({ error: { kind: "cancelled", sent: false } });
  });
});

test("a proxy that is spoken to over TLS shows its own certificate", async () => {
  const target = await registrar();
  const { port, asked } = await proxy(openTo(target.port), { isSecure: true });
  const way = { listed: ["proxy.example", "other.example"] };
  const good = clientThrough({ ...way, url: `https://proxy.example:${port}` });
  expect(await good.send(read)).toMatchObject({ ok: true });
  const other = await failureThrough({ ...way, url: `https://other.example:${port}` });
  expect(other).toMatchObject({
    kind: "unreachable",
    sent: false,
    detail: "The proxy's certificate is for another name.",
  });
  expect(asked).toHaveLength(1);
});

test.each([
  ["407", "HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n", "blocked"],
  ["403", "HTTP/1.1 403 Forbidden\r\ncontent-length: 4\r\n\r\nanna", "blocked"],
  ["a redirect", "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\n\r\n", "blocked"],
  ["502", "HTTP/1.1 502 Bad Gateway\r\n\r\n", "unreachable"],
  ["half an answer", "HTTP/1.1 200 Conn", "unreachable"],
  ["another protocol", "SSH-2.0-OpenSSH_9.6\r\n", "unreachable"],
  ["headers without end", `HTTP/1.1 200 OK\r\nx: ${"x".repeat(200_000)}`, "unreachable"],
  ["nothing", "", "unreachable"],
])("a proxy that answers %s kept the call from leaving", async (_what, text, kind) => {
  const { port } = await proxy(saying(text));
  const failure = await failureThrough({ port });
  expect(failure).toMatchObject({ kind, sent: false, status: null });
  expect(failure.detail).toMatch(/^The proxy/);
});

test("a proxy that refuses is not asked again", async () => {
  const { port, asked } = await proxy(saying("HTTP/1.1 407 No\r\n\r\n"));
  expect(await failureThrough({ port, retriesReads: true })).toMatchObject({
    detail: "The proxy does not accept its user name and password.",
  });
  expect(asked).toHaveLength(1);
});

test("a silent proxy, and one that is not there, are told as the proxy's", async () => {
  const { port } = await proxy(() => undefined);
  expect(await failureThrough({ port })).toMatchObject({
    kind: "timeout",
    sent: false,
    detail: "The proxy did not answer in time.",
  });
  const gone = createServer();
  const free = await listening(gone);
  await new Promise((resolve) => gone.close(resolve));
  expect(await failureThrough({ port: free })).toMatchObject({
    kind: "unreachable",
    sent: false,
    detail: "The proxy refused the connection.",
  });
});

test("the registrar's certificate is checked through the tunnel", async () => {
  const target = await registrar();
  const { port } = await proxy(openTo(target.port));
  expect(await failureThrough({ port, isTrusted: false })).toMatchObject({
    kind: "unreachable",
    sent: false,
    detail: "The host's certificate is not trusted.",
  });
  expect(await failureThrough({ port, host: "other.example" })).toMatchObject({
    kind: "unreachable",
    sent: false,
    detail: "The host's certificate is for another name.",
  });
  expect(target.seen).toEqual([]);
});

test("a tunnel that ends somewhere else brings no call there", async () => {
  const heard: Buffer[] = [];
  const stranger = createServer((socket) => {
    socket.on("data", (chunk) => heard.push(chunk)).on("error", () => undefined);
    socket.end("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{}");
  });
  const { port } = await proxy(openTo(await listening(stranger)));
  expect(await failureThrough({ port })).toMatchObject({ sent: false });
  expect(Buffer.concat(heard).toString("latin1")).not.toContain(TOKEN);
  const mute = createTlsServer({ SNICallback: (_name, done) => done(new Error("none")) });
  mute.on("tlsClientError", () => undefined);
  const other = await proxy(openTo(await listening(mute)));
  expect(await failureThrough({ port: other.port })).toMatchObject({ sent: false });
});

test("a proxy's name that stands for an address of ours is not connected to", async () => {
  let connections = 0;
  const server = createServer(() => {
    connections += 1;
  });
  const port = await listening(server);
  const failure = await failureThrough({ url: `http://proxy.example:${port}`, listed: [] });
  expect(failure).toMatchObject({
    kind: "blocked",
    sent: false,
    detail: "The proxy resolves to an address that is not open to us.",
  });
  expect(connections).toBe(0);
});
