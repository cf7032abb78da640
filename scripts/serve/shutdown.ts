import type { Server } from "node:http";

const IDLE_SWEEP_MS = 50;

/**
 * Ends the process in order when it is told to, or when the process that started it is gone.
 *
 * No new connection is taken, running requests may finish, and what is not over by then is cut.
 *
 * @param drainMs how long running requests may take
 */
export function shutDownOnRequest(server: Server, drainMs: number): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    server.close(() => process.exit(0));
    // A connection kept alive falls idle only when its running request is answered.
    setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    setTimeout(() => process.exit(0), drainMs);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  if (process.connected) process.on("disconnect", stop);
}
