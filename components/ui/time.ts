const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_MS = 86_400_000;

/** A day and time as a wall clock in one time zone shows it. */
export type WallTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
}

const isCalendarDate = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);

/**
 * Reads a value as a wall clock shows it. Month names are not left to Intl, whose "Sept" or "Sep" depends on its version:
 * server and browser would disagree.
 *
 * @param value an ISO 8601 instant, or a calendar date, which is the same day in every zone
 */
export function wallTime(value: string, timeZone: string): WallTime {
  if (isCalendarDate(value)) {
    const [year = 0, month = 1, day = 1] = value.split("-").map(Number);
    return { year, month, day, hour: 0, minute: 0, second: 0 };
  }
  const parts = formatterFor(timeZone).formatToParts(new Date(value));
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((candidate) => candidate.type === type)?.value ?? 0);
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

const utcMs = (wall: WallTime) =>
  Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);

const dayNumber = (wall: WallTime) =>
  Math.floor(Date.UTC(wall.year, wall.month - 1, wall.day) / DAY_MS);

/** Whole calendar days from today to that day in the organisation's zone; negative when it is past. */
export function daysUntil(value: string, now: string, timeZone: string): number {
  return dayNumber(wallTime(value, timeZone)) - dayNumber(wallTime(now, timeZone));
}

/** "14 Dec 2026" */
export function formatDay(value: string, timeZone: string): string {
  const { day, month, year } = wallTime(value, timeZone);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

const two = (figure: number) => String(figure).padStart(2, "0");

/** "UTC", "UTC+1", "UTC−3:30": the zone as its distance, which needs no table of names. */
function zoneLabel(value: string, timeZone: string): string {
  const instant = Math.floor(Date.parse(value) / 1000) * 1000;
  const minutes = Math.round((utcMs(wallTime(value, timeZone)) - instant) / 60_000);
  if (minutes === 0) return "UTC";
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${two(size % 60)}`;
  return `UTC${minutes > 0 ? "+" : "−"}${Math.floor(size / 60)}${rest}`;
}

/** "20 Nov 2026, 09:04 UTC"; a calendar date stays without time. */
export function formatMoment(value: string, timeZone: string): string {
  if (isCalendarDate(value)) return formatDay(value, timeZone);
  const { hour, minute } = wallTime(value, timeZone);
  return `${formatDay(value, timeZone)}, ${two(hour)}:${two(minute)} ${zoneLabel(value, timeZone)}`;
}

const plural = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;

function spanOfDays(days: number): string {
  if (days < 120) return plural(days, "day");
  if (days < 730) return plural(Math.round(days / 30.44), "month");
  return plural(Math.floor(days / 365.25), "year");
}

/** How far away a day is: "today", "in 24 days", "8 days ago"; months from four months on, years from two years on. */
export function formatDistance(value: string, now: string, timeZone: string): string {
  const days = daysUntil(value, now, timeZone);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${spanOfDays(days)}` : `${spanOfDays(-days)} ago`;
}

/** How long ago something was, short: "just now", "4 min", "2 h", "3 days". What lies ahead counts as just now. */
export function formatAge(value: string, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(value)) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return spanOfDays(Math.floor(minutes / (24 * 60)));
}
