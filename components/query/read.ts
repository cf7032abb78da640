import type { z } from "zod";
import { ApiError } from "./api-error";
import { apiErrorFrom } from "./problem";

/**
 * GETs one of our own routes and checks the answer against its schema.
 *
 * @throws ApiError the problem's code and detail; `unreachable` where no answer came; `internal` where the answer does
 * not fit the schema. An abort stays an AbortError, which TanStack Query expects.
 */
export async function read<S extends z.ZodType>(
  path: string,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  const response = await ask(path, signal);
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const body = await jsonOf(response);
  if (!response.ok) throw apiErrorFrom(response, body);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ApiError("internal", "The answer did not have the shape we expected.", {
    status: response.status,
    requestId,
    cause: parsed.error,
  });
}

async function ask(path: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, {
      headers: { accept: "application/json" },
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ApiError("unreachable", "The server cannot be reached. Check the connection.", {
      cause,
    });
  }
}

/** The body as JSON; undefined where it is not JSON, since the status already says the rest. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
