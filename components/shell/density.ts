export type Density = "comfortable" | "dense";

/** The cookie that holds the choice; a cookie, so that the first paint already has the right row height. */
export const DENSITY_COOKIE = "namekeep.density";

const YEAR_MS = 31_536_000_000;

/** Reads the cookie's value; anything unknown is comfortable. */
export const densityFrom = (value: string | undefined): Density =>
  value === "dense" ? "dense" : "comfortable";

/** What the page shows now. Browser only. */
export const currentDensity = (): Density => densityFrom(document.documentElement.dataset.density);

/** Shows a density and remembers it where the browser can (a secure context). Browser only. */
export function applyDensity(density: Density): void {
  document.documentElement.dataset.density = density;
  void window.cookieStore?.set({
    name: DENSITY_COOKIE,
    value: density,
    path: "/",
    sameSite: "lax",
    expires: Date.now() + YEAR_MS,
  });
}
