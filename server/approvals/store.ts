import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { approvalRules } from "@/db/schema/approvals";
import { domains } from "@/db/schema/domains";
import { planRows } from "@/db/schema/operations";
import { partners } from "@/db/schema/partners";

export type RuleRecord = typeof approvalRules.$inferSelect;
export type NewRule = typeof approvalRules.$inferInsert;

/** All rules with the names of their partners, in the order they are read. A caller without the house sees no partner's name but its own. */
export const rules = (tx: Transaction) =>
  tx
    .select({ rule: approvalRules, partnerName: partners.name })
    .from(approvalRules)
    .leftJoin(partners, eq(partners.id, approvalRules.ofPartnerId))
    .orderBy(asc(approvalRules.position), asc(approvalRules.createdAt));
export type NamedRule = Awaited<ReturnType<typeof rules>>[number];

/** Holds all rules until the transaction ends: two people do not order them at once. */
export async function holdAll(tx: Transaction): Promise<RuleRecord[]> {
  await tx.execute(sql`lock table approval_rules in share row exclusive mode`);
  return tx.select().from(approvalRules).orderBy(asc(approvalRules.position));
}

/** @returns the id of the new rule */
export async function insert(tx: Transaction, rule: NewRule): Promise<string> {
  const [row] = await tx.insert(approvalRules).values(rule).returning({ id: approvalRules.id });
  if (!row) throw new Error("insert returned no row");
  return row.id;
}

/** Writes a rule over; plans that it holds back already keep what was frozen with them. */
export async function update(tx: Transaction, id: string, set: Partial<NewRule>): Promise<void> {
  await tx
    .update(approvalRules)
    .set({ ...set, changedAt: sql`now()` })
    .where(eq(approvalRules.id, id));
}

/** Forgets a rule; plans that it holds back already keep what was frozen with them. */
export async function remove(tx: Transaction, id: string): Promise<void> {
  await tx.delete(approvalRules).where(eq(approvalRules.id, id));
}

/** Whether there is such a partner, archived or not. */
export async function isPartner(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx.select({ id: partners.id }).from(partners).where(eq(partners.id, id));
  return row !== undefined;
}

/** What of a plan's names rules may ask about. Only rows that are to change count. */
export type Touched = {
  readonly names: number;
  /** Rows of a paid kind whose price nobody knows. */
  readonly unpriced: number;
  readonly partnerIds: readonly string[];
  readonly tags: readonly string[];
  readonly critical: number;
};

/** What the changing rows of a plan come to, as far as rules ask. */
export async function touchedBy(tx: Transaction, planId: string): Promise<Touched> {
  const [row] = await tx
    .select({
      names: sql<number>`count(*)::int`,
      unpriced: sql<number>`count(*) filter (where ${planRows.costMinor} is null)::int`,
      partnerIds: sql<
        string[]
      >`coalesce(array_agg(distinct ${planRows.partnerId}::text) filter (where ${planRows.partnerId} is not null), '{}')`,
      critical: sql<number>`count(*) filter (where ${domains.isCritical})::int`,
    })
    .from(planRows)
    .leftJoin(domains, eq(domains.id, planRows.domainId))
    .where(sql`${planRows.planId} = ${planId}::uuid and ${planRows.verdict} = 'change'`);
  const tags = await tx.execute<{ tag: string }>(sql`
    select distinct unnest(d.tags) as tag from plan_rows r join domains d on d.id = r.domain_id
    where r.plan_id = ${planId}::uuid and r.verdict = 'change'`);
  if (!row) throw new Error("a count without a row");
  return { ...row, tags: tags.map(({ tag }) => tag) };
}
