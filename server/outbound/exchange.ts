import { createFetch } from "ofetch";
import { type Dispatcher, Headers as UndiciHeaders, fetch as undiciFetch } from "undici";
import type { z } from "zod";
import { err, ok } from "../kernel/result";
import { BodyTooLarge, blotOut, isJsonType, parseJson, readBody } from "./answer-body";
import type { OutboundCall, Outcome } from "./call";
import { failureKindOf, type HttpFailure } from "./failure";
import { retryAfterSeconds } from "./retry-after";

/** An answer as it came in, complete and unjudged. */
export type RawAnswer = {
  readonly status: number;
  readonly headers: Headers;
  /** Secrets that were sent are blotted out, should the other side have echoed them. */
  readonly text: string;
};

type Exchange = {
  readonly url: URL;
  readonly call: OutboundCall<z.ZodType>;
  readonly dispatcher: Dispatcher;
  readonly secretHeaders: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly maxBodyBytes: number;
};

/** Not Next's patched fetch, and not Node's: the npm undici, whose agent is guarded. */
const request = createFetch({
  fetch: undiciFetch as unknown as typeof fetch,
  Headers: UndiciHeaders as unknown as typeof Headers,
});

/**
 * Sends one request and reads its answer to the end.
 *
 * @throws whatever fetch throws, and BodyTooLarge; such errors may quote headers, so callers turn
 *   them into a failure and pass nothing of them on
 */
export async function exchangeOnce(exchange: Exchange): Promise<RawAnswer> {
  const { url, call, dispatcher, secretHeaders, signal, maxBodyBytes } = exchange;
  const response = await request.raw(url.href, {
    method: call.method,
    headers: {
      accept: "application/json",
      "user-agent": "Namekeep",
      ...(call.body ? { "content-type": "application/json" } : {}),
      ...call.headers,
      ...secretHeaders,
    },
    ...(call.body ? { body: JSON.stringify(call.body) } : {}),
    dispatcher,
    signal,
    redirect: "manual",
    retry: false,
    ignoreResponseError: true,
    responseType: "stream",
  });
  const { status, headers } = response;
  if (Number(headers.get("content-length") ?? 0) > maxBodyBytes) {
    await response.body?.cancel();
    throw new BodyTooLarge();
  }
  const text = await readBody(response.body, maxBodyBytes);
  return { status, headers, text: blotOut(text, Object.values(secretHeaders)) };
}

/** What an answer means: the parsed body of a success, or the failure it tells of. */
export function judge<S extends z.ZodType>(answer: RawAnswer, schema: S): Outcome<z.output<S>> {
  const { status, headers, text } = answer;
  const isJson = isJsonType(headers.get("content-type"));
  const body = isJson ? parseJson(text) : undefined;
  const kind = failureKindOf(status);
  const failure = (more: Omit<HttpFailure, "status" | "sent">) =>
    err({ status, sent: true, ...more });
  if (kind) {
    const wait = retryAfterSeconds(headers.get("retry-after"), new Date());
    return failure({
      kind,
      detail: `The answer had status ${status}.`,
      ...(body === undefined ? {} : { body }),
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    });
  }
  if (text !== "" && !isJson)
    return failure({ kind: "malformed_answer", detail: "The answer was not JSON." });
  if (text !== "" && body === undefined)
    return failure({
      kind: "malformed_answer",
      detail: "The answer was JSON that cannot be read.",
    });
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    return failure({
      kind: "malformed_answer",
      detail: `The answer differs: ${oddPlaces(parsed.error)}.`,
    });
  return ok({
    status,
    body: parsed.data,
    link: headers.get("link"),
    location: headers.get("location"),
    totalCount: headers.get("total-count"),
  });
}

/** Where an answer differs from its documentation: places only, as values may be private. */
function oddPlaces(error: z.ZodError): string {
  const places = error.issues.map(
    ({ path, code }) => `${path.map(String).join(".") || "body"} ${code}`,
  );
  return places.slice(0, 5).join(", ");
}
