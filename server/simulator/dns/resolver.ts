import type { Question } from "dns-packet";
import { address, type DnsReply, ns, RCODE } from "./reply";
import { REGISTRY_HOSTS, type Zones } from "./zones";

/** What a resolver of this world finds out. */
export function resolve(zones: Zones, { name, type }: Question): DnsReply {
  if (name.includes("servfail")) return { rcode: RCODE.broken };
  if (type === "A")
    return name.includes("nowhere")
      ? { rcode: RCODE.unknownName }
      : { answers: [address(name, zones.addressOf(name))] };
  const hosts = name.includes(".") ? zones.hostsOf(name) : REGISTRY_HOSTS;
  if (type === "AAAA") return {};
  if (hosts === null) return { rcode: RCODE.unknownName };
  return type === "NS" ? { answers: hosts.map((host) => ns(name, host)) } : {};
}
