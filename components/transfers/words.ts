import type { PostCheckDto, TrackDto, TransferRowDto } from "@/server/transfers/schemas";
import type { StatusIcon, StatusTone } from "../ui/status";

type Look = { readonly word: string; readonly tone: StatusTone; readonly icon?: StatusIcon };

export const PREFLIGHT_WORDS: Readonly<Record<TransferRowDto["preflight"], Look>> = {
  pass: { word: "Pass", tone: "ok" },
  fix: { word: "Fix now", tone: "warn" },
  wait: { word: "Wait", tone: "info", icon: "clock" },
  impossible: { word: "Impossible", tone: "bad", icon: "ban" },
};

export const CHECK_WORDS: Readonly<Record<TransferRowDto["checks"][number]["state"], Look>> = {
  pass: { word: "Pass", tone: "ok" },
  risk: { word: "Risk", tone: "warn" },
  unknown: { word: "Not known", tone: "muted" },
  fix: { word: "Fix now", tone: "warn" },
  wait: { word: "Wait", tone: "info", icon: "clock" },
  impossible: { word: "Impossible", tone: "bad", icon: "ban" },
};

const RULE_WORDS: Readonly<Record<string, string>> = {
  account: "The account",
  ending: "The ending",
  registered: "Registered",
  open_request: "Open request",
  phase: "Phase of its life",
  registrar_lock: "Transfer lock",
  registry_lock: "Registry lock",
  hold_registration: "Days after registration",
  hold_transfer: "Days after a transfer",
  hold_holder_change: "Days after a change of holder",
  expiry_margin: "Time to its expiry",
  years_cap: "Years ahead",
  dnssec: "DNSSEC",
  price: "Price",
  same: "Here already",
  code_missing: "Auth code",
  registrant_missing: "Holder",
  nameservers: "Nameservers",
  stale: "Changed meanwhile",
  under_way: "Under way",
};
export const ruleWord = (rule: string): string => RULE_WORDS[rule] ?? rule;

const RISK_WORDS: Readonly<Record<string, string>> = {
  ds_present: "It is signed (DNSSEC): see that its keys come along.",
  nameservers_unknown:
    "Its nameservers are not known, so none are sent along; what this registrar then sets is not documented.",
  nameservers_given: "It gets the nameservers that were chosen.",
  ds_keeps:
    "It is signed (DNSSEC) and keeps the nameservers it has: with others it would stop answering. Change them once its keys are gone.",
  ds_unknown:
    "Whether it is signed (DNSSEC) is not known; if it is, it stops answering with other nameservers.",
  nameservers_left: "No nameservers are sent along; the registrar may set its own.",
  price_unknown: "The registrar tells no price; your contract says what it costs.",
  premium: "Premium: it costs more than others of its ending.",
};
export const riskWord = (risk: string): string => RISK_WORDS[risk] ?? risk;

export const TRACK_LOOKS: Readonly<Record<TrackDto["state"], Look>> = {
  queued: { word: "Waits to be sent", tone: "plain", icon: "clock" },
  sending: { word: "Being sent", tone: "info", icon: "turning" },
  looking: { word: "Checking with the registrar", tone: "warn", icon: "turning" },
  under_way: { word: "Under way", tone: "info", icon: "clock" },
  action_needed: { word: "Needs you", tone: "warn" },
  review: { word: "Somebody must look", tone: "warn" },
  completed: { word: "Completed", tone: "ok" },
  failed: { word: "Failed", tone: "bad" },
  cancelled: { word: "Cancelled", tone: "muted", icon: "ban" },
};

export const WAITS_WORDS: Readonly<Record<NonNullable<TrackDto["waitsFor"]>, string>> = {
  us: "Waits for its turn here",
  registrar: "Waits for the registrar",
  registrant: "Waits for the holder, who gets a mail",
  losing_registrar: "Waits for the losing registrar",
  registry: "Waits for the registry",
  you: "Waits for you",
};

export const FIELD_WORDS: Readonly<Record<PostCheckDto["field"], string>> = {
  nameservers: "Nameservers",
  dnssec: "DNSSEC",
  lock: "Transfer lock",
  autoRenew: "Auto-renew",
  expiry: "Expiry",
};

/** "1 name", "3 names". */
export const namesWord = (count: number): string => `${count} ${count === 1 ? "name" : "names"}`;
