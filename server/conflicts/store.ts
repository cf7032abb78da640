import { and, desc, eq, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { conflicts } from "@/db/schema/conflicts";
import { domainSync, domains } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";
import type { ConflictQuery } from "./schemas";

const whole = (tx: Transaction) =>
  tx
    .select({
      conflict: conflicts,
      domain: domains,
      partnerName: partners.name,
      account: { name: registrarAccounts.name },
      home: sql<{ name: string; mode: string; registrar: string }>`(select jsonb_build_object(
        'name', h.name, 'mode', h.mode, 'registrar', h.registrar) from registrar_accounts h
        where h.id = ${domains.accountId})`,
      from: sql<string | null>`(select f.name from registrar_accounts f
        where f.id::text = ${conflicts.kept} ->> 'accountId')`,
      /** What started the reading that last told it. */
      trigger: sql<
        string | null
      >`(select r.trigger from sync_runs r where r.id = ${conflicts.runId})`,
      listedAt: domainSync.listedAt,
      detailsAt: domainSync.detailsAt,
      /** Whether something newer stands in its place. */
      hasNewer: sql<boolean>`exists (select 1 from conflicts n where n.domain_id = ${conflicts.domainId}
        and n.field = ${conflicts.field} and n.state <> 'closed' and n.id <> ${conflicts.id})`,
    })
    .from(conflicts)
    .innerJoin(domains, eq(domains.id, conflicts.domainId))
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, conflicts.accountId))
    .leftJoin(partners, eq(partners.id, conflicts.partnerId))
    .leftJoin(domainSync, eq(domainSync.domainId, conflicts.domainId));

export type ConflictPosition = { readonly at: string; readonly id: string };

const VIEWS = {
  open: { at: conflicts.firstSeenAt, where: eq(conflicts.state, "open") },
  decided: { at: conflicts.decidedAt, where: isNotNull(conflicts.decidedAt) },
};

function conditionsOf(
  query: ConflictQuery,
  position: ConflictPosition | null,
): (SQL | undefined)[] {
  const { at, where } = VIEWS[query.view];
  return [
    where,
    query.field.length > 0 ? inArray(conflicts.field, query.field) : undefined,
    query.rule.length > 0 ? inArray(conflicts.rule, query.rule) : undefined,
    query.account ? eq(conflicts.accountId, query.account) : undefined,
    query.partner ? eq(conflicts.partnerId, query.partner) : undefined,
    query.run ? eq(conflicts.runId, query.run) : undefined,
    query.name ? eq(domains.name, query.name) : undefined,
    position
      ? sql`(${at}, ${conflicts.id}) < (${position.at}::timestamptz, ${position.id}::uuid)`
      : undefined,
  ];
}

/** Conflicts behind `position`, newest first, one more than asked so that the caller sees whether it goes on. */
export const page = (tx: Transaction, query: ConflictQuery, position: ConflictPosition | null) =>
  whole(tx)
    .where(and(...conditionsOf(query, position)))
    .orderBy(desc(VIEWS[query.view].at), desc(conflicts.id))
    .limit(query.limit + 1);
export type ConflictRow = Awaited<ReturnType<typeof page>>[number];

/** A conflict with its name; null when there is none for the caller. */
export async function find(tx: Transaction, id: string): Promise<ConflictRow | null> {
  const [row] = await whole(tx).where(eq(conflicts.id, id));
  return row ?? null;
}

/** How many are open in each combination of field, rule and account. */
export const groups = (tx: Transaction, partner: string | null) =>
  tx
    .select({
      field: conflicts.field,
      rule: conflicts.rule,
      accountId: conflicts.accountId,
      accountName: registrarAccounts.name,
      count: sql<number>`count(*)::int`,
    })
    .from(conflicts)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, conflicts.accountId))
    .where(and(eq(conflicts.state, "open"), partner ? eq(conflicts.partnerId, partner) : undefined))
    .groupBy(conflicts.field, conflicts.rule, conflicts.accountId, registrarAccounts.name);

/** How many are open, counted no further than `most`. */
export async function count(
  tx: Transaction,
  partner: string | null,
  most: number,
): Promise<number> {
  // The word stands in the text, where the planner sees that the index of open ones knows all that is asked.
  const whose = partner === null ? sql`` : sql`and partner_id = ${partner}::uuid`;
  const [row] = await again<{ names: number }>(
    tx,
    sql`select count(*)::int as names from (
      select 1 from conflicts where state = 'open' ${whose} limit ${sql.raw(String(most))}
    ) as open`,
  );
  return row?.names ?? 0;
}

