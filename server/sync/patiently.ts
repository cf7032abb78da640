import { setTimeout as sleep } from "node:timers/promises";
import { sqlState } from "../kernel/transact";

const PATIENCE_MS = 90_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

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
]);
/** The server is going down, coming up, or has no place (class 57P, 53300). */
const DOWN = new Set(["57P01", "57P02", "57P03", "53300"]);

/** Whether an error says that the database could not be reached, not that it refused something. */
export function isDatabaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (DOWN.has(sqlState(error) ?? "")) return true;
  if ("code" in error && typeof error.code === "string" && BROKEN.has(error.code)) return true;
  return isDatabaseGone(error.cause);
}

/**
 * Does a piece of work again while the database cannot be reached, for up to a minute and a half. Whether the last
 * attempt was written nobody knows: `work` finds out by itself.
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseGone(error) || Date.now() + waitMs > until) throw error;
      await sleep(waitMs);
    }
  }
}
