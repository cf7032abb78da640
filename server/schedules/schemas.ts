import { z } from "zod";

export const SCHEDULES = ["status_sync", "full_sync", "price_sync"] as const;
export type ScheduleName = (typeof SCHEDULES)[number];

export const SCHEDULE_STATES = [
  "running",
  "paused",
  "completed",
  "partial",
  "failed",
  "missed",
] as const;

/** A run begun so long after it was due counts as late. */
export const LATE_AFTER_SECONDS = 15 * 60;

const instant = z.iso.datetime();

/** One occurrence: when it was due, and what became of it. */
export const ScheduleRunDto = z.object({
  schedule: z.enum(SCHEDULES),
  dueAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  state: z.enum(SCHEDULE_STATES),
  isLate: z.boolean(),
  lateSeconds: z.int(),
  calls: z.int(),
  checked: z.int(),
  changed: z.int(),
  errors: z.int(),
  left: z.int(),
  failure: z.string().nullable(),
});
export type ScheduleRunDto = z.infer<typeof ScheduleRunDto>;

/** An occurrence as it stands among the runs: one that was late, missed or failed. */
export const OccurrenceDto = ScheduleRunDto.extend({
  kind: z.literal("schedule"),
  /** Made of its schedule and its time, always the same. */
  id: z.guid(),
  /** Of a missed one: when a later one was begun that stood for it; null: none was yet. */
  caughtUpAt: instant.nullable(),
});
export type OccurrenceDto = z.infer<typeof OccurrenceDto>;

/** One schedule: its next occurrence (null: switched off), the last ones, and what is wrong with it. */
export const ScheduleDto = z.object({
  schedule: z.enum(SCHEDULES),
  nextAt: instant.nullable(),
  /** Due by now, and nobody has begun it. */
  overdueSince: instant.nullable(),
  runs: z.array(ScheduleRunDto),
  alert: z.enum(["overdue", "missed", "late", "failed"]).nullable(),
});
export type ScheduleDto = z.infer<typeof ScheduleDto>;
