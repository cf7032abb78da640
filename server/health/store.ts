import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

const BEAT = "worker_heartbeat";

/** Notes that a worker is alive now. */
export async function beat(db: Database): Promise<void> {
  await db.execute(sql`
    insert into installation (key, value) values (${BEAT}, to_jsonb(now()))
    on conflict (key) do update set value = excluded.value`);
}

/** Seconds since a worker was last alive, null when none ever was; fails when the queue's tables do. */
export async function pulse(db: Database): Promise<{ workerSilentSeconds: number | null }> {
  const [row] = await db.execute<{ silent: number | null }>(sql`
    select (select extract(epoch from now() - (value #>> '{}')::timestamptz)::int
      from installation where key = ${BEAT}) as silent,
      (select count(*) from pgboss.queue) as queues`);
  return { workerSilentSeconds: row?.silent ?? null };
}
