const PROBE = "https://own.invalid";

/**
 * Where to go after signing in: `wanted` when it is a path of our own pages, otherwise the dashboard.
 * Addresses of other sites come in many dresses (`//host`, `/\host`, `/..//host`, a tab inside), so the platform's own parser decides.
 */
export function ownPath(wanted: string | string[] | null | undefined): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return "/";
  if (!URL.canParse(wanted, PROBE)) return "/";
  const url = new URL(wanted, PROBE);
  const isOwn =
    url.origin === PROBE && !/^\/(?:\/|(?:sign-in|set-up|api)(?:\/|$))/.test(url.pathname);
  return isOwn ? `${url.pathname}${url.search}` : "/";
}
