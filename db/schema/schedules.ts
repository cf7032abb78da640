import { sql } from "drizzle-orm";
import {
  check,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, word } from "./columns";

/** The plan a schedule goes by, and since when: what lay due before that was never asked for. No row: never looked at. */
export const schedules = pgTable("schedules", {
  schedule: word().primaryKey(),
  plan: text().notNull(),
  since: instant().notNull(),
});

/**
 * One occurrence of a schedule. Whoever inserts it runs it; a lease says until when. `missed`: nobody was there
 * in time, and a later occurrence stood for it. At most one of a schedule is unfinished.
 */
export const scheduleRuns = pgTable(
  "schedule_runs",
  {
    schedule: word().notNull(),
    dueAt: instant().notNull(),
    state: word().notNull(),
    startedAt: instant(),
    finishedAt: instant(),
    /** From when it was due to when it was begun. */
    lateSeconds: integer().notNull().default(0),
    /** Calls that went on with it, the first among them. */
    calls: integer().notNull().default(0),
    leaseToken: uuid(),
    leaseUntil: instant(),
    /** Where the next call goes on. */
    progress: jsonb(),
    checked: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    errors: integer().notNull().default(0),
    /** What was left when the last call ended. */
    left: integer().notNull().default(0),
    failure: text(),
  },
  (table) => [
    primaryKey({ columns: [table.schedule, table.dueAt] }),
    check(
      "schedule_runs_state_known",
      sql`${table.state} in ('running', 'paused', 'completed', 'partial', 'failed', 'missed')`,
    ),
    check(
      "schedule_runs_ends",
      sql`(${table.finishedAt} is null) = (${table.state} in ('running', 'paused'))`,
    ),
    uniqueIndex("schedule_runs_one_open")
      .on(table.schedule)
      .where(sql`${table.finishedAt} is null`),
  ],
);
