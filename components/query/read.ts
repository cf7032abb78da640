import type { z } from "zod";
import { ApiError } from "./api-error";
import { apiErrorFrom } from "./problem";

const UNREACHABLE = "The server cannot be reached. Check the connection.";

/**
 * GETs one of our own routes and checks the answer against its schema.
 *
 * @param schemaOf fetches the schema while the answer is on its way: a page that came with its data needs none
 * @throws ApiError the problem's code and detail; `unreachable` where no answer came; `internal` where the answer does
 * not fit the schema. An abort stays an AbortError, which TanStack Query expects.
 */
export async function read<S extends z.ZodType>(
  path: string,
  schemaOf: () => Promise<S>,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  const [response, schema] = await Promise.all([ask(path, signal), fetched(schemaOf)]);
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

/** @throws ApiError `unreachable`: after a deployment or without a connection the code cannot be had either */
async function fetched<S>(schemaOf: () => Promise<S>): Promise<S> {
  try {
    return await schemaOf();
  } catch (cause) {
    throw new ApiError("unreachable", UNREACHABLE, { cause });
  }
}

async function ask(path: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch(path, {
      headers: { accept: "application/json" },
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new ApiError("unreachable", UNREACHABLE, { cause });
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
