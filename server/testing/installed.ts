import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import type { TestDatabase } from "./postgres";

const holder = globalThis as { namekeepDatabase?: Database };

/**
 * Makes this test file's process an installation on `database`: its pool, its settings, keys of its own.
 * Call it before anything reads the environment, which is read once.
 */
export function installOn(
  database: TestDatabase,
  settings: Readonly<Record<string, string>> = {},
): void {
  holder.namekeepDatabase = database.db;
  Object.assign(process.env, {
    NAMEKEEP_MODE: "demo",
    DATABASE_URL: database.urls.app,
    APP_URL: "http://localhost:3000",
    AUTH_SECRET: randomBytes(32).toString("hex"),
    CREDENTIAL_KEYS: `1:${randomBytes(32).toString("base64")}`,
    ...settings,
  });
}
