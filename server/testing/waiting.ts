import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** Whether another connection waits for what this transaction holds. Other test files' waits do not count. */
export async function isWaitedFor(holder: Transaction): Promise<boolean> {
  const [row] = await holder.execute<{ waited: boolean }>(sql`
    select exists (select 1 from pg_locks
      where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))) as waited`);
  return row?.waited === true;
}
