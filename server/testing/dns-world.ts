import type { DnskeyData, Question } from "dns-packet";
import { digestOf, keyTagOf } from "../dns/keys";
import type { DnsSettings } from "../dns/lookup";
import { type DnsReply, type DnsServer, record, signature, startDnsServer } from "./dns-server";

const RESOLVER = "127.0.0.1";
const PARENT = "127.0.0.2";
const OTHER_PARENT = "127.0.0.3";
const DAY_MS = 86_400_000;

/** How a nameserver of the test stands to every zone it is asked for. */
export type ServerWays = {
  readonly state?: "fine" | "refuses" | "silent" | "broken" | "not_authoritative" | "nobody";
  /** Zones it signs with the key their parent vouches for. */
  readonly signs?: readonly string[];
  /** Zones it signs with a key of its own, which nobody vouches for. */
  readonly signsOtherwise?: readonly string[];
  readonly isAlias?: boolean;
  readonly isTruncated?: boolean;
};

/** A small DNS on loopback: a resolver, two servers of every zone above, and nameservers, each at an address of its own. */
export type DnsWorld = {
  /** Names that the zone above vouches for, and those it cannot be asked about. */
  readonly signed: Set<string>;
  readonly unanswered: Set<string>;
  /** Names of which the zone above says nothing of its own. */
  readonly passedOn: Set<string>;
  /** Names of which only the second server above still shows keys. */
  readonly lagging: Set<string>;
  readonly delegations: Map<string, readonly string[]>;
  readonly servers: Map<string, ServerWays>;
  readonly settings: DnsSettings;
  readonly resolver: DnsServer;
  readonly parents: readonly DnsServer[];
  close(): Promise<void>;
};

const keyOf = (text: string): DnskeyData => ({
  flags: 257,
  algorithm: 13,
  key: Buffer.from(text.padEnd(64, "k")),
});

/** What the zone above has of a name that is signed. */
export const dsFor = (name: string) => {
  const key = keyOf(name);
  return {
    keyTag: keyTagOf(key),
    algorithm: key.algorithm,
    digestType: 2,
    digest: Buffer.from(digestOf(name, key, 2) ?? "", "hex"),
  };
};

/** @param hosts the nameservers there are; each gets an address from 127.0.0.10 on */
export async function startDnsWorld(hosts: readonly string[]): Promise<DnsWorld> {
  const started: DnsServer[] = [];
  const addresses = new Map(hosts.map((host, at) => [host, `127.0.0.${at + 10}`]));
  const state = {
    signed: new Set<string>(),
    unanswered: new Set<string>(),
    passedOn: new Set<string>(),
    lagging: new Set<string>(),
    delegations: new Map<string, readonly string[]>(),
    servers: new Map<string, ServerWays>(),
  };
  const resolver = await startDnsServer((question) => resolve(state, addresses, question), {
    address: RESOLVER,
  });
  const { port } = resolver;
  const parents = [
    await startDnsServer((question) => above(state, question, false), { address: PARENT, port }),
    await startDnsServer((question) => above(state, question, true), {
      address: OTHER_PARENT,
      port,
    }),
  ];
  for (const [host, address] of addresses)
    started.push(
      await startDnsServer((question) => serve(state.servers.get(host) ?? {}, question), {
        address,
        port,
      }),
    );
  return {
    ...state,
    resolver,
    parents,
    settings: {
      resolvers: [{ address: RESOLVER, port }],
      mayAsk: (address) => address.startsWith("127."),
      port,
      playedBy: null,
      timeoutMs: 150,
      atOnce: 16,
      atOnceToOne: 8,
    },
    close: async () => {
      await Promise.all([resolver, ...parents, ...started].map((one) => one.close()));
    },
  };
}

type State = Pick<
  DnsWorld,
  "signed" | "unanswered" | "passedOn" | "lagging" | "delegations" | "servers"
>;

function resolve(
  { servers }: State,
  addresses: ReadonlyMap<string, string>,
  { name, type }: Question,
): DnsReply {
  const isAuthoritative = false;
  if (name.includes("servfail")) return { rcode: 2, isAuthoritative };
  if (type === "NS" && !name.includes("."))
    return {
      isAuthoritative,
      answers: [record.ns(name, "a.above.test"), record.ns(name, "b.above.test")],
    };
  if (type !== "A") return { isAuthoritative };
  const parent = { "a.above.test": PARENT, "b.above.test": OTHER_PARENT }[name];
  if (parent) return { isAuthoritative, answers: [record.a(name, parent)] };
  if (name.includes("private")) return { isAuthoritative, answers: [record.a(name, "10.0.0.1")] };
  const address = addresses.get(name);
  if (!address) return { rcode: 3, isAuthoritative };
  if (servers.get(name)?.isAlias)
    return {
      isAuthoritative,
      answers: [record.alias(name, `real-${name}`), record.a(`real-${name}`, address)],
    };
  return { isAuthoritative, answers: [record.a(name, address)] };
}

function above(state: State, { name, type }: Question, isSecond: boolean): DnsReply {
  if (state.unanswered.has(name)) return null;
  if (state.passedOn.has(name)) return { isAuthoritative: false };
  if (type === "DS") {
    const shows = state.signed.has(name) || (isSecond && state.lagging.has(name));
    return { answers: shows ? [record.ds(name, dsFor(name))] : [] };
  }
  const hosts = state.delegations.get(name);
  if (!hosts) return { rcode: 3 };
  return { isAuthoritative: false, authorities: hosts.map((host) => record.ns(name, host)) };
}

function serve(ways: ServerWays, { name, type }: Question): DnsReply {
  switch (ways.state ?? "fine") {
    case "silent":
      return null;
    case "refuses":
      return { rcode: 5, isAuthoritative: false };
    case "broken":
      return { rcode: 2, isAuthoritative: false };
    case "not_authoritative":
      return { isAuthoritative: false, answers: [record.soa(name, 7)] };
    case "nobody":
      return { rcode: 3 };
    default:
      return zoneAnswer(ways, name, type);
  }
}

function zoneAnswer(ways: ServerWays, name: string, type: string): DnsReply {
  const cut = ways.isTruncated ? { isTruncated: true } : {};
  if (type === "SOA") return { answers: [record.soa(name, 2_026_112_001)] };
  if (type !== "DNSKEY") return {};
  if (ways.signs?.includes(name)) return { ...cut, answers: keysOf(name, keyOf(name)) };
  if (ways.signsOtherwise?.includes(name))
    return { ...cut, answers: keysOf(name, keyOf(`own ${name}`)) };
  return {};
}

const keysOf = (name: string, key: DnskeyData) => [
  record.key(name, key),
  signature(
    name,
    { keyTag: keyTagOf(key), algorithm: key.algorithm },
    { inception: new Date(Date.now() - DAY_MS), expiration: new Date(Date.now() + DAY_MS) },
  ),
];
