/** Every code the server answers with. */
export const API_ERROR_CODES = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "precondition_failed",
  "too_large",
  "media_type",
  "bad_request",
  "rate_limited",
  "registrar_refused",
  "registrar_unavailable",
  "unavailable",
  "internal",
] as const;

/** The server's codes, and one of our own: no answer came at all. */
export type ApiErrorCode = (typeof API_ERROR_CODES)[number] | "unreachable";

export type ApiFields = Readonly<Record<string, readonly string[]>>;

type ApiErrorFacts = {
  status?: number | undefined;
  fields?: ApiFields | undefined;
  requestId?: string | undefined;
  retryAfterSeconds?: number | undefined;
  cause?: unknown;
};

/** A refusal or failure of our own API or of an action; `message` is written for the user. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number | undefined;
  readonly fields: ApiFields;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ApiErrorCode,
    detail: string,
    facts: ApiErrorFacts = {},
  ) {
    super(detail, { cause: facts.cause });
    this.status = facts.status;
    this.fields = facts.fields ?? {};
    this.requestId = facts.requestId;
    this.retryAfterSeconds = facts.retryAfterSeconds;
  }
}
