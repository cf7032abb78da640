import { decode } from "next-auth/jwt";
import { environment } from "../kernel/env";

/** Over https the browser itself guarantees that the cookie came from this host and path. */
export const isSecure = (): boolean => environment().appUrl.startsWith("https:");

/** The name of the cookie that carries the sealed session token. */
export const sessionCookie = (): string =>
  isSecure() ? "__Host-namekeep.session" : "namekeep.session";

/** Cookies opened before: what one holds never changes. Whether its session still stands is not asked here. */
const opened = new Map<string, { readonly token: string; readonly untilMs: number }>();
const KEPT_AT_MOST = 1_000;

/** Opens the cookie's value; null for one that is absent, forged, or too old. */
export async function tokenFromCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  const known = opened.get(value);
  if (known && known.untilMs > Date.now()) return known.token;
  opened.delete(value);
  const claims = await decode({ token: value, secret: environment().authSecret }).catch(() => null);
  if (typeof claims?.sid !== "string") return null;
  const oldest = opened.size < KEPT_AT_MOST ? undefined : opened.keys().next().value;
  if (oldest !== undefined) opened.delete(oldest);
  if (typeof claims.exp === "number")
    opened.set(value, { token: claims.sid, untilMs: claims.exp * 1_000 });
  return claims.sid;
}
