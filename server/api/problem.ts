import { z } from "zod";
import { AppError, type ErrorCode, type FieldErrors } from "../kernel/errors";
import { report } from "../kernel/report";
import { sqlState } from "../kernel/transact";
import { fieldErrorsOf } from "../kernel/zod-errors";

const STATUS: Readonly<Record<ErrorCode, number>> = {
  bad_request: 400,
  invalid_input: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 409,
  too_large: 413,
  media_type: 415,
  rate_limited: 429,
  registrar_refused: 422,
  registrar_unavailable: 503,
  unavailable: 503,
  internal: 500,
};

/** PostgreSQL is away, going away, or out of room: a passing state, not our fault. */
const PASSING = /^(?:08|53|57P)/;

const isDatabaseAway = (error: unknown): boolean =>
  PASSING.test(sqlState(error) ?? "") ||
  (error instanceof Error &&
    (/CONNECT(?:ION_|_TIMEOUT)|ECONN/.test(`${(error as { code?: string }).code ?? ""}`) ||
      isDatabaseAway(error.cause)));

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError)
    return new AppError("invalid_input", "The request does not fit its schema.", {
      fields: fieldErrorsOf(error),
    });
  if (isDatabaseAway(error))
    return new AppError(
      "unavailable",
      "The database does not answer at the moment. Try again shortly.",
      {
        retryAfterSeconds: 5,
      },
    );
  return new AppError("internal", "Something went wrong on our side. Nothing was changed.", {
    cause: error,
  });
}

const listOf = (fields: FieldErrors) =>
  Object.entries(fields).flatMap(([field, errors]) => errors.map((error) => ({ field, ...error })));

/** Answers a failure as problem+json (RFC 9457), with our code, the fields, and the request's id. */
export function problem(error: unknown, requestId: string): Response {
  const known = asAppError(error);
  if (known.code === "internal" || known.code === "unavailable") report(error, { requestId });
  const errors = known.fields ? listOf(known.fields) : [];
  const status = STATUS[known.code];
  return Response.json(
    {
      type: `/docs/problems#${known.code}`,
      title: known.code,
      status,
      detail: known.message,
      code: errors[0]?.code ?? known.code,
      ...(errors[0] ? { field: errors[0].field, errors } : {}),
      requestId,
    },
    {
      status,
      headers: {
        "content-type": "application/problem+json",
        "cache-control": "private, no-store",
        "x-request-id": requestId,
        ...(known.retryAfterSeconds ? { "retry-after": String(known.retryAfterSeconds) } : {}),
      },
    },
  );
}
