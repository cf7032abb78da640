import { z } from "zod";
import type { HttpFailure, HttpFailureKind } from "../../outbound/failure";
import type { RegistrarCode, RegistrarFailure } from "../gateway";

const MAX_QUOTE_LENGTH = 300;

/** Whether a call was to change something. Only then can a lost answer leave an effect unknown. */
export type Asked = "read" | "write";

type Meaning = readonly [code: RegistrarCode, message: string];

const NOT_LISTED: Meaning = [
  "forbidden",
  "ResellerClub does not take calls from this address; add it to the API's list of addresses.",
];

/** Texts that several clients are known to meet. Each says clearly that nothing was done. */
const KNOWN: readonly (readonly [RegExp, Meaning])[] = [
  [/website doesn'?t exist for/i, ["domain_unknown", "The name is not in this account."]],
  [
    /is currently available for registration/i,
    ["not_eligible", "The name is not registered anywhere, so it cannot be transferred."],
  ],
  [
    /invalid credentials|user account may ?be inactive/i,
    ["auth_failed", "ResellerClub does not accept the reseller ID and API key."],
  ],
  [/not available for registration/i, ["domain_taken", "The name is taken."]],
  [/^error code: 1020\b/i, NOT_LISTED],
  [/no entity found for entityid/i, ["domain_unknown", "The name is not in this account."]],
  [
    /is not a valid nameserver/i,
    ["invalid_nameservers", "ResellerClub does not take these nameservers."],
  ],
  [/same value for new and old nameservers/i, ["conflict", "The nameservers are these already."]],
  [/ipaddress already exists/i, ["conflict", "The host has this address already."]],
];

/** Texts nobody has verified. They choose the word for a failure, and never its effect. */
const GUESSED: readonly (readonly [RegExp, Meaning])[] = [
  [/insufficient/i, ["insufficient_funds", "The balance of the account does not cover this."]],
  [
    /privacy.*purchas|purchas.*privacy/i,
    ["not_eligible", "Privacy has to be bought for this name first, and nothing is bought here."],
  ],
  [/too many requests/i, ["rate_limited", "ResellerClub asks for fewer requests."]],
];

/** `{field=message, other=message}`: what was wrong with each field. */
const FIELDS = /^\{\s*([\w-]{1,60})=(.*)\}$/s;

/** Words that speak of trouble on their side, after which a change may have been made all the same. */
const THEIRS = /unexpected|internal|exception|time(?:d )?-?out|try again|temporar|unavailable/i;

/** What was complained of in an answer, whatever HTTP status it had. */
type Complaint = {
  readonly words: string;
  /** An action with an id was booked: it may be carried out yet. */
  readonly isBooked: boolean;
};

const text = z.string().trim().min(1).optional().catch(undefined);
const Said = z.object({
  status: z.string().regex(/^(?:error|failed)$/i),
  message: text,
  error: text,
  actionstatusdesc: text,
  eaqid: z.union([z.string(), z.number()]).nullish().catch(null),
});

/** The complaint that a body is, in any of the three spellings; null when it is none. */
export function complaintIn(body: unknown): Complaint | null {
  if (typeof body === "string")
    return /^error code: 1020\b/i.test(body.trim()) ? { words: body, isBooked: false } : null;
  const said = Said.safeParse(body);
  if (!said.success) return null;
  const { message, error, actionstatusdesc, eaqid } = said.data;
  return { words: message ?? error ?? actionstatusdesc ?? "", isBooked: Boolean(eaqid) };
}

/**
 * Whether a body with status 500 is an answer all the same: "no such name" is told like this. An
 * endpoint that says so is well, and says it again when it is asked again.
 */
export function isRefusal(body: unknown): boolean {
  const complaint = complaintIn(body);
  return complaint !== null && complaint.words !== "" && !THEIRS.test(complaint.words);
}

/**
 * The failure that a complaint tells of. Nothing was done when it is a known refusal, or one in words
 * with a good status; anything else may hide a change that was made.
 */
export function complained(
  { words, isBooked }: Complaint,
  asked: Asked,
  http: { readonly status: number | null; readonly retryAfterSeconds?: number | undefined },
): RegistrarFailure {
  const { status, retryAfterSeconds } = http;
  const known = KNOWN.find(([seen]) => seen.test(words))?.[1];
  const field = FIELDS.exec(words)?.[1];
  const isTheirs = words === "" || THEIRS.test(words);
  const isClear =
    known !== undefined || field !== undefined || (!isTheirs && (status ?? 500) < 500);
  const [code, message] = known ?? meaningOf(words, field, !isTheirs);
  const quote = tidy(words);
  return {
    code,
    effect: asked === "write" && (isBooked || !isClear) ? "unknown" : "none",
    message: quote ? `${message} ResellerClub says: ${quote}` : message,
    ...(status === null ? {} : { status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(field ? { field } : {}),
  };
}

function meaningOf(words: string, field: string | undefined, isRefused: boolean): Meaning {
  const guessed = GUESSED.find(([seen]) => seen.test(words))?.[1];
  if (guessed) return guessed;
  if (field?.startsWith("ns"))
    return ["invalid_nameservers", "ResellerClub does not take these nameservers."];
  return isRefused
    ? ["invalid_request", "ResellerClub refused the request."]
    : ["server_error", "ResellerClub failed."];
}

/** What a call means that brought no answer, or a refusal. */
export function unanswered(failure: HttpFailure, asked: Asked): RegistrarFailure {
  const { kind, status, detail, retryAfterSeconds, sent, body } = failure;
  // What stands in a redirect is not the answer: where it leads, the request may have been carried out.
  const complaint = kind === "redirected" ? null : complaintIn(body);
  if (complaint) return complained(complaint, asked, { status, retryAfterSeconds });
  const [code, message] = kind === "refused" ? (BY_STATUS[status ?? 0] ?? REFUSED) : MEANINGS[kind];
  const isNothingDone = !sent || kind === "refused" || kind === "rate_limited";
  return {
    code,
    effect: asked === "write" && !isNothingDone ? "unknown" : "none",
    message: `${message} ${detail}`,
    ...(status === null ? {} : { status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

const REFUSED: Meaning = ["invalid_request", "ResellerClub refused the request."];
const BY_STATUS: Readonly<Record<number, Meaning>> = {
  401: ["auth_failed", "ResellerClub does not accept the reseller ID and API key."],
  403: NOT_LISTED,
};

const ODD = "ResellerClub's answer is not as documented.";

const MEANINGS: Readonly<Record<Exclude<HttpFailureKind, "refused">, Meaning>> = {
  rate_limited: ["rate_limited", "ResellerClub asks for fewer requests."],
  server_error: ["server_error", "ResellerClub failed to answer."],
  timeout: ["timeout", "ResellerClub did not answer in time."],
  cancelled: ["timeout", "ResellerClub was not waited for."],
  unreachable: ["unreachable", "ResellerClub could not be reached."],
  blocked: ["blocked", "The call to ResellerClub was blocked."],
  malformed_answer: ["malformed_answer", ODD],
  too_large: ["malformed_answer", ODD],
  redirected: ["malformed_answer", ODD],
};

/** An answer whose content cannot be believed. After a change it leaves open what happened. */
export const malformed = (detail: string, asked: Asked = "read"): RegistrarFailure => ({
  code: "malformed_answer",
  effect: asked === "write" ? "unknown" : "none",
  message: `${ODD} ${detail}`,
});

/** A refusal of ours: nothing was sent that changes anything. */
export const refusal = (
  code: RegistrarCode,
  message: string,
  field?: string,
): RegistrarFailure => ({ code, effect: "none", message, ...(field ? { field } : {}) });

const tidy = (words: string) =>
  words
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_QUOTE_LENGTH);
