/**
 * One key of a signed name as its registry keeps it: the digest of a key (DS), or the key itself where a
 * registrar makes the digest. Numbers are those of IANA.
 *
 * @see RFC 4034 §2.1 and §5.1
 */
export type DelegationKey =
  | {
      readonly form: "ds";
      readonly keyTag: number;
      readonly algorithm: number;
      readonly digestType: number;
      /** Hexadecimal, in capitals. */
      readonly digest: string;
    }
  | {
      readonly form: "dnskey";
      /** 257 for a key that signs keys, 256 for one that signs zones. */
      readonly flags: 256 | 257;
      readonly algorithm: number;
      /** Base64 without blanks. */
      readonly publicKey: string;
    };

/** Hexadecimal signs of a digest by its type. @see RFC 3658, RFC 4509, RFC 6605 */
const DIGEST_LENGTHS: Readonly<Record<number, number>> = { 1: 40, 2: 64, 4: 96 };

const isByte = (value: number) => Number.isInteger(value) && value >= 1 && value <= 255;

/** What keeps a key from being one, as a sentence for a person; null when nothing does. */
export function delegationKeyProblem(key: DelegationKey): string | null {
  if (!isByte(key.algorithm)) return "The algorithm is a number from 1 to 255.";
  if (key.form === "dnskey")
    return /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(key.publicKey)
      ? null
      : "The public key has to be Base64 without blanks.";
  if (!Number.isInteger(key.keyTag) || key.keyTag < 0 || key.keyTag > 65_535)
    return "The key tag is a number from 0 to 65535.";
  const length = DIGEST_LENGTHS[key.digestType];
  if (length === undefined) return "The digest type is 1 (SHA-1), 2 (SHA-256) or 4 (SHA-384).";
  return key.digest.length === length && /^[0-9A-F]+$/.test(key.digest)
    ? null
    : `A digest of type ${key.digestType} has ${length} hexadecimal signs, in capitals.`;
}

/** Names a key: two with the same text are the same. */
export const delegationKeyText = (key: DelegationKey): string =>
  key.form === "ds"
    ? `ds ${key.keyTag} ${key.algorithm} ${key.digestType} ${key.digest}`
    : `dnskey ${key.flags} ${key.algorithm} ${key.publicKey}`;
