import { createHash, getHashes } from "node:crypto";
import type { DnskeyData, Answer as DnsRecord, DsData } from "dns-packet";

/** A key of a zone as its parent tells it. `digest` is lower-case hex. */
export type DsRecord = {
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: string;
};

const ZONE_KEY = 0x0100;
const REVOKED = 0x0080;
const PROTOCOL = 3;

/** @see https://www.iana.org/assignments/ds-rr-types */
const HASHES: Readonly<Record<number, string>> = { 1: "sha1", 2: "sha256", 4: "sha384" };

/** A DS record as screens and registrars write it, its digest in hexadecimal. */
export const asDs = ({ keyTag, algorithm, digestType, digest }: DsData): DsRecord => ({
  keyTag,
  algorithm,
  digestType,
  digest: digest.toString("hex"),
});

const rdataOf = ({ flags, algorithm, key }: DnskeyData): Buffer => {
  const fixed = Buffer.alloc(4);
  fixed.writeUInt16BE(flags, 0);
  fixed.writeUInt8(PROTOCOL, 2);
  fixed.writeUInt8(algorithm, 3);
  return Buffer.concat([fixed, key]);
};

/** The short number of a key. @see RFC 4034 appendix B */
export function keyTagOf(key: DnskeyData): number {
  let sum = 0;
  for (const [at, byte] of rdataOf(key).entries()) sum += at % 2 === 0 ? byte << 8 : byte;
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}

const wireName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);

/** The digest of a key of `zone`, in lower-case hex; null where its kind is not known here. @see RFC 4034 §5.1.4 */
export function digestOf(zone: string, key: DnskeyData, digestType: number): string | null {
  const hash = HASHES[digestType];
  if (!hash || !getHashes().includes(hash)) return null;
  return createHash(hash)
    .update(Buffer.concat([wireName(zone), rdataOf(key)]))
    .digest("hex");
}

/** Whether a chain holds; null: with kinds of digests that are not known here nobody can tell. */
export type Match = boolean | null;

/**
 * Whether the keys that a server answers with are ones its parent vouches for, and sign themselves: one DS names a
 * zone key, and a signature by that key over all keys is good at this time. The arithmetic of the signature itself is
 * left to resolvers.
 *
 * @param records the answer to a question for DNSKEY, with its signatures
 * @see RFC 4035 §5.2
 */
export function matchOf(
  zone: string,
  records: readonly DnsRecord[],
  vouched: readonly DsRecord[],
  now: Date,
): Match {
  const keys = records.flatMap((one) => (one.type === "DNSKEY" ? [one.data] : []));
  const seconds = Math.floor(now.getTime() / 1_000);
  const signers = new Set(
    records.flatMap((one) =>
      one.type === "RRSIG" &&
      one.data.typeCovered === "DNSKEY" &&
      one.data.inception <= seconds &&
      one.data.expiration >= seconds
        ? [`${one.data.keyTag}|${one.data.algorithm}`]
        : [],
    ),
  );
  const isVouchedFor = keys
    .filter(({ flags }) => (flags & ZONE_KEY) !== 0 && (flags & REVOKED) === 0)
    .filter((key) => signers.has(`${keyTagOf(key)}|${key.algorithm}`))
    .some((key) => vouched.some((ds) => names(ds, zone, key)));
  if (isVouchedFor) return true;
  return vouched.every(({ digestType }) => !HASHES[digestType]) && keys.length > 0 ? null : false;
}

const names = (ds: DsRecord, zone: string, key: DnskeyData): boolean =>
  ds.keyTag === keyTagOf(key) &&
  ds.algorithm === key.algorithm &&
  ds.digest === digestOf(zone, key, ds.digestType);