type Alike = { readonly field: string; readonly rule: string; readonly accountId: string };

/** Open conflicts of one field, account and rule, at most `most` of them, the oldest first. */
export const alike = (tx: Transaction, { field, rule, accountId }: Alike, most: number) =>
  whole(tx)
    .where(
      and(
        eq(conflicts.state, "open"),
        eq(conflicts.accountId, accountId),
        eq(conflicts.field, field),
        eq(conflicts.rule, rule),
      ),
    )
    .orderBy(conflicts.firstSeenAt, conflicts.id)
    .limit(most);

/** Holds conflicts until the transaction ends. Their names must be held already. */
export const hold = (tx: Transaction, ids: readonly string[]) =>
  tx
    .select()
    .from(conflicts)
    .where(inArray(conflicts.id, [...ids]))
    .orderBy(conflicts.id)
    .for("update");
export type Conflict = Awaited<ReturnType<typeof hold>>[number];

export type Decided = {
  readonly id: string;
  readonly state: "settled" | "closed";
  readonly outcome: string;
  readonly undo: Conflict["undo"];
};

export type Decider = { readonly id: string; readonly name: string; readonly at: string };

/** Writes down what was decided, in one statement. */
export async function decide(
  tx: Transaction,
  rows: readonly Decided[],
  { id, name, at }: Decider,
  planId: string | null,
): Promise<void> {
  await tx.execute(sql`
    update conflicts c set state = r.state, outcome = r.outcome, undo = r.undo, plan_id = ${planId}::uuid,
      decided_by_id = ${id}, decided_by_name = ${name}, decided_at = ${at}::timestamptz,
      closed_at = case when r.state = 'closed' then ${at}::timestamptz end, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, state text, outcome text, undo jsonb)
    where c.id = r.id`);
}

/** Opens a decided conflict again. */
export async function reopen(tx: Transaction, id: string): Promise<void> {
  await tx
    .update(conflicts)
    .set({
      state: "open",
      outcome: null,
      decidedById: null,
      decidedByName: null,
      decidedAt: null,
      closedAt: null,
      planId: null,
      undo: null,
      version: sql`${conflicts.version} + 1`,
    })
    .where(eq(conflicts.id, id));
}

/** Opens again what was to be pushed by a plan that never ran, or failed. @returns the names */
export async function reopenAbandoned(tx: Transaction): Promise<string[]> {
  const rows = await tx.execute<{ domain_id: string }>(sql`
    update conflicts c set state = 'open', outcome = null, decided_by_id = null, decided_by_name = null,
      decided_at = null, plan_id = null, undo = null, version = c.version + 1
    from plans p where p.id = c.plan_id and c.state = 'settled' and c.outcome = 'pushed' and (
      p.state = 'cancelled' or (p.state = 'ready' and p.expires_at < now())
      or (p.state = 'done' and not exists (select 1 from plan_rows r join operations o on o.id = r.operation_id
        where r.plan_id = p.id and r.domain_id = c.domain_id and o.state not in ('failed', 'cancelled'))))
    returning c.domain_id`);
  return [...rows].map(({ domain_id }) => domain_id);
}

type Wish = { readonly id: string; readonly wish: boolean | null };

/** Sets our wish about auto-renewal, with the flag that follows from it. */
export async function setWishes(tx: Transaction, rows: readonly Wish[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update domains d set auto_renew_wish = r.wish, version = d.version + 1, updated_at = now(),
      flags = case when r.wish is not null and d.auto_renew <> 'unknown' and r.wish <> (d.auto_renew = 'on')
        then d.flags | 1 else d.flags & ~1 end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, wish boolean) where d.id = r.id`);
}

type Move = { readonly id: string; readonly accountId: string; readonly flags: number };

/** Puts names into other accounts; their next reading there compares everything. */
export async function moveNames(tx: Transaction, rows: readonly Move[]): Promise<void> {
  if (rows.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "accountId" uuid, flags integer)`;
  await tx.execute(sql`
    update domains d set account_id = r."accountId", flags = r.flags, registrar_ref = null,
      version = d.version + 1, updated_at = now() from ${given} where d.id = r.id`);
  await tx.execute(sql`
    update domain_sync s set account_id = r."accountId", list_digest = '', details_at = null
    from ${given} where s.domain_id = r.id`);
}

/** Sets the flags of names. */
export async function setFlags(
  tx: Transaction,
  rows: readonly { readonly id: string; readonly flags: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update domains d set flags = r.flags, version = d.version + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, flags integer)
    where d.id = r.id and d.flags <> r.flags`);
}
