import { type Database, inTenant, type Transaction } from "@/db/client";
import { lookInTenant } from "@/db/look";
import type { Scope } from "../auth/scope";
import { tenantOf } from "../auth/scope";

const RETRIED = new Set(["40001", "40P01"]);
const ATTEMPTS = 4;

/** The SQLSTATE behind an error, wherever drizzle put it. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code))
    return error.code;
  return sqlState(error.cause);
}

/** Whether a statement was refused because a unique value is taken. Its transaction is lost by then. */
export const isDuplicate = (error: unknown): boolean => sqlState(error) === "23505";

/** Reads within `scope`, in one transaction and one snapshot of settings. */
export const read = <T>(
  ctx: { readonly db: Database; readonly scope: Scope },
  body: (tx: Transaction) => Promise<T>,
): Promise<T> => inTenant(ctx.db, tenantOf(ctx.scope), body);

/** Reads within `scope` and can do nothing else, in as few waits as there are queries that need each other's answers. */
export const look = <T>(
  ctx: { readonly db: Database; readonly scope: Scope },
  body: (tx: Transaction) => Promise<T>,
): Promise<T> => lookInTenant(ctx.db, tenantOf(ctx.scope), body);

/**
 * Runs `body` in one transaction within `scope`, again when the database says it lost a race
 * (40001, 40P01). `body` must therefore touch nothing but the transaction.
 */
export async function transact<T>(
  ctx: { readonly db: Database; readonly scope: Scope },
  body: (tx: Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTenant(ctx.db, tenantOf(ctx.scope), body);
    } catch (error) {
      if (attempt === ATTEMPTS || !RETRIED.has(sqlState(error) ?? "")) throw error;
    }
  }
}
