import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { scheduleRuns, schedules } from "@/db/schema/schedules";
import { iso } from "../kernel/instant";
import { LATE_AFTER_SECONDS, type ScheduleName, type ScheduleRunDto } from "./schemas";

type Row = typeof scheduleRuns.$inferSelect;
export type RunRow = Row & { readonly schedule: ScheduleName };

/** The one clock that all processes share. It decides what is due, and until when a lease holds. */
export async function clock(tx: Transaction): Promise<Date> {
  const [row] = await tx.execute<{ now: string }>(sql`select now() as now`);
  return new Date(row?.now ?? Number.NaN);
}

export type KnownPlan = { readonly plan: string; readonly since: Date };

const toKnown = ({ plan, since }: { plan: string; since: string }): KnownPlan => ({
  plan,
  since: new Date(since),
});

/** The plan a schedule goes by; made when nobody looked at it before. Locked: one caller decides at a time. */
export async function lockPlan(
  tx: Transaction,
  schedule: ScheduleName,
  first: KnownPlan,
): Promise<KnownPlan> {
  await tx
    .insert(schedules)
    .values({ schedule, plan: first.plan, since: first.since.toISOString() })
    .onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(schedules)
    .where(eq(schedules.schedule, schedule))
    .for("update");
  return row ? toKnown(row) : first;
}

export type Glance = {
  readonly now: Date;
  /** Schedules that were ever looked at. */
  readonly known: ReadonlyMap<
    string,
    KnownPlan & { readonly newestDue: Date | null; readonly isOpen: boolean }
  >;
};

type GlanceRow = {
  now: string;
  schedule: string | null;
  plan: string;
  since: string;
  newest: string | null;
  is_open: boolean;
};

/** Everything that tells whether something is to be done, in one statement: most calls find that nothing is. */
export async function glance(db: Database | Transaction): Promise<Glance> {
  const rows = await db.execute<GlanceRow>(sql`
    select now() as now, p.schedule, p.plan, p.since,
      (select max(r.due_at) from schedule_runs r where r.schedule = p.schedule) as newest,
      exists (select from schedule_runs r where r.schedule = p.schedule and r.finished_at is null) as is_open
    from (select 1) one left join schedules p on true`);
  const known = rows.flatMap(({ schedule, newest, is_open: isOpen, ...plan }) =>
    schedule === null
      ? []
      : [
          [
            schedule,
            { ...toKnown(plan), newestDue: newest ? new Date(newest) : null, isOpen },
          ] as const,
        ],
  );
  return { now: new Date(rows[0]?.now ?? Number.NaN), known: new Map(known) };
}

/** Saves when a schedule is due, and since when that holds: nothing before it counts as missed. */
export async function setPlan(
  tx: Transaction,
  schedule: ScheduleName,
  { plan, since }: KnownPlan,
): Promise<void> {
  await tx
    .update(schedules)
    .set({ plan, since: since.toISOString() })
    .where(eq(schedules.schedule, schedule));
}

/** When the newest occurrence that is on record was due. */
export async function newestDue(tx: Transaction, schedule: ScheduleName): Promise<Date | null> {
  const [row] = await tx
    .select({ dueAt: scheduleRuns.dueAt })
    .from(scheduleRuns)
    .where(eq(scheduleRuns.schedule, schedule))
    .orderBy(desc(scheduleRuns.dueAt))
    .limit(1);
  return row ? new Date(row.dueAt) : null;
}

const ofLease = (token: string, seconds: number) => ({
  leaseToken: token,
  leaseUntil: sql`now() + make_interval(secs => ${seconds})`,
});

type Lease = { readonly token: string; readonly seconds: number };

/** The unfinished run of a schedule, whoever holds it. */
export async function isOpen(tx: Transaction, schedule: ScheduleName): Promise<boolean> {
  const [row] = await tx
    .select({ dueAt: scheduleRuns.dueAt })
    .from(scheduleRuns)
    .where(and(eq(scheduleRuns.schedule, schedule), isNull(scheduleRuns.finishedAt)));
  return row !== undefined;
}

/** Goes on with the unfinished run, unless somebody does. */
export async function takeUp(
  tx: Transaction,
  schedule: ScheduleName,
  { token, seconds }: Lease,
): Promise<RunRow | null> {
  const [row] = await tx
    .update(scheduleRuns)
    .set({
      ...ofLease(token, seconds),
      state: "running",
      calls: sql`${scheduleRuns.calls} + 1`,
    })
    .where(
      and(
        eq(scheduleRuns.schedule, schedule),
        isNull(scheduleRuns.finishedAt),
        sql`(${scheduleRuns.leaseUntil} is null or ${scheduleRuns.leaseUntil} < now())`,
      ),
    )
    .returning();
  return (row as RunRow | undefined) ?? null;
}

