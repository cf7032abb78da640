import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { domainToASCII } from "node:url";
import { z } from "zod";
import { deliver, type Outcome } from "./delivery";
import type { RequestLog } from "./request-log";
import type { ScriptAction, Scripts } from "./scripts";
import type { Simulation } from "./simulation";
import {
  type Dialect,
  type FreeWrite,
  json,
  readJson,
  type SimRequest,
  type SimResponse,
} from "./wire";

const MAX_BODY_BYTES = 1_048_576;
const NamedBody = z.object({ fqdn: z.string() });

export type Exchanges = {
  readonly sim: Simulation;
  readonly dialects: readonly Dialect[];
  readonly scripts: Scripts;
  readonly log: RequestLog;
};

type Incoming = {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly to: ServerResponse;
};

/** One request to a registrar: read, matched with the scripts, answered, billed and logged. */
export async function exchange(parts: Exchanges, incoming: Incoming): Promise<void> {
  const { message, url, to } = incoming;
  const method = message.method ?? "GET";
  const outcome = await run(parts, incoming, method).catch((error: unknown): Outcome => {
    if (isAborted(error)) return { status: null, outcome: "aborted by the client" };
    to.destroy();
    throw error;
  });
  parts.log.add({ at: parts.sim.now().toISOString(), method, url, ...outcome });
}

async function run(
  { sim, dialects, scripts }: Exchanges,
  { message, url, to }: Incoming,
  method: string,
): Promise<Outcome> {
  const dialect = dialects.find((one) => url.pathname.startsWith(`${one.prefix}/`));
  const seen = dialect?.scriptable?.(url) ?? { path: url.pathname, domain: domainInUrl(url) };
  const atHead = scripts.due({ method, ...seen }, "head");
  if (atHead?.kind === "kill") killExactly(atHead.pid);
  const body = await readBody(message);
  const request: SimRequest = {
    method,
    url,
    headers: message.headers,
    body,
    remoteAddress: message.socket.remoteAddress ?? "",
  };
  const domain = seen.domain ?? domainInBody(request) ?? dialect?.domainOf?.(request) ?? null;
  const action = scripts.due({ method, path: seen.path, domain }, "whole") ?? atHead;
  if (action?.kind === "kill" && action.at === "request_complete") killExactly(action.pid);
  const answered = dialect?.arrived?.(request);
  if (action?.kind === "delay") await wait(action.ms);
  if (!dialect)
    return deliver(to, json(404, { message: "No registrar is served here." }), action, killExactly);
  // Asked before it is answered: an answer may use up what proves who asks.
  const written = dialect.written(request);
  const response = respond(sim, dialect, request, action);
  if (written) noteWrite(sim, { ...written, method, path: seen.path, domain, action, response });
  return deliver(to, response, action, killExactly).finally(() => answered?.());
}

/** The answer of `dialect`, or the script's, with an entry in the ledger when it was to be paid. */
function respond(
  sim: Simulation,
  dialect: Dialect,
  request: SimRequest,
  action: ScriptAction | undefined,
): SimResponse {
  const paid = dialect.paid(request);
  const own = carriesOut(action) ? dialect.answer(request) : undefined;
  const told = action?.kind === "status" ? padded(scripted(dialect, action), action) : own;
  const wasSent = own !== undefined || action?.kind !== "kill";
  if (paid && wasSent) {
    sim.charge({
      ...paid,
      idempotencyKey: headerOf(request, "idempotency-key"),
      ...billed(own),
      status: told?.status ?? null,
    });
  }
  return told ?? dialect.failure(503);
}

type Noted = FreeWrite & {
  readonly method: string;
  readonly path: string;
  readonly domain: string | null;
  readonly action: ScriptAction | undefined;
  readonly response: SimResponse;
};

/** Writes down a free request that would change something, as far as it got. */
function noteWrite(
  sim: Simulation,
  { account, method, path, command = "", domain, action, response }: Noted,
): void {
  const isProcessed = carriesOut(action);
  if (!isProcessed && action?.kind === "kill") return;
  const isAnswered = action?.kind !== "reset" && action?.kind !== "never_answer";
  const status = isAnswered ? response.status : null;
  sim.noteWrite({ account, call: `${method} ${path}${command}`, domain, isProcessed, status });
}

/** What a paid request cost; `own` is the registrar's answer, absent when it was not carried out. */
function billed(own: SimResponse | undefined) {
  if (own?.bill) return { ...own.bill, outcome: "accepted" as const };
  const outcome = own ? ("refused" as const) : ("not_processed" as const);
  return { priceMinor: null, currency: null, outcome };
}

function headerOf({ headers }: SimRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" ? value : null;
}

/** A client that dies while it still sends has ordered nothing, unless the script says so. */
function carriesOut(action: ScriptAction | undefined): boolean {
  if (action === undefined || action.kind === "delay") return true;
  if (action.kind === "kill") return action.processed ?? action.at !== "first_byte_read";
  return action.processed;
}

function scripted(
  dialect: Dialect,
  { status, body, headers }: Extract<ScriptAction, { kind: "status" }>,
): SimResponse {
  if (body === undefined) {
    const own = dialect.failure(status);
    return { ...own, headers: { ...own.headers, ...headers } };
  }
  if (typeof body === "string") return { status, headers, body };
  return json(status, body, headers);
}

const padded = (
  response: SimResponse,
  { padToBytes = 0 }: Extract<ScriptAction, { kind: "status" }>,
): SimResponse => ({ ...response, body: response.body.padEnd(padToBytes) });

/** Kills the one process named. One that is gone already was killed as asked. */
function killExactly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** The body of `message` as text; one above a mebibyte counts as none. */
export async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString("utf8") : "";
}

function domainInUrl(url: URL): string | null {
  const segment = url.pathname.split("/").find((part) => part.includes("."));
  const named = segment ?? url.searchParams.get("name");
  return named ? domainToASCII(decodeURI(named)) : null;
}

function domainInBody(request: SimRequest): string | null {
  const body = NamedBody.safeParse(readJson(request));
  return body.success ? domainToASCII(body.data.fqdn) : null;
}

const isAborted = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "ECONNRESET";
