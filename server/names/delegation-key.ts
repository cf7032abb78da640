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
