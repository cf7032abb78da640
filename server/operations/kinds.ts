import type { Capability } from "../registrars/gateway";

/** Every change this house can make to a name at its registrar. */
export const OPERATION_KINDS = [
  "register",
  "renew",
  "transfer_in",
  "nameserver_update",
  "lock_update",
  "auto_renew_update",
  "whois_update",
  "contact_update",
  "ds_update",
] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

export const OPERATION_STATES = [
  "pending",
  "submitted",
  "retrying",
  "unknown",
  "completed",
  "failed",
  "cancelled",
  "superseded",
] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** States that time, a registrar or a person will still move on. */
export const OPEN_STATES = [
  "pending",
  "submitted",
  "retrying",
  "unknown",
] as const satisfies readonly OperationState[];

/** Nothing of it has left this house yet, or what left was provably without effect. */
export const UNSENT_STATES = ["pending", "retrying"] as const satisfies readonly OperationState[];

/** It left this house, or may have: it is looked for, and not sent again without a look. */
export const SENT_STATES = ["submitted", "unknown"] as const satisfies readonly OperationState[];

const PAID = new Set<OperationKind>(["register", "renew", "transfer_in"]);

/** Whether a kind costs money, and is therefore sent at most once. */
export const isPaid = (kind: OperationKind): boolean => PAID.has(kind);

/** A change that only sets a value may be sent again when it was not seen. */
const MOST_SENDS = 3;

/** How often a change may be sent: what is paid for, once. */
export const mostSends = (kind: OperationKind): number => (isPaid(kind) ? 1 : MOST_SENDS);

/** What the registrar must be able to do for a kind. */
export const CAPABILITY_OF: Readonly<Record<OperationKind, Capability>> = {
  register: "register",
  renew: "renew",
  transfer_in: "transfer_in",
  nameserver_update: "nameservers",
  lock_update: "lock",
  auto_renew_update: "auto_renew",
  whois_update: "privacy",
  contact_update: "contacts",
  ds_update: "dnssec",
};

/** Why something did not happen, as a person sorts it: what can be done again, and what needs a hand first. */
export const CAUSES = [
  "passing",
  "not_allowed",
  "refused",
  "changed_meanwhile",
  "needs_review",
] as const;
export type Cause = (typeof CAUSES)[number];

const PASSING = new Set([
  "rate_limited",
  "timeout",
  "unreachable",
  "server_error",
  "malformed_answer",
  "blocked",
  "availability_unknown",
]);
const NOT_ALLOWED = new Set(["auth_failed", "forbidden", "unsupported"]);
const CHANGED = new Set(["stale", "price_changed", "domain_taken", "conflict"]);

/** The codes of a class; null: every code that no other class has. */
export const codesOf = (cause: Cause): readonly string[] | null => {
  if (cause === "refused") return null;
  return {
    passing: [...PASSING],
    not_allowed: [...NOT_ALLOWED],
    changed_meanwhile: [...CHANGED],
    needs_review: REVIEWED,
  }[cause];
};
const REVIEWED = ["not_seen", "closed_by_hand"];

/** The class of an error code. What nobody knows is the registrar's own refusal. */
export function causeOf(code: string): Cause {
  if (PASSING.has(code)) return "passing";
  if (NOT_ALLOWED.has(code)) return "not_allowed";
  if (CHANGED.has(code)) return "changed_meanwhile";
  return REVIEWED.includes(code) ? "needs_review" : "refused";
}
