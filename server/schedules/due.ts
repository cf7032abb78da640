import { tzOffset } from "@date-fns/tz";

/** When something is to happen by a clock on the wall: every day, or on one day of the week (0 is Sunday). */
export type Plan = { readonly at: string; readonly weekday: number | null };

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Looking further than this serves nobody: what was missed longer ago is not told one by one. */
const MOST_DAYS = 400;

const offsetMs = (zone: string, at: number) => tzOffset(zone, new Date(at)) * MINUTE_MS;

/**
 * The instant at which a clock in `zone` shows `wall`, a local time written as if it were UTC milliseconds.
 * An hour that the clock shows twice counts the first time. One that it leaps over counts as if the clock
 * had not leapt yet: 02:30 happens when the clock shows 03:30.
 */
export function instantOf(wall: number, zone: string): number {
  const [before, after] = [offsetMs(zone, wall - DAY_MS), offsetMs(zone, wall + DAY_MS)];
  const shown = [wall - before, wall - after].filter((at) => at + offsetMs(zone, at) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
}

/** The day a clock in `zone` shows at an instant, as midnight in UTC milliseconds. */
const dayOf = (at: number, zone: string) => Math.floor((at + offsetMs(zone, at)) / DAY_MS) * DAY_MS;

const timeMs = (at: string): number => {
  const [hours = 0, minutes = 0] = at.split(":").map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
};

/** Every instant after `after` and not after `until` at which the plan is due, earliest first. */
export function dueBetween(plan: Plan, zone: string, after: Date, until: Date): Date[] {
  const found: Date[] = [];
  const from = Math.max(after.getTime(), until.getTime() - MOST_DAYS * DAY_MS);
  const last = dayOf(until.getTime(), zone) + DAY_MS;
  for (let day = dayOf(from, zone) - DAY_MS; day <= last; day += DAY_MS) {
    if (plan.weekday !== null && new Date(day).getUTCDay() !== plan.weekday) continue;
    const at = instantOf(day + timeMs(plan.at), zone);
    if (at > from && at <= until.getTime()) found.push(new Date(at));
  }
  return found;
}

const WEEK_MS = 8 * DAY_MS;

/** The first instant after `after` at which the plan is due. */
export function nextDue(plan: Plan, zone: string, after: Date): Date | null {
  return dueBetween(plan, zone, after, new Date(after.getTime() + WEEK_MS))[0] ?? null;
}
