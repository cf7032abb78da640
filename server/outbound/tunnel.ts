import { isIP, type Socket } from "node:net";
import { type buildConnector, Client } from "undici";
import type { ProxyRoute } from "./egress-proxy";
import { type HttpFailureKind, meaningOf, ToldFailure } from "./failure";

export type Opening = (target: buildConnector.Options) => Promise<Socket>;

/**
 * Opens a tunnel through a proxy to the target's host and port, over a connection that `reach` makes.
 * What speaks TLS to the target is put on top of it by the caller, so the proxy sees no byte of a call.
 *
 * @throws ToldFailure in words about the proxy; nothing of what it answered is quoted
 * @see RFC 9110 §9.3.6
 */
export async function tunnelTo(
  target: buildConnector.Options,
  proxy: ProxyRoute,
  { reach, timeoutMs }: { readonly reach: Opening; readonly timeoutMs: number },
): Promise<Socket> {
  const client = new Client(proxy.url.origin, {
    connect: (options, callback) => {
      reach(options).then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(proxyFailure(error), null),
      );
    },
    headersTimeout: timeoutMs,
  });
  try {
    const { statusCode, socket } = await client.connect(asked(target, proxy));
    // Without a listener an error that comes now would end the process.
    socket.on("error", () => undefined);
    if (statusCode >= 200 && statusCode < 300) return socket as Socket;
    socket.destroy();
    throw refusal(statusCode);
  } catch (error) {
    throw proxyFailure(error);
  } finally {
    void client.destroy();
  }
}

function asked(target: buildConnector.Options, proxy: ProxyRoute) {
  const host = isIP(target.hostname) === 6 ? `[${target.hostname}]` : target.hostname;
  const authority = `${host}:${target.port || (target.protocol === "https:" ? 443 : 80)}`;
  const authorization = proxy.authorization();
  const { hostname } = proxy.url;
  return {
    path: authority,
    headers: {
      host: authority,
      ...(authorization === null ? {} : { "proxy-authorization": authorization }),
    },
    // Else undici would take the host header's name for that of the proxy's certificate.
    ...(isIP(hostname.replace(/^\[|\]$/g, "")) === 0 ? { servername: hostname } : {}),
  };
}

/** A proxy that says no says so again; one that could not get through may do better later. */
function refusal(status: number): ToldFailure {
  if (status === 407)
    return new ToldFailure("blocked", "The proxy does not accept its user name and password.");
  const kind: HttpFailureKind = status >= 500 ? "unreachable" : "blocked";
  return new ToldFailure(kind, `The proxy did not open a way to the host (status ${status}).`);
}

function proxyFailure(error: unknown): ToldFailure {
  if (error instanceof ToldFailure) return error;
  const [kind, detail] = meaningOf(error);
  return new ToldFailure(kind, aboutProxy(detail));
}

/** The same words, about the proxy instead of the host. */
const aboutProxy = (detail: string): string =>
  detail.startsWith("The host")
    ? detail.replace("The host name", "The proxy's host name").replace(/^The host\b/, "The proxy")
    : `The proxy could not be used. ${detail}`;
