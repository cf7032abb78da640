/** The delegations in use. All hosts are invented and lie under names nobody serves. */
export const NAMESERVER_SETS = {
  acme: ["ns1.acme-dns.net", "ns2.acme-dns.net"],
  northwind: ["ns1.northwind-dns.net", "ns2.northwind-dns.net", "ns3.northwind-dns.org"],
  livedns: ["ns-41-a.gandi.net", "ns-118-b.gandi.net", "ns-203-c.gandi.net"],
  parked: ["ns1.quiet-parking.net", "ns2.quiet-parking.net"],
  external: ["dns1.meridian-cloud.example", "dns2.meridian-cloud.example"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type NameserverSet = keyof typeof NAMESERVER_SETS;

/** The word this registrar gives a delegation: its own servers by name, any other as "other". */
export function nameserverKind(hosts: readonly string[]): string {
  return hosts.length > 0 && hosts.every((host) => host.endsWith(".gandi.net"))
    ? "livedns"
    : "other";
}