/** Begins an occurrence. @returns null when somebody has begun it, or another one is not finished */
export async function begin(
  tx: Transaction,
  schedule: ScheduleName,
  dueAt: Date,
  { token, seconds }: Lease,
): Promise<RunRow | null> {
  const due = dueAt.toISOString();
  const [row] = await tx
    .insert(scheduleRuns)
    .values({
      schedule,
      dueAt: due,
      state: "running",
      startedAt: sql`now()`,
      lateSeconds: sql`greatest(0, floor(extract(epoch from now() - ${due}::timestamptz)))::int`,
      calls: 1,
      ...ofLease(token, seconds),
    })
    .onConflictDoNothing()
    .returning();
  return (row as RunRow | undefined) ?? null;
}

/** Writes down what nobody was there for. */
export async function noteMissed(
  tx: Transaction,
  schedule: ScheduleName,
  instants: readonly Date[],
): Promise<void> {
  if (instants.length === 0) return;
  await tx
    .insert(scheduleRuns)
    .values(
      instants.map((at) => ({
        schedule,
        dueAt: at.toISOString(),
        state: "missed",
        finishedAt: sql`now()`,
      })),
    )
    .onConflictDoNothing();
}

export type CallEnd = {
  readonly state: "paused" | "completed" | "partial" | "failed";
  readonly progress: unknown;
  /** What this call did. */
  readonly checked: number;
  readonly changed: number;
  readonly errors: number;
  /** What is left behind it. */
  readonly left: number;
  readonly failure: string | null;
};

/** Ends a call. One whose lease ran out and was taken over ends nothing. */
export async function endCall(tx: Transaction, run: RunRow, end: CallEnd): Promise<void> {
  const { state, progress, checked, changed, errors, left, failure } = end;
  await tx
    .update(scheduleRuns)
    .set({
      state,
      progress: progress ?? null,
      checked: sql`${scheduleRuns.checked} + ${checked}::int`,
      changed: sql`${scheduleRuns.changed} + ${changed}::int`,
      errors: sql`${scheduleRuns.errors} + ${errors}::int`,
      left,
      failure,
      leaseToken: null,
      leaseUntil: null,
      finishedAt: state === "paused" ? null : sql`now()`,
    })
    .where(
      and(
        eq(scheduleRuns.schedule, run.schedule),
        eq(scheduleRuns.dueAt, run.dueAt),
        eq(scheduleRuns.leaseToken, run.leaseToken ?? ""),
      ),
    );
}

const toDto = (row: Row): ScheduleRunDto => ({
  schedule: row.schedule as ScheduleName,
  dueAt: iso(row.dueAt),
  startedAt: iso(row.startedAt),
  finishedAt: iso(row.finishedAt),
  state: row.state as ScheduleRunDto["state"],
  isLate: row.lateSeconds >= LATE_AFTER_SECONDS,
  lateSeconds: row.lateSeconds,
  calls: row.calls,
  checked: row.checked,
  changed: row.changed,
  errors: row.errors,
  left: row.left,
  failure: row.failure,
});

/** The newest occurrences of a schedule, from its key alone. */
export async function newest(
  tx: Transaction,
  schedule: ScheduleName,
  most: number,
): Promise<ScheduleRunDto[]> {
  const rows = await tx
    .select()
    .from(scheduleRuns)
    .where(eq(scheduleRuns.schedule, schedule))
    .orderBy(desc(scheduleRuns.dueAt))
    .limit(most);
  return rows.map(toDto);
}

/** Names whose planned check has come while their account is not about to be read itself, the longest overdue first. */
export async function dueNames(db: Database | Transaction, most: number): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(sql`
    select d.name from registrar_accounts a
    cross join lateral (select s.domain_id, s.next_check_at from domain_sync s
      where s.account_id = a.id and s.next_check_at <= now() and (s.claimed_until is null or s.claimed_until < now())
      order by s.next_check_at limit ${most}::int) s
    join domains d on d.id = s.domain_id
    where a.removed_at is null and a.registrar <> 'manual' and a.next_sync_at > now()
    order by s.next_check_at limit ${most}::int`);
  return rows.map(({ name }) => name);
}
