import { createHash } from "node:crypto";
import type { Key } from "./records";

const SHA_256 = 2;
const PROTOCOL = 3;

/** The digest of a key as the registry keeps it. */
export type KeyDigest = {
  readonly keytag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: Buffer;
};

/** @see RFC 4034 §5.1.4 */
export function digestOfKey(fqdn: string, { algorithm, type, publicKey }: Key): KeyDigest {
  const key = Buffer.from(publicKey, "base64");
  const data = Buffer.concat([Buffer.from([1, type === "zsk" ? 0 : 1, PROTOCOL, algorithm]), key]);
  return {
    keytag: keyTagOf(data),
    algorithm,
    digestType: SHA_256,
    digest: createHash("sha256")
      .update(Buffer.concat([wireName(fqdn), data]))
      .digest(),
  };
}

/** @see RFC 4034 appendix B */
function keyTagOf(data: Buffer): number {
  let sum = 0;
  for (const [at, byte] of data.entries()) sum += at % 2 === 0 ? byte << 8 : byte;
  return (sum + (sum >> 16)) & 0xffff;
}

const wireName = (fqdn: string) =>
  Buffer.concat([
    ...fqdn.split(".").map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`)),
    Buffer.from([0]),
  ]);
