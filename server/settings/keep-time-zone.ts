import type { Database } from "@/db/client";
import { database } from "@/db/runtime";
import { organisationTimeZone } from "../kernel/today";
import { settingsOf } from "./settings-of";

const FRESH_MS = 15_000;
let readAt = Number.NEGATIVE_INFINITY;

/**
 * Sees to it that this process knows the organisation's time zone, which another one may have changed: at most
 * fifteen seconds old. While the database does not answer, what was known last goes on holding.
 */
export async function keepTimeZone(db: Database): Promise<string> {
  if (performance.now() - readAt > FRESH_MS) {
    readAt = performance.now();
    await settingsOf(db).catch(() => undefined);
  }
  return organisationTimeZone();
}

/** The same for the frame of every page, which is drawn before anybody is known. */
export const knownTimeZone = (): Promise<string> => keepTimeZone(database());
