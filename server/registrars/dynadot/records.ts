import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { type RecordSet, zoneProblem } from "../../names/record-set";
import type { RecordType } from "../../names/record-types";
import { valueProblem, withFullName } from "../../names/record-values";
import type { Accepted, Answer, DnsZone, RegistrarGateway } from "../gateway";
import { zoneVersion } from "../zone-version";
import type { DnsRecords } from "./dns-records";
import type { Zone, ZoneRecord } from "./dns-zone";
import { refusal } from "./errors";

type Records = Pick<RegistrarGateway, "readDnsRecords" | "replaceDnsRecords">;

/** Kinds whose layout is sure, by Dynadot's word for them. Others are kept as they are, as forwardings are. */
const TYPES: Readonly<Record<string, RecordType>> = {
  a: "A",
  aaaa: "AAAA",
  cname: "CNAME",
  mx: "MX",
  txt: "TXT",
};
const WORDS = new Map(Object.entries(TYPES).map(([word, type]) => [type, word]));

/**
 * The records of names on Dynadot's own DNS. It keeps one TTL for all of a name, the priority of an MX
 * beside its host, and names without their dot. Forwardings stay as they are.
 */
export const dynadotRecords = (dns: DnsRecords): Records => ({
  readDnsRecords: async (name, signal) => {
    const told = await dns.readZone(name, signal);
    return told.ok ? ok(toDnsZone(told.value, name)) : told;
  },
  replaceDnsRecords: (request) => replace(dns, request),
});

function toDnsZone(zone: Zone, name: DomainName): DnsZone {
  const sets = new Map<string, RecordSet>();
  const others: ZoneRecord[] = [];
  for (const record of zone.records) {
    const value = meaningOf(record, name);
    if (!value) {
      others.push(record);
      continue;
    }
    const host = record.host === "" ? "@" : record.host.toLowerCase();
    const key = `${host} ${value.type}`;
    const before = sets.get(key)?.values ?? [];
    const ttlSeconds = Number(zone.ttlSeconds);
    sets.set(key, { host, type: value.type, ttlSeconds, values: [...before, value.text] });
  }
  const records = [...sets.values()];
  return {
    records,
    others: others.map(({ host, type }) => `${type} ${host || "@"}`),
    hasOneTtl: true,
    version: zoneVersion(records, others),
  };
}

type Value = { readonly type: RecordType; readonly text: string };

/** A record in the words of zones; null for one that is none, or that only Dynadot understands. */
function meaningOf({ type: word, value, extra }: ZoneRecord, name: DomainName): Value | null {
  const type = Object.hasOwn(TYPES, word) ? TYPES[word] : undefined;
  if (!type) return null;
  const told = type === "MX" ? `${extra ?? ""} ${value}` : value;
  const text = full(type, told, name);
  const isPlain = extra === undefined || type === "MX";
  return isPlain && valueProblem(type, text) === null ? { type, text } : null;
}

/** Names are told without the dot at their end; one without any dot is below the zone. */
function full(type: RecordType, told: string, name: DomainName): string {
  if (type !== "CNAME" && type !== "MX") return told;
  const hasDot = /\.[^\s]*$/.test(told) && !told.endsWith(".");
  return withFullName(type, hasDot ? `${told}.` : told, name);
}

function toRecords({ host, type, values }: RecordSet): ZoneRecord[] {
  const place = { host: host === "@" ? "" : host, type: WORDS.get(type) ?? "" };
  return values.map((text) => {
    if (type === "MX") {
      const [extra = "", mail = ""] = text.split(" ");
      return { ...place, value: undotted(mail), extra };
    }
    return { ...place, value: type === "CNAME" ? undotted(text) : text };
  });
}

const undotted = (name: string) => name.replace(/\.$/, "");

async function replace(
  dns: DnsRecords,
  { name, records, basedOn }: { name: DomainName; records: readonly RecordSet[]; basedOn: string },
): Answer<Accepted> {
  const problem = zoneProblem(records);
  if (problem) return err(refusal("invalid_request", problem.message, problem.field));
  const odd = records.find(({ type }) => !WORDS.has(type));
  if (odd) return err(refusal("invalid_request", `Dynadot keeps no ${odd.type} records.`, "type"));
  const [ttl, ...more] = new Set(records.map(({ ttlSeconds }) => ttlSeconds));
  if (more.length > 0)
    return err(
      refusal("invalid_request", "Dynadot keeps one TTL for all records of a name.", "ttlSeconds"),
    );
  return dns.writeZone(name, (present) => {
    if (toDnsZone(present, name).version !== basedOn) return err(CHANGED);
    const kept = present.records.filter((record) => meaningOf(record, name) === null);
    const ttlSeconds = ttl === undefined ? present.ttlSeconds : String(ttl);
    return ok({ ttlSeconds, records: [...records.flatMap(toRecords), ...kept] });
  });
}

const CHANGED = refusal("conflict", "The records have changed meanwhile; read them again.");
