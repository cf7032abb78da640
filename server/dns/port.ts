import { getServers } from "node:dns";
import { isGlobalAddress } from "../outbound/address-guard";
import type { Place } from "../outbound/dns-sockets";
import { type DnsSettings, type Lookup, openLookup } from "./lookup";

/** The way to the DNS. */
export type DnsPort = {
  /** Whether the DNS is looked at at all. */
  readonly isOn: boolean;
  /** Begins a look that ends after `boxMs`, or when `ending` is aborted. */
  look(boxMs: number, ending?: AbortSignal): Lookup;
};

/** So long one server is waited for, twice. */
const TIMEOUT_MS = 1_500;
const AT_ONCE = 48;
const AT_ONCE_TO_ONE = 12;
const DNS_PORT = 53;

/** A way to the DNS by given settings, such as those of a test. */
export const dnsBy = (settings: () => DnsSettings): DnsPort => ({
  get isOn() {
    return settings().resolvers.length > 0;
  },
  look: (boxMs, ending) => {
    const box = AbortSignal.timeout(boxMs);
    return openLookup(settings(), ending ? AbortSignal.any([box, ending]) : box);
  },
});

/** Where the DNS is not looked at. */
export const DNS_OFF: DnsPort = dnsBy(() => settingsFor([], null));

/**
 * What is asked in production, or, given the place of a simulator, in a demo: there nobody but the simulator hears
 * a question, whatever address it is meant for.
 *
 * @param resolvers the machine's own, or addresses with a port or without
 */
export function settingsFor(
  resolvers: "system" | readonly string[],
  simulator: Place | null,
): DnsSettings {
  const named = resolvers === "system" ? getServers() : resolvers;
  return {
    resolvers: simulator ? [simulator] : named.map(placeOf),
    mayAsk: isGlobalAddress,
    port: DNS_PORT,
    playedBy: simulator,
    timeoutMs: TIMEOUT_MS,
    atOnce: AT_ONCE,
    atOnceToOne: AT_ONCE_TO_ONE,
  };
}

/** "192.0.2.53", "192.0.2.53:5353", "2001:db8::53" or "[2001:db8::53]:5353". */
export function placeOf(text: string): Place {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
  const plain = /^([\d.]+)(?::(\d+))?$/.exec(text);
  const [, address = text, port] = bracketed ?? plain ?? [];
  return { address, port: port === undefined ? DNS_PORT : Number(port) };
}
