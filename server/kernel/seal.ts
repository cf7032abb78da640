import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const VERSION = "v1";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Key-encryption keys by version; the highest seals, all open. Each is 32 bytes. */
export type KeyRing = ReadonlyMap<number, Buffer>;

/** Where a sealed value stands, for example "registrar_accounts|credential|<id>": it opens nowhere else. */
export type Place = string;

export class SealError extends Error {
  override readonly name = "SealError";
}

function encrypt(key: Buffer, plain: Buffer, place: Place): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, place: Place): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([
    decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
    decipher.final(),
  ]);
}

/**
 * Seals a secret for storage (envelope AES-256-GCM): a data key of its own encrypts the secret, the
 * newest key of the ring encrypts the data key. Both are bound to `place`.
 *
 * @returns `v1:<key version>:<sealed data key>:<sealed secret>`, parts in base64url
 * @throws SealError when the ring is empty
 */
export function seal(ring: KeyRing, secret: string, place: Place): string {
  const version = Math.max(...ring.keys());
  const key = ring.get(version);
  if (!key) throw new SealError("No key to seal with: CREDENTIAL_KEYS is empty.");
  const dataKey = randomBytes(32);
  const parts = [
    encrypt(key, dataKey, `${place}|key`),
    encrypt(dataKey, Buffer.from(secret), place),
  ];
  return [VERSION, version, ...parts.map((part) => part.toString("base64url"))].join(":");
}

/** @throws SealError when the value was moved, changed, or sealed with a key that is no longer in the ring */
export function unseal(ring: KeyRing, sealed: string, place: Place): string {
  const [format, version, dataKey, secret] = sealed.split(":");
  if (format !== VERSION || !version || !dataKey || !secret)
    throw new SealError("This is not a sealed value of a format we know.");
  const key = ring.get(Number(version));
  if (!key)
    throw new SealError(
      `Key ${version} is not in CREDENTIAL_KEYS; add it back or re-enter the secret.`,
    );
  try {
    const opened = decrypt(key, Buffer.from(dataKey, "base64url"), `${place}|key`);
    return decrypt(opened, Buffer.from(secret, "base64url"), place).toString();
  } catch (cause) {
    throw new SealError("The sealed value was changed, or belongs to another place.", { cause });
  }
}

/** The version of the key a value was sealed with: older than the ring's newest means due for re-sealing. */
export const sealedWith = (sealed: string): number => Number(sealed.split(":")[1]);
