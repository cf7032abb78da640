import type { Dispatcher } from "undici";
import type { z } from "zod";
import { err, ok } from "../kernel/result";
import { blotOut, isJsonType, parseJson } from "./answer-body";
import type { OutboundCall, Outcome, SignedRequest } from "./call";
import { failureKindOf, type HttpFailure } from "./failure";
import { retryAfterSeconds } from "./retry-after";
import type { Bounds, Transport, WireAnswer } from "./transport";

type Exchange = {
  readonly url: URL;
  readonly call: OutboundCall<z.ZodType>;
  readonly agent: Dispatcher;
  readonly transport: Transport;
  readonly secretHeaders: (request: SignedRequest) => Readonly<Record<string, string>>;
  /** Further secrets of the request, such as those in its query. */
  readonly secrets: readonly string[];
};

/**
 * Sends one request and reads its answer to the end. Secrets that were sent are blotted out of it,
 * should the other side have echoed them.
 *
 * @throws what the transport throws
 */
export async function exchangeOnce(exchange: Exchange, bounds: Bounds): Promise<WireAnswer> {
  const { url, call, agent, transport } = exchange;
  const { body, type } = bodyOf(call);
  const secretHeaders = exchange.secretHeaders({
    method: call.method,
    pathAndQuery: url.pathname + url.search,
    body: body ?? "",
  });
  const headers = {
    accept: "application/json",
    "user-agent": "Namekeep",
    ...(type ? { "content-type": type } : {}),
    ...call.headers,
    ...secretHeaders,
  };
  const request = { url, method: call.method, headers, ...(body === undefined ? {} : { body }) };
  const answer = await transport(agent, request, bounds);
  const secrets = [...Object.values(secretHeaders), ...exchange.secrets];
  return { ...answer, text: blotOut(answer.text, secrets) };
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
  answer: WireAnswer,
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
function readAs(isLoose: boolean, headers: WireAnswer["headers"], text: string): unknown {
  if (!isLoose) return isJsonType(headers.get("content-type")) ? parseJson(text) : undefined;
  return text === "" ? undefined : (parseJson(text) ?? text);
}

/** The failure that a status tells of, or null for a success. */
function refusalOf({ status, headers }: WireAnswer, body: unknown): HttpFailure | null {
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
