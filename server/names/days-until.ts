import { TZDate } from "@date-fns/tz";
import { differenceInCalendarDays } from "date-fns";

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Calendar days from today to `date` as a reader in `timeZone` counts them: 0 on the day itself,
 * negative after it. Every screen, alert and export counts with this.
 *
 * @param date a calendar date ("2026-12-14", the same day everywhere), or an instant in ISO 8601
 * @param now the present instant
 * @param timeZone IANA name, such as Europe/Bucharest
 * @returns a whole number, or NaN when `date` is no date
 */
export function daysUntil(date: string, now: Date, timeZone: string): number {
  const day = CALENDAR_DATE.test(date)
    ? new TZDate(`${date}T00:00:00Z`, "UTC")
    : new TZDate(date, timeZone);
  const today = new TZDate(now.getTime(), timeZone);
  return differenceInCalendarDays(calendarDay(day), calendarDay(today));
}

/** The calendar day of `date` in its own zone, carried over to UTC, where no day is short. */
const calendarDay = (date: TZDate) =>
  new TZDate(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()), "UTC");
