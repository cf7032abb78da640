/** Kinds of records that can be edited. */
export const RECORD_TYPES = [
  "A",
  "AAAA",
  "ALIAS",
  "CAA",
  "CDS",
  "CNAME",
  "DNAME",
  "DS",
  "LOC",
  "MX",
  "NS",
  "OPENPGPKEY",
  "PTR",
  "SPF",
  "SRV",
  "SSHFP",
  "TLSA",
  "TXT",
] as const;
export type RecordType = (typeof RECORD_TYPES)[number];
