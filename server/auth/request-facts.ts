/**
 * The network address of the caller. Our own server writes `x-namekeep-client-address` and removes any that
 * was sent (scripts/serve.ts); Vercel does the same with its header. Other headers are anyone's to forge.
 */
export function addressOf(headers: Headers): string | null {
  const trusted = process.env.VERCEL ? "x-vercel-forwarded-for" : "x-namekeep-client-address";
  return headers.get(trusted)?.split(",")[0]?.trim().slice(0, 64) || null;
}

/** The id a proxy before us gave the request, when it looks like one; else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}
