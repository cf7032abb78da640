import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { again, inIndexOrder, type Transaction } from "@/db/client";
import { mayBeLost } from "@/db/may-be-lost";
import { registrarAccounts } from "@/db/schema/accounts";
import { operations, planRows } from "@/db/schema/operations";
import { together } from "@/db/together";
import type { Before } from "../evidence";
import {
  OPEN_STATES,
  type OperationKind,
  type OperationState,
  SENT_STATES,
  UNSENT_STATES,
} from "../kinds";

/** How long a worker may be silent before another takes its operation over. */
export const LEASE_SECONDS = 60;

export type Claimed = typeof operations.$inferSelect & {
  readonly kind: OperationKind;
  readonly state: OperationState;
  readonly leaseToken: string;
};

const lease = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;

/** Operations of an account in one of these states whose time has come, the longest due first. Of one name one at a time. */
const dueIn = (states: readonly OperationState[], most: number) => sql`
  select o.id, o.account_id, o.next_attempt_at, o.plan_position from operations o
  where o.account_id = a.id and o.finished_at is null and o.next_attempt_at <= now()
    and o.state in (${sql.raw(states.map((state) => `'${state}'`).join(", "))})
    and (o.lease_until is null or o.lease_until < now())
    and (
      select other.id from operations other
      where other.name = o.name and other.finished_at is null and other.id <> o.id
        and (other.lease_until > now() or (other.requested_at, other.id) < (o.requested_at, o.id) and other.next_attempt_at <= now())
      limit 1
    ) is null
  order by o.next_attempt_at, o.plan_position limit ${most}
  for update of o skip locked`;

/** An operation that is this worker's for a while, with its account as it stands; null: it was removed. */
export type Taken = { readonly one: Claimed; readonly account: AccountRow | null };

/**
 * Takes operations whose time has come: of every account in turn, so that a plan of ten thousand names at one
 * registrar does not keep the others waiting. What was sent comes before what is still to be sent: otherwise nothing
 * of a large plan would be known to be done before all of it was sent.
 */
export async function claim(tx: Transaction, most: number): Promise<Taken[]> {
  // Right after ten thousand were added nobody has counted them yet, and a planner that believes the table empty reads
  // it from end to end for each of them.
  const inOrder = inIndexOrder(tx, () =>
    again<{ id: string; account_id: string }>(
      tx,
      sql`
      select due.id, due.account_id from registrar_accounts a
      cross join lateral (
        select 0 as turn, sent.* from (${dueIn(SENT_STATES, most)}) as sent
        union all select 1 as turn, unsent.* from (${dueIn(UNSENT_STATES, most)}) as unsent
      ) as due
      order by row_number() over (partition by a.id order by due.turn, due.next_attempt_at, due.plan_position)
      limit ${most}`,
    ),
  );
  // A lease that is lost with the database's machine is nobody's: what is sent is only sent under one that is there.
  const [chosen] = await together(inOrder, mayBeLost(tx));
  if (chosen.length === 0) return [];
  const ids = chosen.map(({ id }) => id);
  const taken = tx
    .update(operations)
    .set({ leaseToken: sql`gen_random_uuid()`, leaseUntil: lease })
    .where(sql`${operations.id} = any (${sql.param(ids)}::uuid[])`)
    .returning()
    .prepare("claim")
    .execute();
  const owners = new Set(chosen.map(({ account_id }) => account_id));
  const [rows, accounts] = await together(taken, accountsOf(tx, [...owners]));
  return rows.map((row) => ({
    one: row as Claimed,
    account: accounts.find(({ id }) => id === row.accountId) ?? null,
  }));
}

type AccountRow = typeof registrarAccounts.$inferSelect;

const accountsOf = (tx: Transaction, ids: readonly string[]): Promise<AccountRow[]> =>
  tx
    .select()
    .from(registrarAccounts)
    .where(
      and(
        sql`${registrarAccounts.id} = any (${sql.param([...ids])}::uuid[])`,
        isNull(registrarAccounts.removedAt),
      ),
    )
    .prepare("accounts")
    .execute();

/** Keeps operations for their worker. @returns those that are still its own */
export async function holdAll(
  tx: Transaction,
  held: readonly Pick<Claimed, "id" | "leaseToken">[],
): Promise<void> {
  if (held.length === 0) return;
  await tx
    .update(operations)
    .set({ leaseUntil: lease })
    .where(
      inArray(
        operations.leaseToken,
        held.map(({ leaseToken }) => leaseToken),
      ),
    );
}

/** An operation that has ended is nobody's, so this finds open ones alone: by its id, whatever else is known of it. */
const ofLease = ({ id, leaseToken }: Pick<Claimed, "id" | "leaseToken">) =>
  and(eq(operations.id, id), eq(operations.leaseToken, leaseToken));

/**
 * Says, before the first byte leaves, that an operation is sent. Of two workers one succeeds; an operation that
 * was paid for is never sent again.
 *
 * @returns whether it may be sent now
 */
export async function markSent(tx: Transaction, one: Claimed, before: Before): Promise<boolean> {
  const rows = await tx
    .update(operations)
    .set({
      state: "submitted",
      dispatchedAt: sql`now()`,
      sends: sql`${operations.sends} + 1`,
      checks: 0,
      before,
      acceptedAt: null,
      errorCode: null,
      errorMessage: null,
      leaseUntil: sql`now() + make_interval(secs => ${2 * LEASE_SECONDS})`,
    })
    .where(
      and(
        ofLease(one),
        inArray(operations.state, [...UNSENT_STATES]),
        sql`${operations.sends} < ${operations.maxSends}`,
        sql`${operations.leaseUntil} > now()`,
      ),
    )
    .returning({ id: operations.id })
    .prepare("mark_sent")
    .execute();
  return rows.length > 0;
}

