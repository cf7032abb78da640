import { createServer } from "node:http";
import next from "next";
import { environment } from "@/server/kernel/env";
import { frontDoor } from "./serve/front-door";
import { shutDownOnRequest } from "./serve/shutdown";

const DRAIN_MS = 10_000;
/** An open page holds a WebSocket for reloading, which would never be over. */
const DEV_DRAIN_MS = 200;

/** Serves the console and its interfaces: Next behind a listener of our own. */
async function main(): Promise<void> {
  const settings = environment();
  const { host, port } = settings;
  const dev = process.argv.includes("--dev");
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 15_000,
    requestTimeout: 60_000,
    // Longer than the usual idle time of a load balancer, which must be the first to hang up.
    keepAliveTimeout: 65_000,
  });
  // Next hooks WebSockets to the server it is given; outside development it gets one that never listens.
  const app = next({ dev, hostname: host, port, httpServer: dev ? server : createServer() });
  if (!dev) server.on("upgrade", (_request, socket) => socket.destroy());
  await app.prepare();
  server.on("request", frontDoor(settings, app.getRequestHandler()));
  server.on("error", (error) => {
    console.error(`The server cannot listen on ${host}:${port}: ${error.message}`);
    process.exit(1);
  });
  shutDownOnRequest(server, dev ? DEV_DRAIN_MS : DRAIN_MS);
  server.listen(port, host);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
