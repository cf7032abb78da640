const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/**
 * A day as sentences have it: "5 Dec 2026".
 *
 * @param value a calendar date or an instant in ISO 8601, whose day in UTC is meant
 * @returns what was given where it is neither
 */
export function spokenDay(value: string): string {
  const at = new Date(value);
  // The name of September depends on the version of Intl.
  return Number.isNaN(at.getTime()) ? value : DAY.format(at).replace("Sept", "Sep");
}
