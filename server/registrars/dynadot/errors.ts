import type { HttpFailure, HttpFailureKind } from "../../outbound/failure";
import type { RegistrarCode, RegistrarFailure } from "../gateway";

const MAX_QUOTE_LENGTH = 300;

/** Whether a call was to change something. Only then can a lost answer leave an effect unknown. */
export type Asked = "read" | "write";

type Meaning = readonly [code: RegistrarCode, message: string];

/** Codes of REST v2, as HTTP status and in the body alike. @see reference 2.2 */
const BY_CODE: Readonly<Record<number, Meaning>> = {
  400: ["invalid_request", "Dynadot refused the request."],
  401: ["auth_failed", "Dynadot does not accept the API key or its signature."],
  402: ["insufficient_funds", "The balance of the Dynadot account does not cover this."],
  403: ["forbidden", "Dynadot does not allow this to the account."],
  404: ["domain_unknown", "Dynadot does not know this in the account."],
  409: ["conflict", "Dynadot is busy with another change of this name."],
  429: ["rate_limited", "Dynadot asks for fewer requests."],
};

/**
 * Texts that were seen and name their cause better than their code does. They choose the word for a
 * failure and never its effect, as Dynadot publishes no list of them.
 * @see reference 1.3 and 2.2
 */
const BY_WORDS: readonly (readonly [RegExp, Meaning])[] = [
  [
    /could not find domain in your account/i,
    ["domain_unknown", "The name is not in this account."],
  ],
  [
    /unlock your domain|api skip lock agreement/i,
    ["domain_locked", "The transfer lock has to be lifted first."],
  ],
  [/not_available/i, ["domain_taken", "The name is taken."]],
  [/is a premium domain/i, ["not_eligible", "The name has a premium price."]],
  [
    /insufficient[_ ]funds/i,
    ["insufficient_funds", "The balance of the Dynadot account does not cover this."],
  ],
  [/grace_expired/i, ["not_eligible", "The time for this is over."]],
  [/invalid key|login failed/i, ["auth_failed", "Dynadot does not accept the API key."]],
  [/concurrent limit|too many requests/i, ["rate_limited", "Dynadot asks for fewer requests."]],
  [/system_busy|connection to main server/i, ["server_error", "Dynadot cannot do this now."]],
];

/** What Dynadot said inside an answer that did not do what was asked. */
export type Complaint = {
  readonly code: number;
  readonly words: string;
  /** The HTTP status it came with. */
  readonly status: number | null;
  readonly retryAfterSeconds?: number | undefined;
};

/** Errors of their own side that may follow a change that was made after all. */
const isTheirs = ({ code, words }: Complaint) =>
  code >= 500 || /connection to main server/i.test(words);

/** The failure that a complaint tells of. A clear refusal has no effect; trouble on their side may. */
export function complained(complaint: Complaint, asked: Asked): RegistrarFailure {
  const { code, words, status, retryAfterSeconds } = complaint;
  const [meant, message] =
    BY_WORDS.find(([seen]) => seen.test(words))?.[1] ??
    BY_CODE[code] ??
    (code >= 500
      ? (["server_error", `Dynadot failed (code ${code}).`] as const)
      : (["invalid_request", "Dynadot refused the request."] as const));
  const quote = tidy(words);
  return {
    code: meant,
    effect: asked === "write" && isTheirs(complaint) ? "unknown" : "none",
    message: quote ? `${message} Dynadot says: ${quote}` : message,
    ...(status === null ? {} : { status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** What a call means that brought no answer, or one that tells nothing. */
export function unanswered(failure: HttpFailure, asked: Asked): RegistrarFailure {
  const { kind, status, detail, retryAfterSeconds, sent } = failure;
  if (kind === "refused" || kind === "rate_limited")
    return complained({ code: status ?? 0, words: "", status, retryAfterSeconds }, asked);
  const [code, message] = MEANINGS[kind];
  return {
    code,
    effect: asked === "write" && sent ? "unknown" : "none",
    message: `${message} ${detail}`,
    ...(status === null ? {} : { status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

const ODD = "Dynadot's answer is not as documented.";

const MEANINGS: Readonly<Record<Exclude<HttpFailureKind, "refused" | "rate_limited">, Meaning>> = {
  server_error: ["server_error", "Dynadot failed to answer."],
  timeout: ["timeout", "Dynadot did not answer in time."],
  cancelled: ["timeout", "Dynadot was not waited for."],
  unreachable: ["unreachable", "Dynadot could not be reached."],
  blocked: ["blocked", "The call to Dynadot was blocked."],
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
