import { createFetch } from "ofetch";
import { type Dispatcher, Headers as UndiciHeaders, fetch as undiciFetch } from "undici";
import type { z } from "zod";
import { err, ok } from "../kernel/result";
import { BodyTooLarge, blotOut, isJsonType, parseJson, readBody } from "./answer-body";
import type { OutboundCall, Outcome, SignedRequest } from "./call";
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
  readonly secretHeaders: (request: SignedRequest) => Readonly<Record<string, string>>;
  /** Further secrets of the request, such as those in its query. */
  readonly secrets: readonly string[];
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
  const { url, call, dispatcher, signal, maxBodyBytes } = exchange;
  const { body, type } = bodyOf(call);
  const secretHeaders = exchange.secretHeaders({
    method: call.method,
    pathAndQuery: url.pathname + url.search,
    body: body ?? "",
  });
  const response = await request.raw(url.href, {
    method: call.method,
    headers: {
      accept: "application/json",
      "user-agent": "Namekeep",
      ...(type ? { "content-type": type } : {}),
      ...call.headers,
      ...secretHeaders,
    },
    ...(body === undefined ? {} : { body }),
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
  const secrets = [...Object.values(secretHeaders), ...exchange.secrets];
  return { status, headers, text: blotOut(text, secrets) };
}

/** The bytes of a call's body, and what they are. */
function bodyOf({ body, form }: OutboundCall<z.ZodType>): { body?: string; type?: string } {
  if (form)
    return {
      body: new URLSearchParams(form.map(([name, value]) => [name, value])).toString(),
      type: "application/x-www-form-urlencoded",
    };
  return body ? { body: JSON.stringify(body), type: "application/json" } : {};
}

/** What an answer means: the parsed body of a success, or the failure it tells of. */
export function judge<S extends z.ZodType>(
  answer: RawAnswer,
  { answer: schema, isLoose = false }: Pick<OutboundCall<S>, "answer" | "isLoose">,
): Outcome<z.output<S>> {
  const { status, headers, text } = answer;
  const body = readAs(isLoose, headers, text);
  const refused = refusalOf(answer, body);
  if (refused) return err(refused);
  const malformed = (detail: string) =>
    err<HttpFailure>({ status, sent: true, kind: "malformed_answer", detail });
  if (text !== "" && body === undefined)
    return malformed(
      isJsonType(headers.get("content-type"))
        ? "The answer was JSON that cannot be read."
        : "The answer was not JSON.",
    );
  const parsed = schema.safeParse(body);
  if (!parsed.success) return malformed(`The answer differs: ${oddPlaces(parsed.error)}.`);
  return ok({
    status,
    body: parsed.data,
    link: headers.get("link"),
    location: headers.get("location"),
    totalCount: headers.get("total-count"),
  });
}

/** The body's value: JSON by its media type; read loosely, JSON by its looks, or else the text itself. */
function readAs(isLoose: boolean, headers: Headers, text: string): unknown {
  if (!isLoose) return isJsonType(headers.get("content-type")) ? parseJson(text) : undefined;
  return text === "" ? undefined : (parseJson(text) ?? text);
}

/** The failure that a status tells of, or null for a success. */
function refusalOf({ status, headers }: RawAnswer, body: unknown): HttpFailure | null {
  const kind = failureKindOf(status);
  if (!kind) return null;
  const wait = retryAfterSeconds(headers.get("retry-after"), new Date());
  const challenge = headers.get("www-authenticate");
  return {
    kind,
    status,
    sent: true,
    detail: `The answer had status ${status}.`,
    ...(body === undefined ? {} : { body }),
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    ...(challenge === null ? {} : { challenge }),
  };
}

/** Where an answer differs from its documentation: places only, as values may be private. */
function oddPlaces(error: z.ZodError): string {
  const places = error.issues.map(
    ({ path, code }) => `${path.map(String).join(".") || "body"} ${code}`,
  );
  return places.slice(0, 5).join(", ");
}
