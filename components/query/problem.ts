import { z } from "zod";
import { API_ERROR_CODES, ApiError, type ApiErrorCode, type ApiFields } from "./api-error";

/** A body as server/api/problem.ts writes it (RFC 9457); whatever does not fit is left out. */
const Problem = z.object({
  title: z.enum(API_ERROR_CODES).optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  errors: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .optional()
    .catch(undefined),
  requestId: z.string().optional().catch(undefined),
});

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

function fieldsOf(errors: z.output<typeof Problem>["errors"] = []): ApiFields {
  const fields: Record<string, string[]> = {};
  for (const { field, message } of errors) {
    fields[field] ??= [];
    fields[field].push(message);
  }
  return fields;
}

/** Makes an ApiError of an answer that is not 2xx. The body may be anything, also a proxy's HTML page. */
export function apiErrorFrom(response: Response, body: unknown): ApiError {
  const parsed = Problem.safeParse(body);
  const problem = parsed.success ? parsed.data : {};
  const code = problem.title ?? CODE_OF_STATUS[response.status] ?? "internal";
  const detail = problem.detail ?? "The server could not answer. Nothing was changed.";
  return new ApiError(code, detail, {
    status: response.status,
    fields: fieldsOf(problem.errors),
    requestId: problem.requestId ?? response.headers.get("x-request-id") ?? undefined,
    retryAfterSeconds: retryAfterSeconds(response.headers.get("retry-after"), Date.now()),
  });
}
