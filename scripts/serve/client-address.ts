import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/**
 * Tells who sent a request, as far as it can be believed.
 *
 * Every proxy appends the address it was called from to X-Forwarded-For, so with `trusted` proxies of our own
 * the entry at that place from the right was written by the outermost of them; all to its left is hearsay.
 *
 * @param trusted how many reverse proxies stand before us; 0 believes nothing but the socket
 */
export function clientAddress(
  headers: IncomingHttpHeaders,
  socketAddress: string | undefined,
  trusted: number,
): string {
  const fromSocket = withoutMapping(socketAddress ?? "");
  if (trusted === 0) return fromSocket;
  const chain = String(headers["x-forwarded-for"] ?? "").split(",");
  const claimed = withoutMapping(withoutPort(chain.at(-trusted)?.trim() ?? ""));
  return isIP(claimed) ? claimed : fromSocket;
}

/** An IPv4 address that came in over an IPv6 socket is the IPv4 address. */
const withoutMapping = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, "");

function withoutPort(entry: string): string {
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(entry) ?? [];
  if (bracketed) return bracketed;
  return /^[\d.]+:\d+$/.test(entry) ? entry.slice(0, entry.indexOf(":")) : entry;
}
