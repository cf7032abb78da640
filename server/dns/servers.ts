import { type Asked, RCODE } from "./ask";
import { type DsRecord, type Match, matchOf } from "./keys";
import type { Lookup } from "./lookup";

/**
 * How one nameserver stands to a zone. authoritative: it answers for it; lame: it answers, and not for it; silent: it
 * does not answer; no_address: its host has none; unknown: it could not be found out.
 */
export type ServerState = "authoritative" | "lame" | "silent" | "no_address" | "unknown";

export type ServerFacts = {
  readonly host: string;
  readonly state: ServerState;
  /** Why, where it is not authoritative. */
  readonly reason: string | null;
  readonly addresses: readonly string[];
  readonly serial: number | null;
  /** Whether it signs with a key that the parent vouches for; null: not asked, or nobody can tell. */
  readonly matches: Match;
  readonly isAlias: boolean;
};

/** At most so many addresses of a host are tried. */
const MOST_ADDRESSES = 2;

export type ServersQuestion = {
  readonly name: string;
  readonly hosts: readonly string[];
  /** What the parent vouches for; empty or null: keys are not asked for. */
  readonly ds: readonly DsRecord[] | null;
  /** Addresses of hosts that nobody can look up yet: those to be made with the change. */
  readonly glue?: Readonly<Record<string, readonly string[]>>;
  readonly now: Date;
};

/** Asks each nameserver for the zone, and where the parent vouches for keys, for its keys. */
export const askServers = (lookup: Lookup, question: ServersQuestion): Promise<ServerFacts[]> =>
  Promise.all(question.hosts.map((host) => askServer(lookup, host, question)));

async function askServer(
  lookup: Lookup,
  host: string,
  question: ServersQuestion,
): Promise<ServerFacts> {
  const given = question.glue?.[host];
  const found = given
    ? { ok: true as const, value: { addresses: given, isAlias: false } }
    : await lookup.addressesOf(host);
  const facts = { host, addresses: [], serial: null, matches: null, isAlias: false };
  if (!found.ok) return { ...facts, state: "unknown", reason: found.error.message };
  const { addresses, isAlias } = found.value;
  const known = { ...facts, addresses, isAlias };
  if (addresses.length === 0)
    return { ...known, state: "no_address", reason: "Its host name has no address." };
  const { address, asked } = await firstAnswer(lookup, addresses, question.name);
  const standing = standingOf(asked, question.name);
  if (standing.state !== "authoritative") return { ...known, ...standing };
  const matches = question.ds?.length ? await matchAt(lookup, address, question) : null;
  return { ...known, ...standing, matches };
}

async function firstAnswer(lookup: Lookup, addresses: readonly string[], name: string) {
  const [first = "", ...others] = addresses.slice(0, MOST_ADDRESSES);
  let address = first;
  let asked = await lookup.askAt(address, name, "SOA");
  for (const other of others) {
    if (asked.ok) break;
    address = other;
    asked = await lookup.askAt(address, name, "SOA");
  }
  return { address, asked };
}

type Standing = Pick<ServerFacts, "state" | "reason" | "serial">;

function standingOf(asked: Asked, name: string): Standing {
  if (!asked.ok) {
    const { because, message } = asked.error;
    return { state: because === "silent" ? "silent" : "unknown", reason: message, serial: null };
  }
  const { rcode, isAuthoritative, answers } = asked.value;
  const soa = answers.find((one) => one.type === "SOA" && one.name.toLowerCase() === name);
  if (isAuthoritative && rcode === RCODE.ok && soa?.type === "SOA")
    return { state: "authoritative", reason: null, serial: soa.data.serial ?? null };
  return { state: "lame", reason: lameReason(rcode), serial: null };
}

function lameReason(rcode: number): string {
  if (rcode === RCODE.refused) return "It refuses to answer for this name.";
  if (rcode === RCODE.broken) return "It knows the name, and its zone is broken there.";
  if (rcode === RCODE.unknownName) return "It does not know the name.";
  return "It does not hold the zone of this name.";
}

async function matchAt(
  lookup: Lookup,
  address: string,
  { name, ds, now }: ServersQuestion,
): Promise<Match> {
  const asked = await lookup.askAt(address, name, "DNSKEY");
  if (!asked.ok || !asked.value.isAuthoritative || asked.value.rcode !== RCODE.ok) return null;
  return matchOf(name, asked.value.answers, ds ?? [], now);
}
