import { z } from "zod";

const KEY = "namekeep.recent";
const KEPT = 5;

const Places = z.array(z.object({ label: z.string(), href: z.string() }));

export type RecentPlace = z.output<typeof Places>[number];

/** Where the palette led lately, newest first. Kept for this tab only: names of one user are no business of the next. */
export function recentPlaces(): readonly RecentPlace[] {
  try {
    const parsed = Places.safeParse(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
    return parsed.success ? parsed.data : [];
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
