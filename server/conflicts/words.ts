import { PLAUSIBILITY_RULES } from "../sync/plausible";
import type { Outcome } from "./vocabulary";

/** What fields of conflicts are called. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  expiresAt: "Expiry",
  registeredAt: "Registration",
  statuses: "Statuses",
  nameservers: "Nameservers",
  lockState: "Transfer lock",
  registrant: "Registrant",
  dnssec: "DNSSEC",
  autoRenew: "Auto-renew",
  arrival: "Arrival",
  departure: "Departure",
  move: "Move",
  elsewhere: "Listed twice",
};

/** What was decided, as a sentence of the log. */
export const DECIDED_WORDS: Readonly<Record<Outcome, string>> = {
  taken: "took the registrar’s value.",
  pushed: "kept ours, and planned to send it to the registrar.",
  ignored: "kept ours until the registrar tells another value.",
  set: "set by hand.",
  accepted: "accepted.",
  moved: "moved to the account that lists it.",
  stayed: "left where it is.",
  agreed: "ended by itself: both sides agree.",
  superseded: "replaced: the registrar told another value.",
};

const RULE_LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PLAUSIBILITY_RULES.map(({ id, label }) => [id, label])),
  ask: "Asked about",
  ours: "Ours counts",
  wish: "Our wish differs",
  arrival: "New name",
  departure: "No longer listed",
  move: "Changed account",
  elsewhere: "Listed twice",
};

/** What a rule is called on screens. */
export const ruleLabel = (rule: string): string => RULE_LABELS[rule] ?? rule;
