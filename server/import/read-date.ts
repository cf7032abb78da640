import type { DateFormat } from "./schemas";

/** A day without a time is kept as noon UTC, which is the same day nearly everywhere on earth. */
const NOON = "T12:00:00.000Z";

const SHAPES: Readonly<Record<DateFormat, RegExp>> = {
  iso: /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})$/,
  dmy_dots: /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  dmy_slashes: /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/,
  mdy_slashes: /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
};

/** A time behind a day, in UTC unless it names its distance from there. */
const ISO_MOMENT =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

function dayOf(text: string, format: DateFormat): string | null {
  const found = SHAPES[format].exec(text)?.groups;
  if (!found) return null;
  const { y = "", m = "", d = "" } = found;
  const day = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null;
}

function momentOf(text: string): string | null {
  const [, day = "", time = "", zone = "Z"] = ISO_MOMENT.exec(text) ?? [];
  if (dayOf(day, "iso") === null) return null;
  const [, sign = "", hours = "", minutes = "00"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const at = new Date(`${day}T${time}${sign ? `${sign}${hours}:${minutes}` : "Z"}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** An instant a file tells. `isDay`: it told the day alone, and the time is ours. */
export type ToldDate = { readonly at: string; readonly isDay: boolean };

/**
 * Reads a date as the file's format has it, and no other way.
 *
 * @returns the instant in ISO 8601, or null for what is no date in that format. 31 February is none.
 */
export function readDate(text: string, format: DateFormat): ToldDate | null {
  const day = dayOf(text, format);
  if (day) return { at: day + NOON, isDay: true };
  const at = format === "iso" ? momentOf(text) : null;
  return at ? { at, isDay: false } : null;
}
