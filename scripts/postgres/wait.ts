import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks `condition` again and again until it holds.
 *
 * @returns false when it did not hold within `timeoutMs`.
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  timeoutMs: number,
  everyMs = 10,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) return false;
    await pause(everyMs);
  }
  return true;
}
