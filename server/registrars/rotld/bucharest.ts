import { tzOffset } from "@date-fns/tz";

const ZONE = "Europe/Bucharest";
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/**
 * The instant that the registry means by a local time without offset, as ISO 8601 in UTC; null for
 * anything that is no such time.
 *
 * When clocks go back an hour exists twice: the first one counts, so that an expiry is never seen too
 * late. An hour that clocks skip counts from before the change.
 *
 * @param text "YYYY-MM-DD HH:MM:SS"
 */
export function bucharestInstant(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null;
  const asUtc = Date.parse(`${text.replace(" ", "T")}Z`);
  // Date.parse carries 30 February over into March.
  if (Number.isNaN(asUtc) || localText(asUtc) !== text) return null;
  const [before, after] = [-DAY_MS, DAY_MS].map((away) => asUtc - offsetMs(asUtc + away));
  const meant = [before ?? asUtc, after ?? asUtc].filter((at) => at + offsetMs(at) === asUtc);
  return new Date(meant.length > 0 ? Math.min(...meant) : (before ?? asUtc)).toISOString();
}

const offsetMs = (at: number) => tzOffset(ZONE, new Date(at)) * MINUTE_MS;

const localText = (asUtc: number) => new Date(asUtc).toISOString().slice(0, 19).replace("T", " ");
