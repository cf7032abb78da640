import { addDays, addYears, isAfter, isBefore } from "date-fns";

const EARLIEST = Date.UTC(1985, 0, 1);
const MOST_YEARS_AHEAD = 11;
const MOST_DAYS_BACK = 5;

/** Why an expiry cannot be believed, or null. @param known the expiry on record, where there is one */
export function expiryProblem(told: string, known: string | null, now: Date): string | null {
  const at = new Date(told);
  if (at.getTime() < EARLIEST || isAfter(at, addYears(now, MOST_YEARS_AHEAD)))
    return `The registrar gave ${told.slice(0, 10)}, which no registration can expire on.`;
  if (!known) return null;
  if (isBefore(at, addDays(new Date(known), -MOST_DAYS_BACK)))
    return `The registrar moved the expiry back from ${known.slice(0, 10)} to ${told.slice(0, 10)}.`;
  return null;
}

/** Why a registration date cannot be believed, or null. */
export function registrationProblem(told: string, now: Date): string | null {
  const at = new Date(told);
  if (at.getTime() >= EARLIEST && !isAfter(at, addDays(now, 1))) return null;
  return `The registrar gave ${told.slice(0, 10)}, which no registration can begin on.`;
}

/** Why a set of nameservers cannot be believed, or null. An empty set never replaces one we know. */
export const nameserversProblem = (
  told: readonly string[],
  known: readonly string[] | null,
): string | null =>
  told.length === 0 && known && known.length > 0
    ? "The registrar gave an empty list of nameservers."
    : null;
