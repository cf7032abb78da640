import { PAGE_SIZES } from "@/server/portfolio/query";

/** A cookie, so that the server already sends as many rows as this person likes. */
export const ROWS_COOKIE = "namekeep.rows";

const YEAR_MS = 31_536_000_000;

/** Rows per page out of the cookie; anything unknown is the smallest page. */
export const rowsFrom = (value: string | undefined): number =>
  PAGE_SIZES.find((rows) => String(rows) === value) ?? PAGE_SIZES[0];

/** Remembers rows per page where the browser can (a secure context). Browser only. */
export function keepRows(rows: number): void {
  void window.cookieStore?.set({
    name: ROWS_COOKIE,
    value: String(rows),
    path: "/",
    sameSite: "lax",
    expires: Date.now() + YEAR_MS,
  });
}
