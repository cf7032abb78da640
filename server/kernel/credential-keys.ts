/** Keys that encrypt registrar credentials at rest: the highest version encrypts, all of them decrypt. */
export type CredentialKeys = {
  readonly current: number;
  readonly byVersion: ReadonlyMap<number, Buffer>;
};

const KEY_BYTES = 32;

/**
 * Reads `1:<base64 of 32 bytes>[,2:<...>]`.
 *
 * @returns null when any part is malformed or a version comes twice; the text itself is never repeated
 */
export function parseCredentialKeys(text: string): CredentialKeys | null {
  const byVersion = new Map<number, Buffer>();
  for (const part of text.split(",")) {
    const [, version, encoded] = /^\s*([1-9]\d{0,5}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(part) ?? [];
    if (version === undefined || encoded === undefined) return null;
    const key = Buffer.from(encoded, "base64");
    if (key.length !== KEY_BYTES || byVersion.has(Number(version))) return null;
    byVersion.set(Number(version), key);
  }
  return { current: Math.max(...byVersion.keys()), byVersion };
}
