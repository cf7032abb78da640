import type { ScheduleDto, ScheduleName, ScheduleRunDto } from "@/server/schedules/schemas";
import type { StatusIcon, StatusTone } from "../ui/status";

export const SCHEDULE_WORDS: Readonly<Record<ScheduleName, string>> = {
  status_sync: "Daily status sync",
  full_sync: "Weekly full sync",
  price_sync: "Daily price sync",
};

type Look = { readonly word: string; readonly tone: StatusTone; readonly icon?: StatusIcon };

const LOOKS: Readonly<Record<ScheduleRunDto["state"], Look>> = {
  running: { word: "Running", tone: "info", icon: "turning" },
  paused: { word: "Goes on", tone: "info", icon: "clock" },
  completed: { word: "Done", tone: "ok" },
  partial: { word: "In part", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
  missed: { word: "Missed", tone: "bad", icon: "ban" },
};

const MINUTE = 60;

/** “25 min”, “3 h”, “2 d”. */
export function spanWords(seconds: number): string {
  if (seconds < 60 * MINUTE) return `${Math.max(1, Math.round(seconds / MINUTE))} min`;
  const hours = seconds / (60 * MINUTE);
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} d`;
}

/** The state of an occurrence in a word: one that was begun late says so. */
export function lookOf({ state, isLate, lateSeconds }: ScheduleRunDto): Look {
  const look = LOOKS[state];
  if (!isLate || state === "failed") return look;
  return { ...look, word: `${look.word}, ${spanWords(lateSeconds)} late`, tone: "warn" };
}

type Alert = { readonly title: string; readonly text: string };

/** What is wrong with a schedule, and what to do about it. */
export function alertWords({ schedule, alert, runs }: ScheduleDto): Alert | null {
  const name = SCHEDULE_WORDS[schedule];
  const missed = runs.filter(({ state }) => state === "missed").length;
  if (alert === "overdue")
    return {
      title: `${name} is late.`,
      text: "Its time has come and nobody has begun it. See that the worker runs, or that cron calls.",
    };
  if (alert === "failed")
    return {
      title: `${name} failed.`,
      text: `${runs[0]?.failure ?? "Nobody said why."} It is tried again at its next time.`,
    };
  if (alert === "missed")
    return {
      title: `${name} was missed ${missed === 1 ? "once" : `${missed} times`}.`,
      text: "It has been caught up once. See that the worker runs all the time, or that cron calls often enough.",
    };
  if (alert === "late")
    return {
      title: `${name} was begun ${spanWords(runs[0]?.lateSeconds ?? 0)} late.`,
      text: "If this happens often, see that the worker runs all the time, or that cron calls often enough.",
    };
  return null;
}
