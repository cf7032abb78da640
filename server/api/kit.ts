import "server-only";
import { recordDenied } from "../audit/record-denied";
import { isOwnOrigin } from "../auth/origin";
import { Denied } from "../auth/policy";
import { keyOf, requestContext } from "../auth/session";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { jsonBody, rawBody } from "./body";
import { problem } from "./problem";

/** What a handler gets: path parameters, the query with every value it was given, the headers, and the JSON body of a write. */
export type Call<P> = {
  readonly headers: Headers;
  readonly params: P;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  /** The body as a file, of a route that takes one; not read before the handler asks for it. */
  readonly file: { readonly mediaType: string; readonly read: () => Promise<Uint8Array> };
};

type Options = {
  /** The body is a file of at most so many bytes, and no JSON. */
  readonly mostFileBytes?: number;
};

type Handler<P> = (ctx: ServiceContext, call: Call<P>) => Promise<unknown>;

const READS = new Set(["GET", "HEAD"]);

const mediaTypeOf = ({ headers }: Request): string =>
  headers.has("content-encoding")
    ? "compressed"
    : (headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "");

async function readCall<P>(
  request: Request,
  params: Promise<P>,
  { mostFileBytes }: Options,
): Promise<Call<P>> {
  const isRead = READS.has(request.method);
  // A browser adds cookies by itself, but never a key.
  if (!isRead && keyOf(request.headers) === null && !isOwnOrigin(request.headers))
    throw new AppError("forbidden", "This request came from another site.");
  return {
    headers: request.headers,
    params: await params,
    query: new URL(request.url).searchParams,
    body: isRead || mostFileBytes !== undefined ? {} : await jsonBody(request),
    file: {
      mediaType: mediaTypeOf(request),
      read: () => rawBody(request, mostFileBytes ?? 0),
    },
  };
}

const answer = (value: unknown, requestId: string): Response =>
  value instanceof Response
    ? value
    : Response.json(value, {
        headers: {
          "x-request-id": requestId,
          "cache-control": "private, no-store",
          "x-content-type-options": "nosniff",
        },
      });

/**
 * Makes a route handler of a service call: finds the caller, reads the request, answers JSON, or
 * problem+json (RFC 9457). Writes with a cookie must come from our own origin.
 */
export const route =
  <P = Record<string, never>>(handler: Handler<P>, options: Options = {}) =>
  async (request: Request, segment: { params: Promise<P> }): Promise<Response> => {
    let ctx: ServiceContext | undefined;
    let requestId: string = crypto.randomUUID();
    try {
      ctx = await requestContext(request);
      requestId = ctx.requestId;
      const call = await readCall(request, segment.params, options);
      return answer(await handler(ctx, call), requestId);
    } catch (error) {
      if (ctx && error instanceof Denied) await recordDenied(ctx, error);
      return problem(error, requestId);
    }
  };
