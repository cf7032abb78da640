import { BlockList, isIP } from "node:net";

/** IANA special-purpose IPv4 ranges that are not globally reachable, with multicast and the reserved top. */
const CLOSED_V4 = [
  ["0.0.0.0", 8], // this network
  ["10.0.0.0", 8], // private
  ["100.64.0.0", 10], // carrier-grade NAT
  ["127.0.0.0", 8], // loopback
  ["169.254.0.0", 16], // link-local, metadata services
  ["172.16.0.0", 12], // private
  ["192.0.0.0", 24], // protocol assignments
  ["192.0.2.0", 24], // documentation
  ["192.88.99.0", 24], // 6to4 relays
  ["192.168.0.0", 16], // private
  ["198.18.0.0", 15], // benchmarking
  ["198.51.100.0", 24], // documentation
  ["203.0.113.0", 24], // documentation
  ["224.0.0.0", 4], // multicast
  ["240.0.0.0", 4], // reserved, broadcast
] as const;

/**
 * Everything outside 2000::/3 is closed: there lie loopback, IPv4-mapped, NAT64 (64:ff9b::/96 and
 * 64:ff9b:1::/48), unique local, link-local and multicast. Within it, what embeds or documents.
 */
const CLOSED_V6 = [
  ["::", 3],
  ["4000::", 2],
  ["8000::", 1],
  ["2001::", 23], // protocol assignments: Teredo, benchmarking, ORCHID
  ["2001:db8::", 32], // documentation
  ["2002::", 16], // 6to4, which embeds an IPv4 address
  ["3fff::", 20], // documentation
] as const;

// One list per family: a list that holds ::/3 would match every IPv4 address, as mapped ones lie there.
const closedV4 = new BlockList();
const closedV6 = new BlockList();
for (const [network, prefix] of CLOSED_V4) closedV4.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of CLOSED_V6) closedV6.addSubnet(network, prefix, "ipv6");

/**
 * Whether `address` is one that strangers on the Internet answer on. Anything else, a zone id or a
 * text that is no address included, is not.
 *
 * @param address an IPv4 or IPv6 address without brackets
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function isGlobalAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0 || address.includes("%")) return false;
  return version === 4 ? !closedV4.check(address, "ipv4") : !closedV6.check(address, "ipv6");
}
