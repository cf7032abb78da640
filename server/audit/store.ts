import {
  and,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import { partners } from "@/db/schema/partners";
import { users } from "@/db/schema/people";
import { syncRuns } from "@/db/schema/sync";
import type { ServiceContext } from "../kernel/context";
import { ACTIONS, type AuditEntry } from "./entry";
import { type AuditFilter, isHouse } from "./resolve-filter";
import { NO_PARTNER } from "./schemas";

const BATCH = 1_000;
/** Most changes leave a line or two: those statements are parsed once for each connection. */
const FEW = 2;

const rowOf = (ctx: ServiceContext, entry: AuditEntry): typeof auditEntries.$inferInsert => ({
  partnerId: entry.partnerId,
  actorKind: ctx.actor.kind,
  actorId: ctx.actor.id,
  actorName: ctx.actor.name,
  action: entry.action,
  objectKind: ACTIONS[entry.action],
  objectId: entry.objectId,
  objectName: entry.objectName,
  result: entry.result ?? "ok",
  source: ctx.source,
  requestId: ctx.requestId,
  runId: entry.runId ?? null,
  before: entry.before ?? null,
  after: entry.after ?? null,
  reason: entry.reason ?? null,
  address: ctx.address,
});

/** Appends entries in the order given, a thousand to a statement. The database's clock dates them. */
export async function append(
  tx: Transaction,
  ctx: ServiceContext,
  entries: readonly AuditEntry[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    const rows = entries.slice(start, start + BATCH).map((entry) => rowOf(ctx, entry));
    const insert = tx.insert(auditEntries).values(rows);
    await (rows.length <= FEW ? insert.prepare("append").execute() : insert);
  }
}

/**
 * Appends what a query tells of names, without its rows coming here first: for changes that touch
 * thousands of names in one statement, which {@link append} would carry back and forth.
 *
 * @param told rows of partner_id, action, object_id, object_name, run_id, before, after, reason, and `place`, their order
 */
export async function appendSelected(
  tx: Transaction,
  ctx: ServiceContext,
  told: SQL,
): Promise<void> {
  const { actor, source, requestId, address } = ctx;
  await tx.execute(sql`
    insert into audit_entries (partner_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name,
      result, source, request_id, run_id, before, after, reason, address)
    select partner_id, ${actor.kind}, ${actor.id}, ${actor.name}, action, 'domain', object_id, object_name,
      'ok', ${source}, ${requestId}, run_id, before, after, reason, ${address}
    from (${told}) as told order by place`);
}

const COLUMNS = {
  id: auditEntries.id,
  at: auditEntries.at,
  actorKind: auditEntries.actorKind,
  actorId: auditEntries.actorId,
  actorName: auditEntries.actorName,
  action: auditEntries.action,
  objectKind: auditEntries.objectKind,
  objectId: auditEntries.objectId,
  objectName: auditEntries.objectName,
  partnerId: auditEntries.partnerId,
  partnerName: partners.name,
  result: auditEntries.result,
  source: auditEntries.source,
  requestId: auditEntries.requestId,
  runId: auditEntries.runId,
  visibleRunId: syncRuns.id,
  /** Null also for people the caller's tenant does not hold: that is how the house stays hidden. */
  knownActorId: users.id,
  before: auditEntries.before,
  after: auditEntries.after,
  reason: auditEntries.reason,
  address: auditEntries.address,
};

/** Only a person's id is a uuid; the case keeps the cast from meeting anything else. */
const isOwnPerson = sql`${users.id} = case when ${auditEntries.actorKind} = 'user' then ${auditEntries.actorId}::uuid end`;
const isKnownHere = sql`exists (select 1 from ${users} where ${isOwnPerson})`;

function actorConditions({ actor, hidesHouse }: AuditFilter): SQL[] {
  if (actor === null) return [];
  if (!hidesHouse) return [eq(auditEntries.actorId, actor)];
  const isPerson = eq(auditEntries.actorKind, "user");
  if (isHouse(actor)) return [isPerson, sql`not ${isKnownHere}`];
  return [
    eq(auditEntries.actorId, actor),
    sql`(${auditEntries.actorKind} = 'job' or ${isKnownHere})`,
  ];
}

const when = <T>(value: T | null, condition: (value: T) => SQL): SQL[] =>
  value === null ? [] : [condition(value)];

const conditionsOf = (filter: AuditFilter): SQL[] => [
  inArray(auditEntries.objectKind, [...filter.kinds]),
  ...(filter.actions.length > 0 ? [inArray(auditEntries.action, [...filter.actions])] : []),
  ...actorConditions(filter),
  ...when(filter.from, (from) => gte(auditEntries.at, from)),
  ...when(filter.until, (until) => lt(auditEntries.at, until)),
  ...when(filter.object, (object) => eq(auditEntries.objectId, object)),
  ...when(filter.name, (name) => eq(auditEntries.objectName, name)),
  ...when(filter.result, (result) => eq(auditEntries.result, result)),
  ...when(filter.partnerId, (partnerId) =>
    partnerId === NO_PARTNER
      ? isNull(auditEntries.partnerId)
      : eq(auditEntries.partnerId, partnerId),
  ),
  ...when(filter.runId, (runId) => eq(auditEntries.runId, runId)),
];

/** Where a page begins: behind this entry, and without the runs that stand above already. */
export type AuditPosition = {
  readonly at: string;
  readonly id: number;
  readonly runs: readonly string[];
};

const beyond = (position: AuditPosition | null): SQL[] =>
  position === null
    ? []
    : [
        sql`(${auditEntries.at}, ${auditEntries.id}) < (${position.at}::timestamptz, ${position.id}::bigint)`,
        ...(position.runs.length > 0
          ? [or(isNull(auditEntries.runId), notInArray(auditEntries.runId, [...position.runs]))]
          : []),
      ].filter((condition) => condition !== undefined);

/** Entries with the names that stand in other tables. */
const withNames = (tx: Transaction) =>
  tx
    .select(COLUMNS)
    .from(auditEntries)
    .leftJoin(partners, eq(partners.id, auditEntries.partnerId))
    .leftJoin(syncRuns, eq(syncRuns.id, auditEntries.runId))
    .leftJoin(users, isOwnPerson);

/** Entries that fit a filter behind `position`, newest first, at most `most`. */
export async function page(
  tx: Transaction,
  filter: AuditFilter,
  position: AuditPosition | null,
  most: number,
) {
  const chosen = tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(and(...conditionsOf(filter), ...beyond(position)))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(most)
    .as("chosen");
  return withNames(tx)
    .innerJoin(chosen, eq(auditEntries.id, chosen.id))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id));
}
export type EntryRow = Awaited<ReturnType<typeof page>>[number];

