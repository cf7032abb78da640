import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { circuitBreakers } from "@/db/schema/outbound";
import { rateLimits } from "@/db/schema/people";

/** How far ahead of now each count of calls is, in milliseconds; those that stand nowhere are left out. */
export async function aheadOf(
  tx: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select({
      key: rateLimits.key,
      aheadMs: sql<number>`(extract(epoch from ${rateLimits.arrivesAt} - clock_timestamp()) * 1000)::float8`,
    })
    .from(rateLimits)
    .where(inArray(rateLimits.key, [...keys]));
  return new Map(rows.map(({ key, aheadMs }) => [key, aheadMs]));
}

/** Forgets counts of calls, so that all that is allowed is left again. */
export async function forgetLimits(tx: Transaction, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.delete(rateLimits).where(inArray(rateLimits.key, [...keys]));
}

/** Closes every breaker of an account, so that the next call is made. @returns how many were not closed */
export async function closeBreakers(tx: Transaction, accountId: string): Promise<number> {
  const closed = await tx
    .delete(circuitBreakers)
    .where(and(eq(circuitBreakers.accountId, accountId), sql`${circuitBreakers.state} <> 'closed'`))
    .returning({ endpoint: circuitBreakers.endpoint });
  return closed.length;
}

/**
 * Deletes breakers of accounts that are not in use, an hour after they last moved so that one being tried
 * keeps its own meanwhile, and limits that came back in full more than a day ago.
 */
export async function sweepGates(tx: Transaction): Promise<number> {
  const breakers = await tx
    .delete(circuitBreakers)
    .where(
      sql`greatest(${circuitBreakers.changedAt}, ${circuitBreakers.windowStartedAt}) < now() - interval '1 hour'
        and not exists (select 1 from ${registrarAccounts}
          where ${registrarAccounts.id} = ${circuitBreakers.accountId} and ${registrarAccounts.removedAt} is null)`,
    )
    .returning({ endpoint: circuitBreakers.endpoint });
  const limits = await tx
    .delete(rateLimits)
    .where(sql`${rateLimits.arrivesAt} < now() - interval '1 day'`)
    .returning({ key: rateLimits.key });
  return breakers.length + limits.length;
}
