import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { isGlobalAddress } from "./address-guard";
import type { ProxyRoute } from "./egress-proxy";
import { BLOCKED } from "./failure";
import { type Opening, tunnelTo } from "./tunnel";

export type ResolvedAddress = { readonly address: string; readonly family: number };
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** As many calls as any registrar lets one account have under way, and a few. */
const CONNECTIONS = 32;

type Options = {
  /** The one loopback address that may be reached, from the host policy. */
  readonly simulator: URL | null;
  readonly connectTimeoutMs: number;
  /** Replaces the system's resolver. */
  readonly lookup?: Lookup | undefined;
  /** A tunnel to go through; then the proxy's address is guarded, and the target's is not looked up. */
  readonly proxy?: ProxyRoute | undefined;
  /** Replaces the certificate authorities of the system; tests have their own. */
  readonly ca?: string | undefined;
  /** Replaces the guard of addresses; only tests of the connector itself have a reason to. */
  readonly isOpen?: (address: string) => boolean;
};

/**
 * An undici agent that connects only to addresses of the open Internet.
 *
 * A name is resolved once; if any of its addresses is closed the connection is refused, else it is
 * made to exactly the addresses that were checked, and the peer is checked again when it stands.
 * Host header, SNI and certificate check keep the name. Proxy variables of the environment are not
 * read.
 */
export function guardedAgent(options: Options): Agent {
  const connect = guardedConnector(options);
  return new Agent({ connect, connections: CONNECTIONS, pipelining: 1 });
}

function guardedConnector(options: Options): buildConnector.connector {
  const open = options.proxy ? throughProxy(options, options.proxy) : directly(options);
  return (target, callback) => {
    open(target).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(error instanceof Error ? error : blocked(), null),
    );
  };
}

function directly(options: Options): Opening {
  const isOpen = options.isOpen ?? isGlobalAddress;
  return async (target) => {
    const host = bareHost(target.hostname);
    const isSimulator = isTheSimulator(target, options.simulator);
    const mayReach = (address: string) => (isSimulator ? address === host : isOpen(address));
    const addresses = await checkedAddresses(host, options.lookup ?? resolveAll, mayReach);
    return connectTo(addresses, options, target, mayReach);
  };
}

/**
 * The proxy's address is guarded as any other; the target's is the proxy's to find. The certificate of
 * the target is checked here, through the tunnel.
 */
function throughProxy(options: Options, proxy: ProxyRoute): Opening {
  const isOpen = proxy.isListed ? () => true : options.isOpen;
  const reach = directly({ ...options, simulator: null, ...(isOpen ? { isOpen } : {}) });
  const timeoutMs = options.connectTimeoutMs;
  return async (target) => {
    const socket = await tunnelTo(target, proxy, { reach, timeoutMs });
    return target.protocol === "https:" ? connectOver(socket, options, target) : socket;
  };
}

function isTheSimulator(target: buildConnector.Options, simulator: URL | null): boolean {
  if (!simulator || target.protocol !== "http:") return false;
  return (
    target.hostname === simulator.hostname && String(target.port || 80) === (simulator.port || "80")
  );
}

/** `lookup` is never asked about a literal address, so those are checked on their own. */
async function checkedAddresses(
  host: string,
  lookup: Lookup,
  mayReach: (address: string) => boolean,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  const addresses = family === 0 ? await lookup(host) : [{ address: host, family }];
  if (addresses.length === 0 || !addresses.every(({ address }) => mayReach(address)))
    throw blocked();
  return addresses;
}

async function connectTo(
  addresses: readonly ResolvedAddress[],
  options: Options,
  target: buildConnector.Options,
  mayReach: (address: string) => boolean,
): Promise<Socket> {
  const socket = await connected(target, options, pinnedTo(addresses));
  if (socket.remoteAddress && mayReach(socket.remoteAddress)) return socket;
  socket.destroy();
  // A socket that was reset meanwhile has no peer any more, which says nothing of where it led.
  throw socket.remoteAddress ? blocked() : brokenOff();
}

/** TLS with the target over a connection that stands. */
const connectOver = (httpSocket: Socket, options: Options, target: buildConnector.Options) =>
  connected({ ...target, httpSocket }, options);

function connected(
  target: buildConnector.Options,
  { connectTimeoutMs, ca }: Options,
  lookup?: LookupFunction,
): Promise<Socket> {
  const connect = buildConnector({
    timeout: connectTimeoutMs,
    ...(ca ? { ca } : {}),
    ...(lookup ? { lookup } : {}),
  });
  return new Promise((resolve, reject) => {
    connect(target, (error, socket) => (error ? reject(error) : resolve(socket)));
  });
}

/** A resolver that knows one answer: the addresses already checked. */
function pinnedTo(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const first = addresses[0];
    if (all) callback(null, [...addresses]);
    else if (first) callback(null, first.address, first.family);
  };
}

const bareHost = (hostname: string) => hostname.replace(/^\[|\]$/g, "");

const resolveAll: Lookup = (hostname) => systemLookup(hostname, { all: true });

const brokenOff = () =>
  Object.assign(new Error("The connection broke off."), { code: "ECONNRESET" });

const blocked = () => Object.assign(new Error("The address is not open to us."), { code: BLOCKED });
