import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { recordDenied } from "../audit/record-denied";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { callerContext, keyContext } from "./caller";
import { sessionCookie, tokenFromCookie } from "./cookie";
import { Denied, holds, type Permission } from "./policy";
import { addressOf, requestIdOf } from "./request-facts";

/**
 * The caller behind the current page or action. One database read per request.
 * @throws AppError `unauthenticated`
 */
export const sessionContext = cache(async (): Promise<ServiceContext> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return callerContext(await tokenFromCookie(jar.get(sessionCookie())?.value), {
    requestId: requestIdOf(head),
    source: "ui",
    address: addressOf(head),
  });
});

const isSignedOut = (error: unknown): boolean =>
  error instanceof AppError && error.code === "unauthenticated";

/** Whether the request comes with a session that is still open. */
export const isSignedIn = (): Promise<boolean> =>
  sessionContext().then(
    () => true,
    (error: unknown) => {
      if (isSignedOut(error)) return false;
      throw error;
    },
  );

/** Leads to the sign-in page, which leads back here. proxy.ts tells which page this is. */
async function leadToSignIn(): Promise<never> {
  const page = (await headers()).get("x-namekeep-page");
  redirect(page && page !== "/" ? `/sign-in?callbackUrl=${encodeURIComponent(page)}` : "/sign-in");
}

/**
 * The caller of a page that needs `permission`. Every page asks here first.
 * Without a session it leads to the sign-in page; without the permission the page does not exist.
 */
export async function pageContext(permission: Permission): Promise<ServiceContext> {
  const ctx = await sessionContext().catch((error: unknown) => {
    if (isSignedOut(error)) return leadToSignIn();
    throw error;
  });
  if (!holds(ctx.actor, permission)) {
    await recordDenied(ctx, new Denied(permission));
    notFound();
  }
  return ctx;
}

const NOWHERE: ReadonlySet<string> = new Set(["not_found", "invalid_input"]);

/** What a verb answers, for a page: what does not exist for the caller, and what is no id or name at all, has no page. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (error instanceof AppError && NOWHERE.has(error.code)) notFound();
    throw error;
  });
}

/** The caller behind a request to a route handler. @throws AppError `unauthenticated` */
export async function requestContext(request: Request): Promise<ServiceContext> {
  const facts = {
    requestId: requestIdOf(request.headers),
    source: "api",
    address: addressOf(request.headers),
  } as const;
  const key = keyOf(request.headers);
  if (key !== null) return keyContext(key, facts);
  const jar = await cookies();
  return callerContext(await tokenFromCookie(jar.get(sessionCookie())?.value), facts);
}

/** The key a program shows; null for a browser, which shows a cookie. A key beside a cookie is the key. */
export function keyOf(headers: Headers): string | null {
  const shown = headers.get("authorization");
  return shown === null ? null : (/^Bearer (\S{1,200})$/.exec(shown)?.[1] ?? "");
}
