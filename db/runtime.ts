import { connect, type Database } from "./client";

const holder = globalThis as { namekeepDatabase?: Database };

/**
 * The process-wide pool, opened on first use so that a build needs no database. It hangs on
 * globalThis because a development server loads this module once per reload.
 */
export function database(): Database {
  holder.namekeepDatabase ??= connect(process.env.DATABASE_URL ?? "postgres://unset").db;
  return holder.namekeepDatabase;
}
