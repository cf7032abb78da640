const KEY = "namekeep.recent";
const KEPT = 5;

export type RecentPlace = { label: string; href: string };

const isPlace = (found: unknown): found is RecentPlace =>
  typeof found === "object" &&
  found !== null &&
  "label" in found &&
  typeof found.label === "string" &&
  "href" in found &&
  typeof found.href === "string" &&
  found.href.startsWith("/");

/** Where the palette led lately, newest first. Kept for this tab only: names of one user are no business of the next. */
export function recentPlaces(): readonly RecentPlace[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isPlace) : [];
  } catch {
    return [];
  }
}

/** Puts a place on top of the list. */
export function rememberPlace(place: RecentPlace): void {
  const others = recentPlaces().filter((known) => known.href !== place.href);
  sessionStorage.setItem(KEY, JSON.stringify([place, ...others].slice(0, KEPT)));
}

/** Empties the list, as at sign-out. */
export function forgetRecent(): void {
  sessionStorage.removeItem(KEY);
}
