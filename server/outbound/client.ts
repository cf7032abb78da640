import type { Dispatcher } from "undici";
import type { z } from "zod";
import { err } from "../kernel/result";
import { BodyTooLarge, BodyUnreadable } from "./answer-body";
import type { FormPair, OutboundCall, OutboundClient, Outcome, SignedRequest } from "./call";
import { guardedAgent, type Lookup } from "./connector";
import type { ProxyRoute } from "./egress-proxy";
import { exchangeOnce, judge } from "./exchange";
import { failureKindOf, type HttpFailure, type HttpFailureKind, meaningOf } from "./failure";
import { fetched } from "./fetched";
import type { Entry, Gate, Lane } from "./gate";
import type { HostPolicy } from "./host-policy";
import { pooled } from "./pooled";
import { withRetries } from "./retry";
import type { Wire } from "./transport";

export type OutboundOptions = {
  /** Origin and fixed part of the path, without a trailing slash. */
  readonly baseUrl: string;
  readonly policy: HostPolicy;
  /** Headers that carry credentials or sign the request, made per call so that they live nowhere else. */
  readonly secretHeaders: (request: SignedRequest) => Readonly<Record<string, string>>;
  /** Query parameters that carry credentials, put behind those of the call. */
  readonly secretQuery?: () => readonly FormPair[];
  /** Rate and breaker of the endpoint; without one every call leaves at once. */
  readonly gate?: Gate;
  /** Who asks: background calls come in numbers and go the faster way. Interactive unless told. */
  readonly lane?: Lane;
  /** Whether the body of a 5xx is an answer all the same, such as "no such name": then it is a refusal. */
  readonly isRefusal?: (body: unknown) => boolean;
  /** Whether reads that fail in passing are tried again, up to three times. Writes never are. */
  readonly retriesReads?: boolean;
  readonly timeouts?: Partial<Timeouts>;
  readonly maxBodyBytes?: number;
  readonly lookup?: Lookup;
  /** The tunnel through which the host is reached; without one it is reached directly. */
  readonly proxy?: ProxyRoute;
  /** Replaces the certificate authorities of the system. */
  readonly ca?: string;
};

type Timeouts = { readonly connectMs: number; readonly readMs: number; readonly paidMs: number };

const TIMEOUTS: Timeouts = { connectMs: 10_000, readMs: 30_000, paidMs: 60_000 };
const MAX_BODY_BYTES = 5 * 1024 * 1024;

type Door = OutboundOptions & { readonly limits: Timeouts; readonly agent: Dispatcher };

/**
 * The one door to strangers: an HTTP client bound to one base URL.
 *
 * One call is one request: no retry, no redirect followed, no proxy but its own. Only hosts of the policy and
 * addresses of the open Internet are reached. Time, size and rate are bounded, and every answer is
 * parsed. What goes wrong is returned as data, and neither it nor anything thrown holds a secret
 * header or a query string.
 */
export function outboundClient(options: OutboundOptions): OutboundClient {
  const limits = { ...TIMEOUTS, ...options.timeouts };
  const agent = guardedAgent({
    simulator: options.policy.simulator,
    connectTimeoutMs: limits.connectMs,
    lookup: options.lookup,
    proxy: options.proxy,
    ca: options.ca,
  });
  const door = { ...options, limits, agent };
  return { send: (call) => send(door, call), close: () => agent.close() };
}

function send<S extends z.ZodType>(
  door: Door,
  call: OutboundCall<S>,
): Promise<Outcome<z.output<S>>> {
  const once = () => throughGate(door, call);
  const isRead = call.isRead ?? call.method === "GET";
  return isRead && door.retriesReads ? withRetries(once, call.signal) : once();
}

/** Failures that speak against the endpoint. What was refused, or never sent, says nothing of its health. */
const AILING = new Set<HttpFailureKind>(["server_error", "timeout", "unreachable"]);
const SILENT = new Set<HttpFailureKind>(["cancelled", "blocked"]);

