import { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { FormPair } from "../../outbound/call";
import { text } from "./wire";

/** One record of a zone at Dynadot, its own forwarding kinds included. */
export type ZoneRecord = {
  /** Below the name; empty for the name itself. */
  readonly host: string;
  /** In small letters, as it is written: a, mx, txt, forward, … */
  readonly type: string;
  readonly value: string;
  /** The priority of an MX, the kind of a forward, a title, an alias. Never a TTL. */
  readonly extra?: string;
};

/** All records of a name. Dynadot keeps one TTL for the whole of it. */
export type Zone = { readonly ttlSeconds: string; readonly records: readonly ZoneRecord[] };

export const MAX_MAIN_RECORDS = 20;
export const MAX_SUB_RECORDS = 100;
const OWN_DNS = "Dynadot DNS";

const scalar = z.union([z.string(), z.number().transform(String)]).nullish();
const ToldRecord = z.object({
  Subhost: text,
  RecordType: z.string().min(1),
  Value: z.string(),
  Value2: scalar,
});

/** The answer of get_dns. Only "Dynadot DNS" carries records. */
export const ToldZone = z.object({
  GetDns: z.object({
    NameServerSettings: z.object({
      Type: z.string(),
      TTL: scalar,
      MainDomains: z.array(ToldRecord).nullish(),
      SubDomains: z.array(ToldRecord).nullish(),
    }),
  }),
});

/**
 * The zone of an answer, or why it cannot be written back as it is: another kind of DNS, an MX without
 * its priority, a record below the name without its host.
 */
export function toZone(told: z.output<typeof ToldZone>): Result<Zone, "elsewhere" | "incomplete"> {
  const { Type, TTL, MainDomains, SubDomains } = told.GetDns.NameServerSettings;
  if (Type !== OWN_DNS) return err("elsewhere");
  const main = (MainDomains ?? []).map((one) => toRecord(one, ""));
  const sub = (SubDomains ?? []).map((one) => toRecord(one, one.Subhost ?? ""));
  const isIncomplete =
    !TTL ||
    sub.some(({ host }) => host === "") ||
    [...main, ...sub].some(({ type, extra }) => type === "mx" && extra === undefined);
  return isIncomplete ? err("incomplete") : ok({ ttlSeconds: TTL, records: [...main, ...sub] });
}

const toRecord = (told: z.output<typeof ToldRecord>, host: string): ZoneRecord => ({
  host,
  type: told.RecordType.toLowerCase(),
  value: told.Value,
  ...(told.Value2 ? { extra: told.Value2 } : {}),
});

/** The parameters of set_dns2 for a whole zone: what they leave out is deleted. */
export function zoneParameters(name: DomainName, { ttlSeconds, records }: Zone): FormPair[] {
  const main = records.filter(({ host }) => host === "");
  const sub = records.filter(({ host }) => host !== "");
  return [
    ["domain", name],
    ...main.flatMap((one, at) => recordParameters(one, "main", at)),
    ...sub.flatMap((one, at): FormPair[] => [
      [`subdomain${at}`, one.host],
      ...recordParameters(one, "sub", at),
    ]),
    ["ttl", ttlSeconds],
  ];
}

const recordParameters = (
  { type, value, extra }: ZoneRecord,
  place: "main" | "sub",
  at: number,
): FormPair[] => [
  [`${place}_record_type${at}`, type],
  [`${place}_record${at}`, value],
  ...(extra === undefined ? [] : [[`${place}_recordx${at}`, extra] as const]),
];

/** Whether two zones hold the same, in whatever order. */
export const isSameZone = (one: Zone, other: Zone): boolean => keyOf(one) === keyOf(other);

const keyOf = ({ ttlSeconds, records }: Zone) =>
  JSON.stringify([
    ttlSeconds,
    records
      .map(({ host, type, value, extra }) => JSON.stringify([host, type, value, extra]))
      .sort(),
  ]);
