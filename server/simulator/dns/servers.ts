import type { Answer, Question } from "dns-packet";
import { digestOfKey } from "../delegation-keys";
import type { Key } from "../records";
import { type DnsReply, ns, RCODE } from "./reply";
import { REGISTRY_HOSTS, type Zones } from "./zones";

/** Short, so that somebody who tries it out can wait for it. */
const DS_TTL_SECONDS = 60;
const DAY_SECONDS = 86_400;
const SERIAL = 2_026_010_101;

/** What the nameserver of a host says; null: nothing at all. */
export function serve(zones: Zones, host: string, question: Question): DnsReply | null {
  const isRegistry = REGISTRY_HOSTS.some((one) => one === host);
  if (isRegistry) return registry(zones, question);
  if (host.includes("silent")) return null;
  if (host.includes("lame")) return { rcode: RCODE.refused };
  const { name, type } = question;
  if (type === "SOA") return { isAuthoritative: true, answers: [soa(name)] };
  const isSigned = host.includes("signed") || zones.hostsOf(name)?.includes(host) === true;
  if (type !== "DNSKEY" || !isSigned) return { isAuthoritative: true };
  const keys = zones.keysOf(name);
  return { isAuthoritative: true, answers: keys.flatMap((key) => signed(name, key)) };
}

/** The zone above: who a name is delegated to, and which keys it vouches for. */
function registry(zones: Zones, { name, type }: Question): DnsReply {
  const hosts = zones.hostsOf(name);
  if (hosts === null) return { isAuthoritative: true, rcode: RCODE.unknownName };
  if (type !== "DS") return { authorities: hosts.map((host) => ns(name, host)) };
  const own = zones.keysOf(name).map((key) => {
    const { keytag: keyTag, ...digest } = digestOfKey(name, key);
    return { keyTag, ...digest };
  });
  const answers = [...own, ...zones.foreignKeysOf(name)].map(
    (data): Answer => ({ type: "DS", name, ttl: DS_TTL_SECONDS, data }),
  );
  return { isAuthoritative: true, answers };
}

const soa = (name: string): Answer => ({
  type: "SOA",
  name,
  ttl: DS_TTL_SECONDS,
  data: { mname: `ns.${name}`, rname: `hostmaster.${name}`, serial: SERIAL },
});

/** A key and a signature by it, whose arithmetic nobody here does. */
function signed(name: string, key: Key): Answer[] {
  const { keytag, algorithm } = digestOfKey(name, key);
  const now = Math.floor(Date.now() / 1_000);
  return [
    {
      type: "DNSKEY",
      name,
      ttl: DS_TTL_SECONDS,
      data: {
        flags: key.type === "zsk" ? 256 : 257,
        algorithm,
        key: Buffer.from(key.publicKey, "base64"),
      },
    },
    {
      type: "RRSIG",
      name,
      ttl: DS_TTL_SECONDS,
      data: {
        typeCovered: "DNSKEY",
        algorithm,
        labels: name.split(".").length,
        originalTTL: DS_TTL_SECONDS,
        inception: now - DAY_SECONDS,
        expiration: now + DAY_SECONDS,
        keyTag: keytag,
        signersName: name,
        signature: Buffer.alloc(64, 1),
      },
    },
  ];
}
