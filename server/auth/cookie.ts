import { decode } from "next-auth/jwt";
import { environment } from "../kernel/env";

/** Over https the browser itself guarantees that the cookie came from this host and path. */
export const isSecure = (): boolean => environment().appUrl.startsWith("https:");

/** The name of the cookie that carries the sealed session token. */
export const sessionCookie = (): string =>
  isSecure() ? "__Host-namekeep.session" : "namekeep.session";

/** Opens the cookie's value; null for one that is absent, forged, or too old. */
export async function tokenFromCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  const claims = await decode({ token: value, secret: environment().authSecret }).catch(() => null);
  return typeof claims?.sid === "string" ? claims.sid : null;
}
