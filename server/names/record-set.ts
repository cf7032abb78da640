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

/**
 * All records of one kind at one name. No zone has two sets of the same host and type.
 *
 * @see RFC 2181 §5
 */
export type RecordSet = {
  /** Below the name of the zone, in small A-labels; "@" for the name itself, "*" for a wildcard. */
  readonly host: string;
  readonly type: RecordType;
  readonly ttlSeconds: number;
  /**
   * As in a zone file (RFC 1035 §5), with two rules: names are full ones with their dot at the end, and a
   * text is what it says, without quotes and in one piece.
   */
  readonly values: readonly string[];
};
