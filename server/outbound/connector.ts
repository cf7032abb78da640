import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { isGlobalAddress } from "./address-guard";

export type ResolvedAddress = { readonly address: string; readonly family: number };
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** The code of the error with which a connection to a closed address is refused. */
export const BLOCKED = "EBLOCKED";

type Options = {
  /** The one loopback address that may be reached, from the host policy. */
  readonly simulator: URL | null;
  readonly connectTimeoutMs: number;
  /** Replaces the system's resolver. */
  readonly lookup?: Lookup | undefined;
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
  return new Agent({ connect, pipelining: 1 });
}

function guardedConnector(options: Options): buildConnector.connector {
  const isOpen = options.isOpen ?? isGlobalAddress;
  return (target, callback) => {
    const host = target.hostname.replace(/^\[|\]$/g, "");
    const isSimulator = isTheSimulator(target, options.simulator);
    const mayReach = (address: string) => (isSimulator ? address === host : isOpen(address));
    checkedAddresses(host, options.lookup ?? resolveAll, mayReach)
      .then((addresses) => connectTo(addresses, options, target, mayReach))
      .then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(error instanceof Error ? error : blocked(), null),
      );
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

function connectTo(
  addresses: readonly ResolvedAddress[],
  options: Options,
  target: buildConnector.Options,
  mayReach: (address: string) => boolean,
): Promise<Socket> {
  const connect = buildConnector({
    lookup: pinnedTo(addresses),
    timeout: options.connectTimeoutMs,
  });
  return new Promise((resolve, reject) => {
    connect(target, (error, socket) => {
      if (error) return reject(error);
      if (socket.remoteAddress && mayReach(socket.remoteAddress)) return resolve(socket);
      socket.destroy();
      reject(blocked());
    });
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

const resolveAll: Lookup = (hostname) => systemLookup(hostname, { all: true });

const blocked = () => Object.assign(new Error("The address is not open to us."), { code: BLOCKED });
