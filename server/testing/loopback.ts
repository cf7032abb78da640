import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { afterEach } from "vitest";

const closers: Array<() => Promise<void>> = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Listens on a free loopback port until the running test ends. @returns the port */
export async function listening(server: Server, end?: () => void): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    end?.();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return port;
}

/** An HTTP server that answers as `listener` says until the running test ends. @returns its origin */
export async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const port = await listening(server, () => server.closeAllConnections());
  return `http://127.0.0.1:${port}`;
}
