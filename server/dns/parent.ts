import type { Answer as DnsRecord } from "dns-packet";
import { err, ok, type Result } from "../kernel/result";
import { type NotTold, RCODE, type RecordKind, type Told } from "./ask";
import { asDs, type DsRecord } from "./keys";
import { type Lookup, textsOf } from "./lookup";

/** What the parent zone says of a name's keys. No keys: it says that there are none. */
export type ParentKeys = {
  readonly ds: readonly DsRecord[];
  /** For so long resolvers may keep them; null without keys. */
  readonly ttlSeconds: number | null;
};

type Known<T> = Result<T, NotTold>;

const NO_PARENT: NotTold = {
  because: "malformed",
  message: "The zone above it could not be found.",
};
const NOT_FOR_IT: NotTold = {
  because: "malformed",
  message: "The servers of the zone above it do not speak for it.",
};
/** So many servers of the parent are tried for one answer. */
const MOST_SERVERS = 4;

/** The addresses of servers of the zone right above a name: one each, looked up once for all names below it. */
async function parentServers(lookup: Lookup, name: string): Promise<Known<readonly string[]>> {
  const labels = name.split(".").slice(1);
  for (let at = 0; at < labels.length; at += 1) {
    const zone = labels.slice(at).join(".");
    const found = await lookup.once(`servers|${zone}`, () => serversOf(lookup, zone));
    if (!found.ok || found.value !== null) return found.ok ? ok(found.value ?? []) : found;
  }
  return err(NO_PARENT);
}

/** Null: there is no zone of this name. */
async function serversOf(lookup: Lookup, zone: string): Promise<Known<readonly string[] | null>> {
  const asked = await lookup.resolve(zone, "NS");
  if (!asked.ok) return asked;
  const hosts = textsOf(ofName(asked.value.answers, zone), "NS").slice(0, MOST_SERVERS);
  if (hosts.length === 0) return ok(null);
  const all = await Promise.all(hosts.map((host) => lookup.addressesOf(host)));
  const addresses = all.flatMap((one) => (one.ok ? one.value.addresses.slice(0, 1) : []));
  return addresses.length > 0 ? ok(addresses) : err(NO_PARENT);
}

const ofName = (records: readonly DnsRecord[], name: string): readonly DnsRecord[] =>
  records.filter((one) => one.name.toLowerCase() === name);

/** Asks the parent's servers one after the other, until `least` of them gave an answer that `isAnswer` takes. */
async function askParent(
  lookup: Lookup,
  question: { readonly name: string; readonly type: RecordKind },
  { least, isAnswer }: { readonly least: number; readonly isAnswer: (told: Told) => boolean },
): Promise<Known<readonly Told[]>> {
  const servers = await parentServers(lookup, question.name);
  if (!servers.ok) return servers;
  const told: Told[] = [];
  let last: NotTold = NOT_FOR_IT;
  for (const address of servers.value) {
    const asked = await lookup.askAt(address, question.name, question.type);
    if (asked.ok && isAnswer(asked.value)) told.push(asked.value);
    else if (!asked.ok) last = asked.error;
    if (told.length >= Math.min(least, servers.value.length)) return ok(told);
  }
  return err(last);
}

const speaksForIt = ({ rcode, isAuthoritative }: Told): boolean =>
  isAuthoritative && (rcode === RCODE.ok || rcode === RCODE.unknownName);

/**
 * The DS records of a name at its parent. An answer that does not come from the parent itself is none.
 *
 * @param least so many of the parent's servers must have answered; what any of them still shows is there
 * @see RFC 4035 §3.1.4.1
 */
export async function keysAtParent(
  lookup: Lookup,
  name: string,
  least = 1,
): Promise<Known<ParentKeys>> {
  const question = { name, type: "DS" } as const;
  const told = await askParent(lookup, question, { least, isAnswer: speaksForIt });
  if (!told.ok) return told;
  const records = told.value
    .flatMap(({ answers }) => ofName(answers, name))
    .flatMap((one) => (one.type === "DS" ? [one] : []));
  const ds = new Map(records.map(({ data }) => [JSON.stringify(asDs(data)), asDs(data)]));
  return ok({
    ds: [...ds.values()],
    ttlSeconds: records.length > 0 ? Math.max(...records.map(({ ttl = 0 }) => ttl)) : null,
  });
}

/** The nameservers that the parent delegates a name to, sorted; none: it does not know the name. */
export async function hostsAtParent(
  lookup: Lookup,
  name: string,
): Promise<Known<readonly string[]>> {
  const told = await askParent(
    lookup,
    { name, type: "NS" },
    {
      least: 1,
      // A delegation is no answer of its own: the parent passes it on in the authority section (RFC 1034 §4.3.2).
      isAnswer: (one) =>
        speaksForIt(one) || (one.rcode === RCODE.ok && hostsIn(one, name) !== null),
    },
  );
  if (!told.ok) return told;
  return ok(told.value.flatMap((one) => hostsIn(one, name) ?? []).toSorted());
}

function hostsIn({ answers, authorities }: Told, name: string): readonly string[] | null {
  const hosts = textsOf(ofName([...answers, ...authorities], name), "NS");
  return hosts.length > 0 ? hosts : null;
}