async function throughGate<S extends z.ZodType>(
  door: Door,
  call: OutboundCall<S>,
): Promise<Outcome<z.output<S>>> {
  if (!door.gate) return sendOnce(door, call);
  const entry = await door.gate.enter(call.signal).catch(() => null);
  if (!entry?.isOpen) return err(notAdmitted(entry, call.signal?.aborted ?? false));
  const outcome = await sendOnce(door, call);
  if (outcome.ok) await entry.done("good", "");
  else if (!SILENT.has(outcome.error.kind))
    await entry.done(
      AILING.has(outcome.error.kind) ? "bad" : "good",
      outcome.error.detail,
      outcome.error.retryAfterSeconds,
    );
  return outcome;
}

/** Why a call never left: given up, held back, or nobody could say whether it may. */
export function notAdmitted(entry: Entry | null, isCancelled: boolean): HttpFailure {
  const unsent = { sent: false, status: null };
  if (isCancelled) return { kind: "cancelled", ...unsent, detail: "The call was given up." };
  if (!entry || entry.isOpen)
    return {
      kind: "blocked",
      ...unsent,
      detail: "Whether a call may leave could not be found out.",
    };
  const { retryAfterSeconds, reason } = entry;
  return reason === "breaker"
    ? {
        kind: "unreachable",
        ...unsent,
        detail: `The other side has been failing; it is tried again in ${retryAfterSeconds} s.`,
        retryAfterSeconds,
      }
    : {
        kind: "rate_limited",
        ...unsent,
        detail: `Its rate limit is used up; there is room again in ${retryAfterSeconds} s.`,
        retryAfterSeconds,
      };
}

async function sendOnce<S extends z.ZodType>(
  door: Door,
  call: OutboundCall<S>,
): Promise<Outcome<z.output<S>>> {
  const wire: Wire = { sent: false, status: null };
  const fail = (kind: HttpFailureKind, detail: string) => err({ kind, ...wire, detail });
  const secretQuery = door.secretQuery?.() ?? [];
  const url = door.policy.check(withQuery(door.baseUrl + call.path, secretQuery));
  if (!url.ok) return fail("blocked", `This client may not call that address (${url.error}).`);
  const limit = new AbortController();
  const signal = call.signal ? AbortSignal.any([call.signal, limit.signal]) : limit.signal;
  let timer: NodeJS.Timeout | undefined;
  try {
    timer = setTimeout(() => limit.abort(), call.isPaid ? door.limits.paidMs : door.limits.readMs);
    const answer = await exchangeOnce(
      {
        url: url.value,
        call,
        agent: door.agent,
        transport: door.lane === "background" ? pooled : fetched,
        secretHeaders: door.secretHeaders,
        secrets: secretQuery.map(([, value]) => value),
      },
      { wire, signal, maxBodyBytes: door.maxBodyBytes ?? MAX_BODY_BYTES },
    );
    return refusedInWords(judge(answer, call), door.isRefusal);
  } catch (error) {
    const [kind, detail] = meaningFor(error, wire, {
      isCancelled: call.signal?.aborted,
      isLate: limit.signal.aborted,
    });
    return err({ kind, ...wire, detail, ...(wire.status === null ? {} : { isBrokenOff: true }) });
  } finally {
    clearTimeout(timer);
  }
}

/** A refusal that came as a server error speaks neither against the endpoint nor for another try. */
const refusedInWords = <T>(outcome: Outcome<T>, isRefusal: OutboundOptions["isRefusal"]) =>
  !outcome.ok && outcome.error.kind === "server_error" && isRefusal?.(outcome.error.body)
    ? err({ ...outcome.error, kind: "refused" as const })
    : outcome;

const withQuery = (url: string, pairs: readonly FormPair[]): string =>
  pairs.length === 0
    ? url
    : `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(pairs.map(([name, value]) => [name, value]))}`;

type Meaning = readonly [kind: HttpFailureKind, detail: string];

/** An answer that broke off after a telling status still tells what that status means. */
function meaningFor(
  error: unknown,
  wire: Wire,
  { isCancelled, isLate }: { isCancelled: boolean | undefined; isLate: boolean },
): Meaning {
  if (error instanceof BodyTooLarge) return ["too_large", "The answer was too large."];
  if (isCancelled) return ["cancelled", "The call was given up."];
  if (isLate) return ["timeout", "The answer did not come in time."];
  const kind = wire.status === null ? null : failureKindOf(wire.status);
  if (kind) return [kind, `The answer had status ${wire.status} and broke off.`];
  return error instanceof BodyUnreadable
    ? ["malformed_answer", "The answer was packed in a way that cannot be read."]
    : meaningOf(error);
}
