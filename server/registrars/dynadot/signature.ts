import { createHmac } from "node:crypto";

export type ToSign = {
  /** The path from its slash on and the query, byte for byte as they go out. */
  readonly pathAndQuery: string;
  /** What the X-Request-ID header says; empty when it is not sent. */
  readonly requestId?: string;
  /** The body byte for byte; empty where there is none. */
  readonly body: string;
};

/**
 * What X-Signature says of a request: standard Base64 of an HMAC-SHA256 under the API secret.
 *
 * @see reference 2.1, whose vectors are tests
 */
export function signatureOf(
  { key, secret }: { key: string; secret: string },
  { pathAndQuery, requestId = "", body }: ToSign,
): string {
  const text = [key, pathAndQuery, requestId, body].join("\n");
  return createHmac("sha256", secret).update(text).digest("base64");
}
