import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:tls";
import { expect, test } from "vitest";
import { listening } from "@/server/testing/loopback";
import { guardedAgent, type Lookup } from "./connector";

const base = { simulator: null, connectTimeoutMs: 1000 };
const knows =
  (...addresses: string[]): Lookup =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

const causeOf = async (agent: ReturnType<typeof guardedAgent>, origin: string) => {
  try {
    await agent.request({ origin, path: "/", method: "GET" });
    return "answered";
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  } finally {
    await agent.destroy();
  }
};

async function countingServer() {
  let connections = 0;
  const server = createHttpServer((_request, response) => response.end("{}"));
  server.on("connection", () => {
    connections += 1;
  });
  const port = await listening(server, () => server.closeAllConnections());
  return { port, connections: () => connections };
}

test.each([
  ["a loopback literal", "http://127.0.0.1", undefined],
  ["a loopback literal in IPv6", "http://[::1]", undefined],
  ["a mapped literal", "http://[::ffff:127.0.0.1]", undefined],
  ["a decimal literal", "http://2130706433", undefined],
  ["a name for loopback", "http://localtest.me", knows("127.0.0.1")],
  ["a name with one closed address of two", "http://both.example", knows("1.1.1.1", "127.0.0.1")],
  ["a name without an address", "http://none.example", knows()],
  ["the system's own localhost", "http://localhost", undefined],
])("%s is refused before a connection is tried", async (_what, host, lookup) => {
  const server = await countingServer();
  const agent = guardedAgent({ ...base, lookup });
  expect(await causeOf(agent, `${host}:${server.port}`)).toBe("EBLOCKED");
  expect(server.connections()).toBe(0);
});

test("a name is looked up once per connection, and only the checked address is connected to", async () => {
  const server = await countingServer();
  let lookups = 0;
  const rebinding: Lookup = async () => {
    lookups += 1;
    return [{ address: lookups === 1 ? "127.0.0.2" : "127.0.0.1", family: 4 }];
  };
  const isOpen = (address: string) => address === "127.0.0.2";
  const agent = guardedAgent({ ...base, lookup: rebinding, isOpen });
  expect(await causeOf(agent, `http://rebind.example:${server.port}`)).not.toBe("answered");
  expect(lookups).toBe(1);
  expect(server.connections()).toBe(0);
});

test("the peer is checked again when the connection stands", async () => {
  const server = await countingServer();
  const verdicts = [true, false];
  const agent = guardedAgent({
    ...base,
    lookup: knows("127.0.0.1"),
    isOpen: () => verdicts.shift() ?? false,
  });
  expect(await causeOf(agent, `http://turncoat.example:${server.port}`)).toBe("EBLOCKED");
  expect(verdicts).toEqual([]);
});

test("the Host header keeps the name", async () => {
  let host: string | undefined;
  const server = createHttpServer((request, response) => {
    host = request.headers.host;
    response.end("{}");
  });
  const port = await listening(server, () => server.closeAllConnections());
  const agent = guardedAgent({ ...base, lookup: knows("127.0.0.1"), isOpen: () => true });
  expect(await causeOf(agent, `http://api.example:${port}`)).toBe("answered");
  expect(host).toBe(`api.example:${port}`);
});

test("the TLS handshake names the host, not the address", async () => {
  const named = Promise.withResolvers<string>();
  const server = createTlsServer({
    SNICallback: (servername, done) => {
      named.resolve(servername);
      done(new Error("no certificate here"));
    },
  });
  server.on("tlsClientError", () => undefined);
  const port = await listening(server);
  const agent = guardedAgent({ ...base, lookup: knows("127.0.0.1"), isOpen: () => true });
  expect(await causeOf(agent, `https://api.example:${port}`)).not.toBe("answered");
  expect(await named.promise).toBe("api.example");
});

test("the simulator's address and port are reached, its neighbours are not", async () => {
  const [simulator, neighbour] = [await countingServer(), await countingServer()];
  const origin = `http://127.0.0.1:${simulator.port}`;
  const agent = () => guardedAgent({ ...base, simulator: new URL(origin) });
  expect(await causeOf(agent(), origin)).toBe("answered");
  expect(await causeOf(agent(), `http://127.0.0.1:${neighbour.port}`)).toBe("EBLOCKED");
  expect(await causeOf(agent(), `https://127.0.0.1:${simulator.port}`)).toBe("EBLOCKED");
});
