import { z } from "zod";

/** Why nobody was signed in. `retryAfterSeconds` comes with `rate_limited`. */
export type SignInRefusal = { readonly code: string; readonly retryAfterSeconds?: number };

const Csrf = z.object({ csrfToken: z.string() });
const Answer = z.object({ url: z.string() });

/** Reads next-auth's one word for what went wrong: `code` or `code:seconds`. */
export function refusalFrom(word: string): SignInRefusal {
  const [code = "", seconds] = word.split(":");
  return /^\d+$/.test(seconds ?? "") ? { code, retryAfterSeconds: Number(seconds) } : { code };
}

async function post(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const { csrfToken } = Csrf.parse(await (await fetch("/api/auth/csrf")).json());
  const response = await fetch(path, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, callbackUrl: "/", json: "true" }),
  });
  return Answer.parse(await response.json()).url;
}

/**
 * Signs in with e-mail address and password; the answer sets the session cookie.
 * @returns null when it worked. Never throws: silence is `unreachable`, an unreadable answer `internal`.
 */
export async function signInByPassword(
  email: string,
  password: string,
): Promise<SignInRefusal | null> {
  try {
    const url = await post("/api/auth/callback/credentials", { email, password });
    const { searchParams } = new URL(url, location.origin);
    if (searchParams.has("csrf")) return { code: "csrf" };
    const error = searchParams.get("error");
    return error === null ? null : refusalFrom(error);
  } catch (error) {
    return { code: error instanceof TypeError ? "unreachable" : "internal" };
  }
}

/** The address at the organisation's own sign-in service to go to, or null when it cannot be had. */
export const singleSignOnAddress = (): Promise<string | null> =>
  post("/api/auth/signin/oidc", {}).then(
    (url) => (new URL(url, location.origin).origin === location.origin ? null : url),
    () => null,
  );