/** One entry, if it is about one of these kinds of object. */
export async function find(
  tx: Transaction,
  id: number,
  kinds: readonly string[],
): Promise<EntryRow | null> {
  const [row] = await withNames(tx).where(
    and(eq(auditEntries.id, id), inArray(auditEntries.objectKind, [...kinds])),
  );
  return row ?? null;
}

/** How many entries of each run fit a filter, counting no further than `most`. */
export async function countInRuns(
  tx: Transaction,
  filter: AuditFilter,
  runIds: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, number>> {
  if (runIds.length === 0) return new Map();
  const counted = await tx.execute<{ run_id: string; entries: number }>(sql`
    select wanted.run_id::text, counted.entries
    from unnest(${sql.param([...runIds])}::uuid[]) as wanted(run_id)
    cross join lateral (
      select count(*)::int as entries from (
        select 1 from ${auditEntries}
        where ${auditEntries.runId} = wanted.run_id and ${and(...conditionsOf(filter))} limit ${most}
      ) as found
    ) as counted`);
  return new Map([...counted].map((row) => [row.run_id, row.entries]));
}

/** When the newest entry before `before` was made that fits all of the filter but its range. */
export async function latestBefore(
  tx: Transaction,
  filter: AuditFilter,
  before: string,
): Promise<string | null> {
  const open = { ...filter, from: null, until: before };
  const [row] = await tx
    .select({ at: auditEntries.at })
    .from(auditEntries)
    .where(and(...conditionsOf(open)))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(1);
  return row?.at ?? null;
}

export type ActorRow = { id: string; name: string; kind: string };

/** Everyone who ever acted, each once with the newest name: steps from actor to actor through the index. */
export async function actors(tx: Transaction): Promise<ActorRow[]> {
  const rows = await tx.execute<ActorRow>(sql`
    with recursive each as (
      (select actor_id from audit_entries order by actor_id limit 1)
      union all
      select (select e.actor_id from audit_entries e where e.actor_id > each.actor_id order by e.actor_id limit 1)
      from each where each.actor_id is not null
    )
    select latest.* from each cross join lateral (
      select actor_id as id, actor_name as name, actor_kind as kind from audit_entries e
      where e.actor_id = each.actor_id order by e.at desc, e.id desc limit 1
    ) as latest`);
  return [...rows];
}

/** The people of the caller's own tenant. */
export async function ownPeople(tx: Transaction): Promise<ActorRow[]> {
  const rows = await tx.select({ id: users.id, name: users.name }).from(users).orderBy(users.name);
  return rows.map((row) => ({ ...row, kind: "user" }));
}
