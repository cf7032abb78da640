import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { lockLeases } from "@/db/schema/operations";

/** Lends the names a plan unlocks. A name that was lent already is lent by the newer plan from now on. */
export async function lend(
  tx: Transaction,
  { planId, purpose, until }: { planId: string; purpose: string; until: string },
): Promise<void> {
  await tx.execute(sql`
    update lock_leases l set ended_at = now() from operations o
    where o.plan_id = ${planId}::uuid and l.domain_id = o.domain_id and l.ended_at is null`);
  await tx.execute(sql`
    insert into lock_leases (partner_id, domain_id, plan_id, purpose, until)
    select partner_id, domain_id, plan_id, ${purpose}, ${until}::timestamptz from operations
    where plan_id = ${planId}::uuid and domain_id is not null`);
}

/** Names whose lease has run out, those of the longest past first. */
export async function dueNames(
  tx: Transaction,
  most: number,
): Promise<{ id: string; domainId: string }[]> {
  return tx
    .select({ id: lockLeases.id, domainId: lockLeases.domainId })
    .from(lockLeases)
    .where(and(isNull(lockLeases.endedAt), sql`${lockLeases.until} <= now()`))
    .orderBy(lockLeases.until)
    .limit(most);
}

/** Ends leases of names for which a plan found nothing to do. A name that it has to lock keeps its lease until it is started. */
export async function endUnneeded(
  tx: Transaction,
  ids: readonly string[],
  planId: string,
): Promise<void> {
  await tx.execute(sql`
    update lock_leases l set ended_at = now()
    where l.id = any (${sql.param([...ids])}::uuid[]) and l.ended_at is null
      and not exists (select 1 from plan_rows r
        where r.plan_id = ${planId}::uuid and r.domain_id = l.domain_id
          and (r.verdict = 'change' or r.rule = 'stale'))`);
}

/** Ends the leases of names that a plan locks. */
export async function endOfPlan(tx: Transaction, planId: string): Promise<void> {
  await tx.execute(sql`
    update lock_leases l set ended_at = now(), relock_plan_id = ${planId}::uuid from operations o
    where o.plan_id = ${planId}::uuid and l.domain_id = o.domain_id and l.ended_at is null`);
}

/** The open lease of a name. */
export async function openOf(tx: Transaction, domainId: string) {
  const [lease] = await tx
    .select()
    .from(lockLeases)
    .where(and(eq(lockLeases.domainId, domainId), isNull(lockLeases.endedAt)));
  return lease ?? null;
}
