import type { HttpFailure } from "../../outbound/failure";
import type { RegistrarCode, RegistrarFailure } from "../gateway";
import { GandiError, GandiValidation } from "./wire";

const MAX_QUOTE_LENGTH = 300;

const REFUSALS: Readonly<Record<number, readonly [code: RegistrarCode, message: string]>> = {
  401: ["auth_failed", "Gandi does not accept the token; it may have expired."],
  403: [
    "forbidden",
    "Gandi refused: the token lacks a permission, or belongs to another organisation.",
  ],
  404: ["domain_unknown", "Gandi does not know this name in this account."],
  409: ["conflict", "Gandi is busy with another change of this name."],
};

/**
 * What a failed read at Gandi means. Reads change nothing, so the effect is always "none".
 *
 * @see reference: 400 is validation (shape B) or business text (shape A); 5xx may be no JSON
 */
export function readFailure(failure: HttpFailure): RegistrarFailure {
  const [code, message] = meaningOf(failure);
  const { status, retryAfterSeconds } = failure;
  const said = quoteOf(failure.body);
  return {
    code,
    effect: "none",
    message: said.quote ? `${message} Gandi says: ${said.quote}` : message,
    ...(status === null ? {} : { status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(said.field ? { field: said.field } : {}),
  };
}

const NOT_DONE = new Set(["refused", "rate_limited"]);

/**
 * What a failed change at Gandi means. Nothing happened when the request never left, and when it was
 * refused; after anything else it may have happened.
 */
export function writeFailure(failure: HttpFailure): RegistrarFailure {
  const isNothingDone = !failure.sent || NOT_DONE.has(failure.kind);
  return { ...readFailure(failure), effect: isNothingDone ? "none" : "unknown" };
}

/** An answer with a good status whose content cannot be believed. */
export const malformed = (detail: string): RegistrarFailure => ({
  code: "malformed_answer",
  effect: "none",
  message: `Gandi's answer is not as documented. ${detail}`,
});

/** A refusal of ours: nothing was sent that changes anything. */
export const refusal = (
  code: RegistrarCode,
  message: string,
  field?: string,
): RegistrarFailure => ({ code, effect: "none", message, ...(field ? { field } : {}) });

function meaningOf({ kind, status, detail }: HttpFailure): readonly [RegistrarCode, string] {
  switch (kind) {
    case "refused":
      return REFUSALS[status ?? 0] ?? ["invalid_request", "Gandi refused the request."];
    case "rate_limited":
      return ["rate_limited", "Gandi asks for fewer requests."];
    case "server_error":
      return ["server_error", `Gandi failed to answer (status ${status}).`];
    case "timeout":
      return ["timeout", `Gandi did not answer in time. ${detail}`];
    case "cancelled":
      return ["timeout", detail];
    case "unreachable":
      return ["unreachable", `Gandi could not be reached. ${detail}`];
    case "blocked":
      return ["blocked", `The call to Gandi was blocked. ${detail}`];
    case "malformed_answer":
    case "too_large":
    case "redirected":
      return ["malformed_answer", `Gandi's answer is not as documented. ${detail}`];
  }
}

/** The registrar's own words, and the field it complains of. Free text: shown, never matched on. */
function quoteOf(body: unknown): { quote?: string; field?: string } {
  const validation = GandiValidation.safeParse(body);
  const first = validation.success ? validation.data.errors[0] : undefined;
  if (first) {
    const field = first.name ?? undefined;
    const words = [field, first.description].filter(Boolean).join(": ");
    return { quote: tidy(words), ...(field ? { field: tidy(field) } : {}) };
  }
  const plain = GandiError.safeParse(body);
  return plain.success ? { quote: tidy(plain.data.message) } : {};
}

const tidy = (words: string) =>
  words
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_QUOTE_LENGTH);
