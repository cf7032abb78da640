import { environment } from "../kernel/env";

/**
 * Whether a request that changes something was sent by our own pages: its Origin is ours, or, where a
 * browser sends none, Sec-Fetch-Site says same-origin. With neither it is refused.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin !== null) return ownOrigins(headers).has(origin);
  return headers.get("sec-fetch-site") === "same-origin";
}

/** In demo mode the console answers under localhost and 127.0.0.1 alike; elsewhere under APP_URL alone. */
function ownOrigins(headers: Headers): ReadonlySet<string> {
  const { appUrl, mode } = environment();
  const own = new Set([new URL(appUrl).origin]);
  const host = headers.get("host") ?? "";
  if (mode === "demo" && /^(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(host))
    own.add(`http://${host}`);
  return own;
}
