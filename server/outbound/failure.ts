export type HttpFailureKind =
  | "refused"
  | "rate_limited"
  | "server_error"
  | "timeout"
  | "cancelled"
  | "unreachable"
  | "blocked"
  | "malformed_answer"
  | "too_large"
  | "redirected";

/** Why a call brought no usable answer. Holds no secret, no query string and no text of libraries. */
export type HttpFailure = {
  readonly kind: HttpFailureKind;
  /** HTTP status, or null when no answer began. */
  readonly status: number | null;
  /** False only when provably no byte of the request has left this process. */
  readonly sent: boolean;
  /** One sentence for people. */
  readonly detail: string;
  /** The body of a refusal, when it was JSON; our secrets in it are blotted out. */
  readonly body?: unknown;
  readonly retryAfterSeconds?: number;
  /** The answer began and was never read to its end; what stood in its headers is lost. */
  readonly isBrokenOff?: boolean;
  /** The challenge of a 401 (RFC 9110 §11.6.1), where there is one. */
  readonly challenge?: string;
};

/** The kind of failure that a status of 300 or more is, or null for a success. */
export function failureKindOf(status: number): HttpFailureKind | null {
  if (status < 300) return null;
  if (status < 400) return "redirected";
  if (status === 429) return "rate_limited";
  return status >= 500 ? "server_error" : "refused";
}

/** The code of the error with which a connection to a closed address is refused. */
export const BLOCKED = "EBLOCKED";

type Meaning = readonly [kind: HttpFailureKind, detail: string];

/** "The host" is whoever was spoken to: the registrar, or the proxy on the way to it. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  [BLOCKED]: ["blocked", "The host resolves to an address that is not open to us."],
  ENOTFOUND: ["unreachable", "The host name does not exist."],
  EAI_AGAIN: ["unreachable", "The host name could not be looked up."],
  ECONNREFUSED: ["unreachable", "The host refused the connection."],
  ECONNRESET: ["unreachable", "The connection broke off."],
  UND_ERR_SOCKET: ["unreachable", "The connection broke off."],
  UND_ERR_CONNECT_TIMEOUT: ["timeout", "The host did not take the connection in time."],
  UND_ERR_HEADERS_TIMEOUT: ["timeout", "The host did not answer in time."],
  UND_ERR_BODY_TIMEOUT: ["timeout", "The answer stopped coming in."],
  ERR_TLS_CERT_ALTNAME_INVALID: ["unreachable", "The host's certificate is for another name."],
  CERT_HAS_EXPIRED: ["unreachable", "The host's certificate has expired."],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["unreachable", "The host's certificate is not trusted."],
  SELF_SIGNED_CERT_IN_CHAIN: ["unreachable", "The host's certificate is not trusted."],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["unreachable", "The host's certificate is not trusted."],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["unreachable", "The host's certificate is not trusted."],
};

/** A failure that was told in words before it reached us, such as that of a proxy. */
export class ToldFailure extends Error {
  override readonly name = "ToldFailure";

  constructor(
    readonly kind: HttpFailureKind,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** What an error of the network means. Its own text is not passed on: it may quote headers. */
export function meaningOf(error: unknown): Meaning {
  for (const cause of causesOf(error)) {
    if (cause instanceof ToldFailure) return [cause.kind, cause.detail];
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    const meaning = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
    if (meaning) return meaning;
  }
  return ["unreachable", "The request could not be completed."];
}

/** An error and what caused it, the deepest first. */
function causesOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 6) return [];
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return [...causesOf(inner, depth + 1), error];
}
