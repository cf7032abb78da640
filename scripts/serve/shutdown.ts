import type { Server } from "node:http";

const DRAIN_MS = 10_000;

/**
 * Ends the process in order when it is told to, or when the process that started it is gone.
 *
 * No new connection is taken, running requests get ten seconds, then the rest is cut.
 */
export function shutDownOnRequest(server: Server): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  if (process.connected) process.on("disconnect", stop);
}
