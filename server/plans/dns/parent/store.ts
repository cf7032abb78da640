import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

export type DueRow = {
  readonly planId: string;
  readonly position: number;
  readonly name: string;
  readonly after: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly finishedAt: string | null;
};

/** Whoever looks and dies is given up after so many seconds. */
const LEASE_SECONDS = 60;

/** Takes rows whose delegation is to be looked for at the zone above, each with how its change stands. */
export async function claim(tx: Transaction, most: number): Promise<DueRow[]> {
  const rows = await tx.execute<{
    plan_id: string;
    position: number;
    name: string;
    after: DueRow["after"];
    state: string;
    finished_at: string | null;
  }>(sql`
    with due as (
      select plan_id, position from plan_rows where parent_next_at <= now()
      order by parent_next_at limit ${most} for update skip locked
    )
    update plan_rows r set parent_next_at = now() + make_interval(secs => ${LEASE_SECONDS})
    from due, operations o
    where r.plan_id = due.plan_id and r.position = due.position
      and o.plan_id = due.plan_id and o.plan_position = due.position
    returning r.plan_id, r.position, r.name, r.after, o.state, o.finished_at`);
  return rows.map((row) => ({
    planId: row.plan_id,
    position: row.position,
    name: row.name,
    after: row.after,
    state: row.state,
    finishedAt: row.finished_at,
  }));
}

export type Turn = {
  readonly planId: string;
  readonly position: number;
  readonly isSeen: boolean;
  /** Null: nobody looks any more. */
  readonly againInSeconds: number | null;
};

/** Notes what each look at the parent came to, and when the next one is due. */
export async function save(tx: Transaction, turns: readonly Turn[]): Promise<void> {
  await tx.execute(sql`
    update plan_rows r set
      parent_seen_at = case when t."isSeen" then now() end,
      parent_next_at = now() + make_interval(secs => t."againInSeconds")
    from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb)
      as t("planId" uuid, position int, "isSeen" boolean, "againInSeconds" float8)
    where r.plan_id = t."planId" and r.position = t.position`);
}
