import { blotOut } from "../../outbound/answer-body";
import type { HttpFailure } from "../../outbound/failure";
import type { RegistrarCode, RegistrarFailure } from "../gateway";

/** A failure with ROTLD's own result code, where an answer had one. */
export type RotldFailure = RegistrarFailure & { readonly resultCode?: string };

export const UNKNOWN_NAME = "10001";
export const OTHER_REGISTRAR = "10002";

const MAX_QUOTE_LENGTH = 300;

type Meaning = readonly [code: RegistrarCode, message: string, field?: string];

const DENIED: Meaning = ["forbidden", "ROTLD denies access; it may not know this address of ours."];
const HOSTS: Meaning = ["invalid_nameservers", "ROTLD does not take these nameservers."];
const NOT_NOW: Meaning = ["not_eligible", "ROTLD does not allow this for the name as it stands."];
const FUNDS: Meaning = [
  "insufficient_funds",
  "The balance at ROTLD does not cover this; top it up first.",
];
const REGISTRANT = (field: string): Meaning => [
  "invalid_registrant",
  "ROTLD does not take a detail of the holder.",
  field,
];

const REFUSALS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  [UNKNOWN_NAME, ["domain_unknown", "No such name is registered at ROTLD."]],
  [OTHER_REGISTRAR, ["domain_unknown", "Another registrar holds this name at ROTLD."]],
  ["10014", ["domain_unknown", "ROTLD does not know what was asked for."]],
  ["10009", ["conflict", "ROTLD says that this clashes with what is there."]],
  ["10004", DENIED],
  ["10008", DENIED],
  ["10011", DENIED],
  ["40001", DENIED],
  ["40003", DENIED],
  ["40004", DENIED],
  ["40404", DENIED],
  ["10501", HOSTS],
  [
    "10502",
    [
      "invalid_nameservers",
      "A nameserver inside the name must first be made at ROTLD, with its addresses, as a glue host.",
    ],
  ],
  ["50017", HOSTS],
  ["50018", HOSTS],
  ["10506", NOT_NOW],
  ["10508", NOT_NOW],
  ["10512", NOT_NOW],
  ["40002", NOT_NOW],
  ["20001", FUNDS],
  ["20002", FUNDS],
  ["50002", ["invalid_request", "ROTLD does not take this name.", "domain"]],
  ["50006", ["invalid_registrant", "ROTLD does not know the holder's contact.", "cid"]],
  ["50014", ["invalid_request", "ROTLD does not take this password.", "domain_password"]],
  ["50102", REGISTRANT("name")],
  ["50106", REGISTRANT("phone")],
  ["50122", REGISTRANT("state_province")],
  ["50125", REGISTRANT("country_code")],
  ["50129", REGISTRANT("cnp_fiscal_code")],
  ["50137", REGISTRANT("person_type")],
]);

/** What the first digit of a code says that no table has. */
const FAMILIES: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["1", ["conflict", "ROTLD refused because of how the name stands."]],
  ["2", ["insufficient_funds", "ROTLD refused because of the billing of this account."]],
  ["4", DENIED],
  ["5", ["invalid_request", "ROTLD does not take a part of the request."]],
  ["6", ["server_error", "ROTLD failed to do it."]],
]);

type Sent = {
  readonly isWrite: boolean;
  /** Values of the request that no message may repeat. */
  readonly secrets: readonly string[];
};

/**
 * What a result code other than "done" means.
 *
 * A code of the table, or of the parameter family, refuses; an internal error and a code that nobody
 * documents leave open what became of a write.
 */
export function refusalFailure(
  resultCode: string,
  words: string | null | undefined,
  { isWrite, secrets }: Sent,
): RotldFailure {
  const listed = REFUSALS.get(resultCode);
  const [code, message, field] = listed ??
    FAMILIES.get(resultCode.charAt(0)) ?? [
      "server_error",
      "ROTLD answered with a code unknown to us.",
    ];
  const isRefused = listed !== undefined || resultCode.startsWith("50");
  const quote = tidy(blotOut(words ?? "", secrets));
  return {
    code,
    effect: isWrite && !isRefused ? "unknown" : "none",
    message: `${message} ${quote ? `ROTLD says: ${quote} (${resultCode})` : `(${resultCode})`}`,
    resultCode,
    ...(field ? { field } : {}),
  };
}

/** Before any command is looked at, HTTP itself refused these. Every other status leaves a write open. */
const UNPROCESSED: ReadonlySet<number> = new Set([401, 403, 429]);

/** What a call that brought no envelope means. */
export function httpFailure(
  failure: HttpFailure,
  { isWrite }: Pick<Sent, "isWrite">,
): RotldFailure {
  const { status, sent, retryAfterSeconds } = failure;
  const [code, message] = meaningOf(failure);
  const mayHaveHappened = isWrite && sent && !UNPROCESSED.has(status ?? 0);
  return {
    code,
    effect: mayHaveHappened ? "unknown" : "none",
    message,
    ...(status === null ? {} : { status }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

/** An answer that cannot be believed; what became of a write is then unknown. */
export const malformed = (detail: string, { isWrite }: Pick<Sent, "isWrite">): RotldFailure => ({
  code: "malformed_answer",
  effect: isWrite ? "unknown" : "none",
  message: `ROTLD's answer is not as documented. ${detail}`,
});

function meaningOf({ kind, status, detail }: HttpFailure): readonly [RegistrarCode, string] {
  switch (kind) {
    case "refused":
      return refusedMeaning(status);
    case "rate_limited":
      return ["rate_limited", `ROTLD takes no more requests for now. ${detail}`];
    case "server_error":
      return ["server_error", `ROTLD failed to answer (status ${status}).`];
    case "timeout":
      return ["timeout", `ROTLD did not answer in time. ${detail}`];
    case "cancelled":
      return ["timeout", detail];
    case "unreachable":
      return ["unreachable", `ROTLD could not be reached. ${detail}`];
    case "blocked":
      return ["blocked", `The call to ROTLD was blocked. ${detail}`];
    case "malformed_answer":
    case "too_large":
    case "redirected":
      return ["malformed_answer", `ROTLD's answer is not as documented. ${detail}`];
  }
}

/** The registry documents 401; everything else that is no 200 means that its service is not there. */
function refusedMeaning(status: number | null): readonly [RegistrarCode, string] {
  if (status === 401)
    return ["auth_failed", "ROTLD does not accept the registrar ID and password."];
  if (status === 403) return [DENIED[0], DENIED[1]];
  return ["server_error", `ROTLD's service is not available (status ${status}).`];
}

const tidy = (words: string) =>
  words
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, MAX_QUOTE_LENGTH);
