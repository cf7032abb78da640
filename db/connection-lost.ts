/** What the driver calls a connection that broke, or could not be made. */
const BROKEN = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ERR_STREAM_WRITE_AFTER_END",
  "ERR_STREAM_DESTROYED",
  // The server is going down, coming up, or has no place (class 57P, 53300).
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

/** Whether an error says that the database could not be reached, not that it refused something. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && BROKEN.has(error.code)) return true;
  return isConnectionLost(error.cause);
}
