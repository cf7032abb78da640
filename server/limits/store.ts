import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { AppError } from "../kernel/errors";

/** So many in so long, all of which may come at once. */
export type Limit = { readonly times: number; readonly perSeconds: number };

/**
 * Spends one of `limit` under `key` (GCRA: one row per key, dated by the database's clock, one winner
 * per slot however many ask). A denied attempt spends nothing.
 *
 * @throws AppError `rate_limited` with `retryAfterSeconds`
 */
export async function spend(
  db: Database,
  key: string,
  limit: Limit,
  message: string,
): Promise<void> {
  const interval = sql`make_interval(secs => ${limit.perSeconds / limit.times})`;
  const next = sql`(greatest(rate_limits.arrives_at, now()) + ${interval})`;
  const burst = sql`(now() + make_interval(secs => ${limit.perSeconds}))`;
  const spent = await db.execute(sql`
    insert into rate_limits (key, arrives_at) values (${key}, now() + ${interval})
    on conflict (key) do update set arrives_at = ${next} where ${next} <= ${burst}
    returning key`);
  if (spent.length > 0) return;
  const [wait] = await db.execute<{ seconds: number }>(sql`
    select greatest(1, ceil(extract(epoch from (${next} - ${burst}))))::int as seconds
    from rate_limits where key = ${key}`);
  throw new AppError("rate_limited", message, { retryAfterSeconds: wait?.seconds ?? 1 });
}

/** Gives back everything spent under `key`, as after a right password. */
export async function refund(db: Database, key: string): Promise<void> {
  await db.execute(sql`delete from rate_limits where key = ${key}`);
}

/** Gives back the one that was spent last under `key`; what came before it stays spent. */
export async function refundOne(db: Database, key: string, limit: Limit): Promise<void> {
  await db.execute(sql`
    update rate_limits set arrives_at = arrives_at - make_interval(secs => ${limit.perSeconds / limit.times})
    where key = ${key}`);
}
