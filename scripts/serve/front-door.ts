import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Environment } from "@/server/kernel/env";
import { clientAddress } from "./client-address";
import { knownHosts, requestedHost } from "./known-host";

/** The one header that tells the caller's address; nobody but the front door can set it. */
export const CLIENT_ADDRESS_HEADER = "x-namekeep-client-address";

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * Puts `inner` behind a door that refuses other hosts (421) and replaces every header by which a caller could
 * pretend: who it is, where it went, over which protocol, and Next's own marks.
 *
 * Load balancers ask /healthz under whatever address they know, so that path is open under any host.
 */
export function frontDoor(settings: Environment, inner: Handler): RequestListener {
  const isOurs = knownHosts(settings);
  const { protocol, host: publicHost } = new URL(settings.appUrl);
  return (request, response) => {
    const { headers, socket } = request;
    const host = requestedHost(headers, settings.trustProxy);
    if (!isOurs(host) && request.url !== "/healthz") return misdirected(response);
    const address = clientAddress(headers, socket.remoteAddress, settings.trustProxy);
    delete headers["x-middleware-subrequest"];
    delete headers.forwarded;
    headers[CLIENT_ADDRESS_HEADER] = address;
    headers["x-forwarded-for"] = address;
    headers["x-forwarded-host"] = isOurs(host) ? host : publicHost;
    headers["x-forwarded-proto"] = protocol.slice(0, -1);
    return inner(request, response);
  };
}

function misdirected(response: ServerResponse): void {
  const body = JSON.stringify({
    type: "about:blank",
    title: "Misdirected Request",
    status: 421,
    detail: "This server does not answer for the host in the request.",
  });
  response
    .writeHead(421, { "content-type": "application/problem+json", connection: "close" })
    .end(body);
}
