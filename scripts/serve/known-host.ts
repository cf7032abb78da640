import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";
import type { Environment } from "@/server/kernel/env";

type Settings = Pick<Environment, "appUrl" | "host" | "mode" | "port" | "trustProxy">;

/** The host a request was addressed to: what the outer proxy says when there is one, else the Host header. */
export function requestedHost(headers: IncomingHttpHeaders, trustProxy: number): string {
  const forwarded = trustProxy > 0 ? String(headers["x-forwarded-host"] ?? "") : "";
  return (forwarded.split(",").at(-1)?.trim() || headers.host || "").toLowerCase();
}

/**
 * Makes the test whether a host is ours. Anything else would reach links, redirects and cookies, and lets a
 * stranger's name point at a console on loopback (DNS rebinding).
 *
 * A demo is also ours under loopback and HOST; when it listens beyond loopback, under any bare address, which no
 * stranger's name can be.
 */
export function knownHosts(settings: Settings): (host: string) => boolean {
  const known = new Set([new URL(settings.appUrl).host]);
  if (settings.mode === "production") return (host) => known.has(host);
  const loopback = ["localhost", "127.0.0.1", "[::1]"];
  for (const name of [...loopback, settings.host]) known.add(`${name}:${settings.port}`);
  const isOpen = !["localhost", "127.0.0.1", "::1"].includes(settings.host);
  return (host) => known.has(host) || (isOpen && isBareAddress(host));
}

function isBareAddress(host: string): boolean {
  return isIP(host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1")) !== 0;
}
