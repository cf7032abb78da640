import { type NextRequest, NextResponse } from "next/server";
import { isOwnOrigin } from "@/server/auth/origin";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * The policy of a page. In development the error overlay brings styles without a nonce, evaluates code and opens a
 * socket; a nonce in `style-src` would make browsers ignore 'unsafe-inline', hence the two forms.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

const FIXED_HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cache-Control": "private, no-store",
};

/** Actions ask for the origin themselves; here Next is kept from answering a strange one with a fault of its own. */
const fromAnotherSite = (): NextResponse =>
  NextResponse.json(
    {
      type: "about:blank",
      title: "Forbidden",
      status: 403,
      detail: "This request came from another site.",
    },
    { status: 403, headers: { ...FIXED_HEADERS, "content-type": "application/problem+json" } },
  );

/** Gives every page its nonce and its security headers. It decides about nobody: sessions are checked where rows are read. */
export function proxy(request: NextRequest): NextResponse {
  if (request.method === "POST" && !isOwnOrigin(request.headers)) return fromAnotherSite();
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-namekeep-page", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("Content-Security-Policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(FIXED_HEADERS)) response.headers.set(name, value);
  if (process.env.APP_URL?.startsWith("https://"))
    response.headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  return response;
}

export const config = {
  matcher: "/((?!api/|_next/static|_next/image|icon.svg|apple-icon.png|robots.txt).*)",
};
