import { canonicalAddress } from "./glue-host";
import type { RecordType } from "./record-types";

const LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const FULL_NAME = new RegExp(`^(?=.{2,255}$)(?:${LABEL}\\.)+$`);
const NUMBER = /^(?:0|[1-9]\d{0,9})$/;
const HEX = /^(?:[0-9a-f]{2})+$/i;
const CONTROL = /[\p{Cc}]/u;
const MOST_TEXT_BYTES = 4_096;

/** Where a value of a type holds a name, counted in its parts. */
const NAME_AT: Readonly<Partial<Record<RecordType, number>>> = {
  ALIAS: 0,
  CNAME: 0,
  DNAME: 0,
  MX: 1,
  NS: 0,
  PTR: 0,
  SRV: 3,
};

type Part = (text: string) => boolean;

const upTo =
  (most: number): Part =>
  (text) =>
    NUMBER.test(text) && Number(text) <= most;
const byte = upTo(255);
const word = upTo(65_535);
const name: Part = (text) => FULL_NAME.test(text);
const nameOrNone: Part = (text) => text === "." || name(text);
const hex: Part = (text) => HEX.test(text);

/** What stands in a value, part by part. */
const PARTS: Readonly<Partial<Record<RecordType, readonly Part[]>>> = {
  A: [(text) => !text.includes(":") && canonicalAddress(text) !== null],
  AAAA: [(text) => text.includes(":") && canonicalAddress(text) !== null],
  ALIAS: [name],
  CDS: [word, byte, byte, hex],
  CNAME: [name],
  DNAME: [name],
  DS: [word, byte, byte, hex],
  MX: [word, nameOrNone],
  NS: [name],
  OPENPGPKEY: [(text) => /^[A-Za-z0-9+/]+={0,2}$/.test(text)],
  PTR: [name],
  SRV: [word, word, word, nameOrNone],
  SSHFP: [byte, byte, hex],
  TLSA: [byte, byte, byte, hex],
};

const EXAMPLES: Readonly<Record<RecordType, string>> = {
  A: "192.0.2.1",
  AAAA: "2001:db8::1",
  ALIAS: "host.example.net.",
  CAA: '0 issue "ca.example.net"',
  CDS: "12345 13 2 and the digest in hexadecimal",
  CNAME: "host.example.net.",
  DNAME: "example.net.",
  DS: "12345 13 2 and the digest in hexadecimal",
  LOC: "52 22 23 N 4 53 32 E 0m",
  MX: "10 mail.example.net.",
  NS: "ns1.example.net.",
  OPENPGPKEY: "a key in Base64",
  PTR: "host.example.net.",
  SPF: "v=spf1 -all",
  SRV: "10 5 443 host.example.net.",
  SSHFP: "4 2 and the fingerprint in hexadecimal",
  TLSA: "3 1 1 and the data in hexadecimal",
  TXT: "v=spf1 -all",
};

function isValue(type: RecordType, value: string): boolean {
  if (CONTROL.test(value)) return false;
  if (type === "TXT" || type === "SPF")
    return value !== "" && new TextEncoder().encode(value).length <= MOST_TEXT_BYTES;
  if (type === "CAA") return /^(?:0|[1-9]\d{0,2}) [a-z0-9]{1,15} "[^"\\]{0,255}"$/.test(value);
  if (type === "LOC") return /^[0-9A-Z .m-]{9,80}$/.test(value);
  const parts = value.split(" ");
  const wanted = PARTS[type] ?? [];
  return parts.length === wanted.length && wanted.every((isGood, at) => isGood(parts[at] ?? ""));
}

/** What is wrong with a value of a type, as a sentence for a person; null when nothing is. */
export const valueProblem = (type: RecordType, value: string): string | null =>
  isValue(type, value) ? null : `This is no value of ${type}; one looks like ${EXAMPLES[type]}.`;

/** The same value with its name in full: without a dot at its end it is one below `zone`. */
export function withFullName(type: RecordType, value: string, zone: string): string {
  const at = NAME_AT[type];
  if (at === undefined) return value;
  const parts = value.trim().split(/\s+/);
  const told = parts[at];
  if (told === undefined) return value;
  const full = told === "@" ? `${zone}.` : told.endsWith(".") ? told : `${told}.${zone}.`;
  return parts.with(at, full.toLowerCase()).join(" ");
}
