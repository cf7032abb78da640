import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { type RecordSet, zoneProblem } from "../../names/record-set";
import { RECORD_TYPES, type RecordType } from "../../names/record-types";
import { withFullName } from "../../names/record-values";
import { quotedText, unquotedText } from "../../names/text-value";
import type { Accepted, Answer, DnsZone, RegistrarGateway } from "../gateway";
import { zoneVersion } from "../zone-version";
import { refusal } from "./errors";
import { readAll } from "./pages";
import { type Account, send } from "./send";
import { type GandiRecord, GandiRecords } from "./wire";

type Records = Pick<RegistrarGateway, "readDnsRecords" | "replaceDnsRecords">;

const LEAST_TTL = 300;
const MOST_TTL = 2_592_000;
const WRITTEN = { 200: "confirmed", 201: "confirmed", 202: "accepted" } as const;

/** The records of names on LiveDNS. A zone is read and written whole; what cannot be edited goes back as it came. */
export const gandiRecords = (account: Account): Records => ({
  readDnsRecords: async (name, signal) => {
    const told = await readZone(account, name, signal);
    return told.ok ? ok(told.value.zone) : told;
  },
  replaceDnsRecords: (request) => replace(account, request),
});

const pathOf = (name: DomainName) => `/livedns/domains/${name}/records`;

type Zone = { readonly zone: DnsZone; readonly kept: readonly GandiRecord[] };

async function readZone(account: Account, name: DomainName, signal?: AbortSignal): Answer<Zone> {
  const told = await readAll(account, pathOf(name), { rows: GandiRecords, signal });
  if (!told.ok)
    return told.error.code === "domain_unknown"
      ? err({ ...told.error, code: "not_eligible", message: ELSEWHERE })
      : told;
  const kept = told.value.filter(({ rrset_type: type }) => !isEditable(type));
  const records = told.value.flatMap((one) => {
    const type = one.rrset_type;
    return isEditable(type) ? [toRecordSet(one, type, name)] : [];
  });
  const others = kept.map(({ rrset_name, rrset_type }) => `${rrset_type} ${rrset_name}`);
  const version = zoneVersion(records, kept);
  return ok({ zone: { records, others, hasOneTtl: false, version }, kept });
}

const ELSEWHERE = "Gandi keeps no zone of this name: its records are elsewhere.";

const isEditable = (type: string): type is RecordType =>
  (RECORD_TYPES as readonly string[]).includes(type);

const isText = (type: RecordType) => type === "TXT" || type === "SPF";

const toRecordSet = (told: GandiRecord, type: RecordType, zone: DomainName): RecordSet => ({
  host: told.rrset_name.toLowerCase(),
  type,
  ttlSeconds: told.rrset_ttl,
  values: told.rrset_values.map((value) =>
    isText(type) ? unquotedText(value) : withFullName(type, value, zone),
  ),
});

const toGandi = ({ host, type, ttlSeconds, values }: RecordSet): GandiRecord => ({
  rrset_name: host,
  rrset_type: type,
  rrset_ttl: ttlSeconds,
  rrset_values: isText(type) ? values.map(quotedText) : [...values],
});

async function replace(
  account: Account,
  { name, records, basedOn }: { name: DomainName; records: readonly RecordSet[]; basedOn: string },
): Answer<Accepted> {
  const problem = zoneProblem(records);
  if (problem) return err(refusal("invalid_request", problem.message, problem.field));
  if (records.some(({ ttlSeconds }) => ttlSeconds < LEAST_TTL || ttlSeconds > MOST_TTL))
    return err(
      refusal("invalid_request", "LiveDNS takes TTLs from 300 to 2,592,000 seconds.", "ttlSeconds"),
    );
  const present = await readZone(account, name);
  if (!present.ok) return present;
  const { zone, kept } = present.value;
  if (zone.version !== basedOn)
    return err(refusal("conflict", "The records have changed meanwhile; read them again."));
  const items = [...records.map(toGandi), ...kept];
  return send(account.api, { method: "PUT", path: pathOf(name), body: { items } }, WRITTEN);
}
