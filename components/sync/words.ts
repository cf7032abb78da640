import type { SyncRunDto } from "@/server/sync/schemas";

const TRIGGERS: Readonly<Record<string, string>> = {
  manual: "Asked for",
  setup: "First reading",
  cron: "Schedule",
  worker: "Worker",
  schedule: "Schedule",
  webhook: "Event",
  command: "Command line",
};

/** What started a run. */
export const triggerWord = (trigger: string): string => TRIGGERS[trigger] ?? trigger;

export const PHASE_WORDS: Readonly<Record<SyncRunDto["phase"], string>> = {
  list: "Reading the list",
  missing: "Looking for names that left",
  details: "Reading details",
};

/** How long something took: "38 ms", "1.6 s", "42 s", "3 min 5 s". */
export function durationText(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 10_000) return `${(durationMs / 1_000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1_000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** How long a run has lasted so far, or lasted, by the clock on the wall. */
export const lastedMs = (run: SyncRunDto, now: string): number =>
  Math.max(0, Date.parse(run.finishedAt ?? now) - Date.parse(run.startedAt));
