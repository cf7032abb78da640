import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionLost } from "@/db/connection-lost";

const PATIENCE_MS = 90_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

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
      if (!isConnectionLost(error) || Date.now() + waitMs > until) throw error;
      await sleep(waitMs);
    }
  }
}
