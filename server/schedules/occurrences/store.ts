import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { iso } from "../../kernel/instant";
import { LATE_AFTER_SECONDS, type OccurrenceDto, type ScheduleRunDto } from "../schemas";

/** Where a list goes on: the instant as the database writes it, and an id among those of that instant. */
type Position = { readonly startedAt: string; readonly id: string };

export type Occurrence = {
  readonly shown: OccurrenceDto;
  /** When it was begun, or else was due, as the database writes it and in microseconds since 1970. */
  readonly startedAt: string;
  readonly atUs: number;
};

type Row = Omit<ScheduleRunDto, "isLate"> & {
  readonly id: string;
  readonly caughtUpAt: string | null;
  readonly startedAtText: string;
  readonly atUs: number;
};

const isLate = sql`s.late_seconds >= ${LATE_AFTER_SECONDS}::int`;
/** What kept its time and ended well is no news: the readings it brought stand among the runs. */
const isNotable = sql`(s.state in ('missed', 'failed') or ${isLate})`;

const isWanted = (states: readonly string[]): SQL => {
  if (states.length === 0) return sql`true`;
  return sql`(s.state = any (${sql.param([...states])}::text[]) or (${states.includes("late")} and ${isLate}))`;
};

/**
 * Occurrences of schedules that were late, missed or failed, the newest first: of a missed one also when a later one was
 * begun in its place.
 *
 * @param states words of states, and `late`; none at all: every one
 */
export async function notable(
  tx: Transaction,
  states: readonly string[],
  { before, most }: { readonly before: Position | null; readonly most: number },
): Promise<Occurrence[]> {
  const rows = await tx.execute<Row & Record<string, unknown>>(sql`
    select * from (
      select md5(s.schedule || extract(epoch from s.due_at))::uuid as id, s.schedule, s.state, s.calls, s.checked,
        s.changed, s.errors, s.left, s.failure, s.due_at as "dueAt", s.started_at as "startedAt",
        s.finished_at as "finishedAt", s.late_seconds as "lateSeconds",
        coalesce(s.started_at, s.due_at) as at, coalesce(s.started_at, s.due_at)::text as "startedAtText",
        (extract(epoch from coalesce(s.started_at, s.due_at)) * 1000000)::float8 as "atUs",
        case when s.state = 'missed' then (select min(next.started_at) from schedule_runs next
          where next.schedule = s.schedule and next.due_at > s.due_at) end as "caughtUpAt"
      from schedule_runs s where ${isNotable} and ${isWanted(states)}
    ) o
    where ${before === null} or (o.at, o.id) < (${before?.startedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid)
    order by o.at desc, o.id desc limit ${most}`);
  return rows.map(({ startedAtText, atUs, ...row }) => ({
    startedAt: startedAtText,
    atUs,
    shown: {
      kind: "schedule",
      id: row.id,
      schedule: row.schedule,
      dueAt: iso(row.dueAt),
      startedAt: iso(row.startedAt),
      finishedAt: iso(row.finishedAt),
      state: row.state,
      isLate: row.lateSeconds >= LATE_AFTER_SECONDS,
      lateSeconds: row.lateSeconds,
      calls: row.calls,
      checked: row.checked,
      changed: row.changed,
      errors: row.errors,
      left: row.left,
      failure: row.failure,
      caughtUpAt: iso(row.caughtUpAt),
    },
  }));
}
