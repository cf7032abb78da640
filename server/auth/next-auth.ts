import "server-only";
import { headers } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { environment, type Oidc } from "../kernel/env";
import { AppError } from "../kernel/errors";
import { report } from "../kernel/report";
import { houseContext } from "./caller";
import { isSecure, sessionCookie } from "./cookie";
import { addressOf } from "./request-facts";
import { findByVerifiedEmail, openSession, recognise } from "./sign-in";
import { SESSION_HOURS } from "./store";

async function signInContext() {
  const head = await headers();
  const ctx = houseContext("sign-in", { source: "ui", address: addressOf(head) });
  return { ctx, agent: head.get("user-agent")?.slice(0, 400) ?? null };
}

/** next-auth carries an error to our page as text alone: its code, and the wait where there is one. */
const asText = (error: AppError) =>
  new Error([error.code, error.retryAfterSeconds].filter(Boolean).join(":"));

const byPassword = () =>
  Credentials({
    credentials: { email: {}, password: {} },
    async authorize(given) {
      const { ctx } = await signInContext();
      try {
        const { userId, email, name } = await recognise(ctx, {
          email: given?.email ?? "",
          password: given?.password ?? "",
        });
        return { id: userId, email, name };
      } catch (error) {
        if (error instanceof AppError) throw asText(error);
        report(error);
        throw new Error("internal");
      }
    },
  });

type OidcProfile = { sub: string; email?: string; email_verified?: boolean; name?: string };

const bySingleSignOn = ({ issuer, clientId, clientSecret }: Oidc): OAuthConfig<OidcProfile> => ({
  id: "oidc",
  name: "Single sign-on",
  type: "oauth",
  wellKnown: `${issuer}/.well-known/openid-configuration`,
  clientId,
  clientSecret,
  authorization: { params: { scope: "openid email profile" } },
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  // Providers that keep to the letter tell e-mail addresses at userinfo alone (OpenID Connect Core 1.0, 5.4).
  // Given the whole set of tokens, the client refuses an answer about anyone but the signed token's subject.
  userinfo: {
    request: ({ client, tokens }) =>
      client.userinfo(tokens as Parameters<typeof client.userinfo>[0]),
  },
  profile: ({ sub, email, email_verified, name }: OidcProfile) => ({
    id: sub,
    // Only an address the provider says it has checked may lead to somebody's account here.
    email: email_verified === true ? (email ?? null) : null,
    name: name ?? null,
  }),
});

const callbacks: NonNullable<NextAuthOptions["callbacks"]> = {
  async signIn({ user, account }) {
    if (account?.provider !== "oidc") return true;
    const { ctx } = await signInContext();
    const known = user.email ? await findByVerifiedEmail(ctx, user.email) : null;
    if (known) user.id = known.userId;
    return known !== null || "/sign-in?error=not_known";
  },
  async jwt({ token, user }) {
    if (!user) return { sid: token.sid };
    const { ctx, agent } = await signInContext();
    return { sid: await openSession(ctx, { userId: user.id, agent }) };
  },
  session: ({ session }) => ({ expires: session.expires }),
};

/**
 * next-auth, reduced to what it is good at: recognising people and sealing a cookie. The cookie carries
 * nothing but our session token; who that is and what they may do is read from the database each time.
 */
export function authOptions(): NextAuthOptions {
  const { authSecret, oidc } = environment();
  return {
    secret: authSecret,
    session: { strategy: "jwt", maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookie(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() },
      },
    },
    useSecureCookies: isSecure(),
    providers: [byPassword(), ...(oidc ? [bySingleSignOn(oidc)] : [])],
    callbacks,
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}
