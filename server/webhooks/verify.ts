import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "../kernel/errors";

export const SCHEMES = ["standard", "hub"] as const;
/** `standard`: Standard Webhooks, with id and time. `hub`: `X-Hub-Signature-256` over the body alone. */
export type Scheme = (typeof SCHEMES)[number];

export type Secret = { readonly scheme: Scheme; readonly value: string };

/** An event whose sender is proven; `id` names the delivery, and the same delivery has the same id. */
export type Proven = { readonly id: string };

const TOLERANCE_SECONDS = 300;
const MOST_SIGNATURES = 10;

const unproven = () => new AppError("unauthenticated", "The signature does not fit this account.");
const malformed = (header: string) =>
  new AppError("bad_request", `The header ${header} is not as the scheme says.`, {
    fields: { [header]: [{ code: "header", message: "Malformed." }] },
  });

const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

const hmac = (key: Buffer, parts: readonly (string | Uint8Array)[]): Buffer =>
  parts.reduce((sum, part) => sum.update(part), createHmac("sha256", key)).digest();

/** `whsec_` and base64 (Standard Webhooks), or the bytes as they are. */
const keyOf = (value: string): Buffer =>
  value.startsWith("whsec_") ? Buffer.from(value.slice(6), "base64") : Buffer.from(value);

function standardHeaders(headers: Headers): {
  id: string;
  timestamp: string;
  signatures: Buffer[];
} {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  const signature = headers.get("webhook-signature");
  if (id === null || timestamp === null || signature === null) throw unproven();
  // The signed text joins its parts with dots, so a dot in the id could move their borders.
  if (!/^[\w-]{1,128}$/.test(id)) throw malformed("webhook-id");
  if (!/^\d{10}$/.test(timestamp)) throw malformed("webhook-timestamp");
  const words = signature.split(" ");
  if (words.length > MOST_SIGNATURES) throw malformed("webhook-signature");
  const signatures = words
    .filter((word) => /^v1,[A-Za-z0-9+/]{43}=$/.test(word))
    .map((word) => Buffer.from(word.slice(3), "base64"));
  return { id, timestamp, signatures };
}

function proveStandard(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly Secret[],
  now: Date,
): Proven {
  const { id, timestamp, signatures } = standardHeaders(headers);
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) throw unproven();
  const wanted = secrets.map(({ value }) => hmac(keyOf(value), [`${id}.${timestamp}.`, body]));
  if (!wanted.some((one) => signatures.some((given) => isSame(one, given)))) throw unproven();
  return { id };
}

/** The scheme has neither id nor time: the body's own digest is the id, so that it works once. */
function proveHub(headers: Headers, body: Uint8Array, secrets: readonly Secret[]): Proven {
  const [, given] = /^sha256=([0-9a-f]{64})$/.exec(headers.get("x-hub-signature-256") ?? "") ?? [];
  if (!given) throw unproven();
  const wanted = secrets.map(({ value }) => hmac(Buffer.from(value), [body]));
  if (!wanted.some((one) => isSame(one, Buffer.from(given, "hex")))) throw unproven();
  return { id: `sha256-${given}` };
}

/**
 * Proves who sent a body, over its raw bytes, with any of the account's active secrets.
 *
 * @throws AppError `bad_request` for headers that are not of the scheme; `unauthenticated`, the same for a
 *   missing and a wrong signature, and for one older or younger than 300 seconds
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function proveSender(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly Secret[],
  now: Date,
): Proven {
  const isHub = headers.has("x-hub-signature-256");
  const fitting = secrets.filter(({ scheme }) => scheme === (isHub ? "hub" : "standard"));
  return isHub ? proveHub(headers, body, fitting) : proveStandard(headers, body, fitting, now);
}
