import { NextRequest } from "next/server";
import { expect, test, vi } from "vitest";
import { proxy } from "../proxy";

const ask = (headers: Record<string, string> = {}) =>
  proxy(new NextRequest("http://localhost:3000/domains", { headers })).headers;

const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part.startsWith(`${name} `));

const policyOf = (headers: Headers) => headers.get("content-security-policy") ?? "";
const nonceOf = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1];

test("scripts run only with this answer's nonce", () => {
  const script = directive(policyOf(ask()), "script-src");
  expect(script).toContain("'strict-dynamic'");
  expect(script).not.toContain("unsafe");
  expect(directive(policyOf(ask()), "style-src")).not.toContain("unsafe");
});

test("no two answers share a nonce, and each has 128 bits", () => {
  const nonces = [policyOf(ask()), policyOf(ask())].map(nonceOf);
  expect(new Set(nonces).size).toBe(2);
  for (const nonce of nonces) expect(Buffer.from(nonce ?? "", "base64")).toHaveLength(16);
});

test("a nonce sent by the browser is not used", () => {
  const headers = ask({ "x-nonce": "mine", "content-security-policy": "script-src 'nonce-mine'" });
  expect(policyOf(headers)).not.toContain("mine");
  expect(headers.get("x-middleware-request-x-nonce")).toBe(nonceOf(policyOf(headers)));
  expect(headers.get("x-middleware-request-content-security-policy")).toBe(policyOf(headers));
});

test("pages are never framed, sniffed or stored by caches in between", () => {
  const headers = ask();
  expect(directive(policyOf(headers), "frame-ancestors")).toBe("frame-ancestors 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cache-control")).toBe("private, no-store");
  expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
});

test("browsers are held to https only where the console is served over it", () => {
  expect(ask().has("strict-transport-security")).toBe(false);
  vi.stubEnv("APP_URL", "https://names.example.com");
  expect(ask().get("strict-transport-security")).toContain("max-age=31536000");
});
