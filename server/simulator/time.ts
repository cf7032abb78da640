const DAY_MS = 86_400_000;

/** `at` as this registrar writes instants: whole seconds, UTC. */
export function toInstant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** The instant `days` days after `at`, which may be negative or a fraction. */
export function addDays(at: string, days: number): string {
  return toInstant(new Date(Date.parse(at) + days * DAY_MS));
}

/** The same day and time `years` years on; 29 February becomes 1 March. */
export function addYears(at: string, years: number): string {
  const date = new Date(at);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return toInstant(date);
}

/** Days from `from` to `to`, with fractions. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