/** Older wishes for the same value of a name, which a newer one replaces. */
export async function supersede(
  tx: Transaction,
  { name, kind, id }: Pick<Claimed, "name" | "kind" | "id">,
  states: readonly OperationState[],
): Promise<Pick<Claimed, "id" | "partnerId" | "name" | "planId">[]> {
  const rows = await tx
    .update(operations)
    .set({
      state: "superseded",
      finishedAt: sql`now()`,
      nextAttemptAt: null,
      leaseToken: null,
      leaseUntil: null,
    })
    .where(
      and(
        eq(operations.name, name),
        eq(operations.kind, kind),
        ne(operations.id, id),
        isNull(operations.finishedAt),
        inArray(operations.state, [...states]),
        sql`(${operations.requestedAt}, ${operations.id}) < (select requested_at, id from operations where id = ${id}::uuid)`,
      ),
    )
    .returning({
      id: operations.id,
      partnerId: operations.partnerId,
      name: operations.name,
      planId: operations.planId,
    })
    .prepare("supersede")
    .execute();
  return rows;
}

/** What an operation becomes. `inSeconds`: when it is looked at again; left out, it is finished. */
export type Turn = {
  readonly state: OperationState;
  readonly inSeconds?: number;
  readonly accepted?: boolean;
  readonly registrarRef?: string;
  readonly errorCode?: string | null;
  readonly errorMessage?: string | null;
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly domainId?: string;
  readonly isChecked?: boolean;
  readonly needsReview?: boolean;
};

const isOpen = (state: OperationState) => (OPEN_STATES as readonly string[]).includes(state);

/**
 * Writes what became of an operation, if it is still this worker's, and lets go of it.
 *
 * @returns whether it was written; not when somebody else has taken it over meanwhile
 */
export async function turn(tx: Transaction, one: Claimed, next: Turn): Promise<boolean> {
  const rows = await tx
    .update(operations)
    .set({
      state: next.state,
      leaseToken: null,
      leaseUntil: null,
      nextAttemptAt: isOpen(next.state)
        ? sql`now() + make_interval(secs => ${next.inSeconds ?? 0}::float8)`
        : null,
      ...(isOpen(next.state) ? {} : { finishedAt: sql`now()` }),
      ...(next.state === "completed" ? { verifiedAt: sql`now()` } : {}),
      ...(next.accepted ? { acceptedAt: sql`now()` } : {}),
      ...(next.isChecked ? { checks: sql`${operations.checks} + 1` } : {}),
      ...(next.needsReview ? { reviewAt: sql`coalesce(${operations.reviewAt}, now())` } : {}),
      ...(next.registrarRef === undefined ? {} : { registrarRef: next.registrarRef }),
      ...(next.errorCode === undefined ? {} : { errorCode: next.errorCode }),
      ...(next.errorMessage === undefined ? {} : { errorMessage: next.errorMessage }),
      ...(next.evidence === undefined ? {} : { evidence: next.evidence }),
      ...(next.domainId === undefined ? {} : { domainId: next.domainId }),
    })
    .where(ofLease(one))
    .returning({ id: operations.id })
    .prepare("turn")
    .execute();
  return rows.length > 0;
}

/** What an operation was planned from. */
export async function plannedOf(
  tx: Transaction,
  { planId, planPosition }: Pick<Claimed, "planId" | "planPosition">,
): Promise<Pick<typeof planRows.$inferSelect, "before" | "after"> | null> {
  const [row] = await tx
    .select({ before: planRows.before, after: planRows.after })
    .from(planRows)
    .where(and(eq(planRows.planId, planId), eq(planRows.position, planPosition)));
  return row ?? null;
}

/** Nobody asks how many more than this are due. */
const COUNTED_TO = 1_000;

/** How many operations are due now and nobody's, counted to a thousand: so it costs the same however long the queue is. */
export async function countDue(tx: Transaction): Promise<number> {
  const [row] = await again<{ due: number }>(
    tx,
    sql`
    select count(*)::int as due from (
      select 1 from operations where finished_at is null and next_attempt_at <= now()
        and (lease_until is null or lease_until < now())
      limit ${COUNTED_TO}
    ) as counted`,
  );
  return row?.due ?? 0;
}

/**
 * Operations that no one moves on: open, their lease gone, and due for longer than `seconds`. Zero while a worker
 * or cron runs.
 */
export async function stranded(tx: Transaction, seconds: number): Promise<number> {
  const [row] = await tx.execute<{ stranded: number }>(sql`
    select count(*)::int as stranded from operations
    where finished_at is null and next_attempt_at < now() - make_interval(secs => ${seconds})
      and (lease_until is null or lease_until < now() - make_interval(secs => ${seconds}))`);
  return row?.stranded ?? 0;
}

/** How many changes of an account have not ended. */
export async function countOpenOf(tx: Transaction, accountId: string): Promise<number> {
  const [row] = await tx
    .select({ open: sql<number>`count(*)::int` })
    .from(operations)
    .where(and(eq(operations.accountId, accountId), isNull(operations.finishedAt)));
  return row?.open ?? 0;
}
