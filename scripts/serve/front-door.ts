import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Environment } from "@/server/kernel/env";
import { clientAddress } from "./client-address";
import { knownHosts, requestedHost } from "./known-host";

/** The one header that tells the caller's address; nobody but the front door can set it. */
export const CLIENT_ADDRESS_HEADER = "x-namekeep-client-address";

/** Carries a word only this process knows: a request that came through the door once already. */
const PASSED_HEADER = "x-namekeep-passed";

/** Next takes any other, such as TRACE, for a fault of its own. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

const UNREAD_GRACE_MS = 500;

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Puts `inner` behind a door that refuses other hosts (421) and replaces every header by which a caller could
 * pretend: who it is, where it went, over which protocol, and Next's own marks.
 *
 * Next sends a server action on to the page it belongs to, with all its headers, under the address we listen on.
 * Such a request has been through the door, and keeps what it was given there.
 *
 * Load balancers ask /healthz under whatever address they know, so that path is open under any host.
 */
export function frontDoor(settings: Environment, inner: Handler): RequestListener {
  const isOurs = knownHosts(settings);
  const { protocol, host: publicHost } = new URL(settings.appUrl);
  const passed = randomBytes(32).toString("base64url");
  return (request, response) => {
    const { headers, socket } = request;
    if (headers[PASSED_HEADER] === passed) return inner(request, response);
    const host = requestedHost(headers, settings.trustProxy);
    if (!isOurs(host) && request.url !== "/healthz") return refuse(response, MISDIRECTED);
    const refusal = refusalOf(request);
    if (refusal) return refuse(response, refusal);
    endUnreadConnection(request, response);
    const address = clientAddress(headers, socket.remoteAddress, settings.trustProxy);
    delete headers["x-middleware-subrequest"];
    delete headers.forwarded;
    headers[PASSED_HEADER] = passed;
    headers[CLIENT_ADDRESS_HEADER] = address;
    headers["x-forwarded-for"] = address;
    headers["x-forwarded-host"] = isOurs(host) ? host : publicHost;
    headers["x-forwarded-proto"] = protocol.slice(0, -1);
    return inner(request, response);
  };
}

type Refusal = { readonly title: string; readonly status: number; readonly detail: string };

const MISDIRECTED: Refusal = {
  title: "Misdirected Request",
  status: 421,
  detail: "This server does not answer for the host in the request.",
};
const UNKNOWN_METHOD: Refusal = {
  title: "Method Not Allowed",
  status: 405,
  detail: "Nothing here answers to this method.",
};
const UNREADABLE: Refusal = {
  title: "Bad Request",
  status: 400,
  detail: "The address cannot be decoded.",
};

function refusalOf({ method = "", url = "" }: IncomingMessage): Refusal | null {
  if (!METHODS.has(method)) return UNKNOWN_METHOD;
  return isReadable(url) ? null : UNREADABLE;
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  response
    .writeHead(refusal.status, { "content-type": "application/problem+json", connection: "close" })
    .end(JSON.stringify({ type: "about:blank", ...refusal }));
}

/** Next takes a broken escape in the path for a fault of its own. */
function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/**
 * An answer given before the body was read to its end leaves the rest on the connection, where the next request
 * would wait for ever. The pause lets the sender see the answer first.
 */
function endUnreadConnection(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.once("finish", () => {
    if (request.complete) return;
    setTimeout(() => {
      if (!request.complete) socket.destroy();
    }, UNREAD_GRACE_MS).unref();
  });
}
