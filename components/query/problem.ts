import { API_ERROR_CODES, ApiError, type ApiErrorCode, type ApiFields } from "./api-error";

const CODE_OF_STATUS: Readonly<Record<number, ApiErrorCode>> = {
  400: "bad_request",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  412: "precondition_failed",
  422: "invalid_input",
  429: "rate_limited",
  503: "unavailable",
};

/**
 * Reads a Retry-After header.
 *
 * @param header seconds or an HTTP date (RFC 9110 §10.2.3)
 * @returns whole seconds, at least 0; undefined where the header is missing or neither
 */
export function retryAfterSeconds(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1000));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

const codeOf = (value: unknown): ApiErrorCode | undefined =>
  API_ERROR_CODES.find((code) => code === value);

function fieldsOf(errors: unknown): ApiFields {
  const fields: Record<string, string[]> = {};
  for (const error of Array.isArray(errors) ? errors : []) {
    const field = isRecord(error) ? textOf(error.field) : undefined;
    const message = isRecord(error) ? textOf(error.message) : undefined;
    if (field === undefined || message === undefined) continue;
    fields[field] ??= [];
    fields[field].push(message);
  }
  return fields;
}

/**
 * Makes an ApiError of an answer that is not 2xx. The body is a problem as server/api/problem.ts writes it (RFC 9457),
 * or anything else, also a proxy's HTML page; whatever does not fit is left out.
 */
export function apiErrorFrom(response: Response, body: unknown): ApiError {
  const problem = isRecord(body) ? body : {};
  const code = codeOf(problem.title) ?? CODE_OF_STATUS[response.status] ?? "internal";
  const detail = textOf(problem.detail) ?? "The server could not answer. Nothing was changed.";
  return new ApiError(code, detail, {
    status: response.status,
    fields: fieldsOf(problem.errors),
    requestId: textOf(problem.requestId) ?? response.headers.get("x-request-id") ?? undefined,
    retryAfterSeconds: retryAfterSeconds(response.headers.get("retry-after"), Date.now()),
  });
}
