import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A secret of 256 random bits, safe in URLs and headers. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token: its SHA-256, in hexadecimal. */
export const hashToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

/** Compares two secrets in constant time, whatever their lengths. Two empty ones are not equal. */
export function isSameSecret(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted)) && wanted.length > 0;
}
