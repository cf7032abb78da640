import type { Cause } from "@/server/operations/kinds";
import type { PlanDto, PlanRowDto } from "@/server/plans/schemas";
import type { FlagTone } from "../ui/flag";
import { formatCount, formatMoney } from "../ui/numbers";

/** "1 name", "1,204 names". */
export const namesWord = (names: number): string =>
  `${formatCount(names)} ${names === 1 ? "name" : "names"}`;

const yearsWord = (years: unknown): string => `${years} ${years === 1 ? "year" : "years"}`;

type Titled = Pick<PlanDto, "kind" | "change">;

const TITLES: Readonly<Record<PlanDto["kind"], (of: string, change: PlanDto["change"]) => string>> =
  {
    register: (of) => `Registration of ${of}`,
    renew: (of) => `Renewal of ${of}`,
    transfer_in: (of) => `Transfer of ${of} to us`,
    nameserver_update: (of) => `Nameservers of ${of}`,
    lock_update: (of, { locked }) => `${locked === false ? "Unlocking" : "Locking"} of ${of}`,
    auto_renew_update: (of, { enabled }) =>
      `Auto-renew ${enabled === undefined ? "" : enabled ? "on " : "off "}for ${of}`,
    whois_update: (of, { enabled }) =>
      `WHOIS privacy ${enabled === undefined ? "" : enabled ? "on " : "off "}for ${of}`,
    contact_update: (of) => `Contacts of ${of}`,
    ds_update: (of) => `DNSSEC keys of ${of}`,
    import: (_of, { file, undo }) => `${undo ? "Way back of" : "Names from"} ${file}`,
  };

/** What a plan is called: "Nameservers of 300 names". */
export const planTitle = (plan: Titled & Pick<PlanDto, "names">): string =>
  TITLES[plan.kind](namesWord(plan.names), plan.change);

/** How many names a plan will really change. */
export const chosenOf = ({ verdicts, excluded }: Pick<PlanDto, "verdicts" | "excluded">): number =>
  Math.max(0, verdicts.change - excluded);

/** A sum of money in each of its currencies. */
export const sumText = (costs: PlanDto["costs"]): string =>
  costs.map(({ minor, currency }) => formatMoney(minor, currency)).join(" + ");

const STARTS: Readonly<Record<PlanDto["kind"], (of: string, change: PlanDto["change"]) => string>> =
  {
    register: (of) => `Register ${of}`,
    renew: (of, { years }) => `Renew ${of}${years === undefined ? "" : ` for ${yearsWord(years)}`}`,
    transfer_in: (of) => `Transfer ${of} to us`,
    nameserver_update: (of, { undo }) =>
      undo ? `Set back the nameservers of ${of}` : `Set the nameservers of ${of}`,
    lock_update: (of, { locked }) => `${locked === false ? "Unlock" : "Lock"} ${of}`,
    auto_renew_update: (of, { enabled }) =>
      enabled === undefined
        ? `Set back auto-renew of ${of}`
        : `Switch auto-renew ${enabled ? "on" : "off"} for ${of}`,
    whois_update: (of, { enabled }) =>
      enabled === undefined
        ? `Set back the WHOIS privacy of ${of}`
        : `Switch WHOIS privacy ${enabled ? "on" : "off"} for ${of}`,
    contact_update: (of) => `Set the contacts of ${of}`,
    ds_update: (of) => `Remove the DNSSEC keys of ${of}`,
    import: (of, { undo }) => `${undo ? "Take back" : "Bring in"} ${of}`,
  };

/** What pressing the button does, in so many words: "Renew 2 names for 1 year, 23.98 EUR". */
export function startSentence(plan: PlanDto): string {
  const what = STARTS[plan.kind](namesWord(chosenOf(plan)), plan.change);
  return plan.costs.length > 0 ? `${what}, ${sumText(plan.costs)}` : what;
}

export const VERDICT_WORDS: Readonly<Record<PlanRowDto["verdict"], string>> = {
  change: "Changes",
  same: "Already so",
  skipped: "Skipped",
  impossible: "Not possible",
};

type RiskWords = { readonly tone: FlagTone; readonly word: string };

const RISKS: Readonly<Record<string, RiskWords>> = {
  dnssec: { tone: "bad", word: "signed (DNSSEC)" },
  dns_breaks: { tone: "bad", word: "would stop resolving" },
  dns_lame: { tone: "warn", word: "a nameserver does not answer" },
  dns_unknown: { tone: "warn", word: "DNS not known" },
  cname_target: { tone: "warn", word: "nameserver is an alias" },
  one_network: { tone: "info", word: "all in one network" },
  unsigns: { tone: "info", word: "no longer signed" },
  unknown_before: { tone: "warn", word: "not known what it has" },
  one_domain: { tone: "info", word: "all hosts below one name" },
  holder_lock: { tone: "warn", word: "no transfer for some weeks after" },
  holder_mail: { tone: "warn", word: "to be confirmed by mail" },
  shared_holder: { tone: "info", word: "all names of this holder" },
  own_price: { tone: "info", word: "price by your contract" },
  pending_change: { tone: "warn", word: "another change is pending" },
  premium: { tone: "warn", word: "premium price" },
  past_expiry: { tone: "warn", word: "past its expiry" },
  above_ceiling: { tone: "warn", word: "above its ceiling" },
  reveals: { tone: "warn", word: "shows who it belongs to" },
  unlocks: { tone: "warn", word: "free to be moved away" },
  will_lapse: { tone: "warn", word: "lapses unless renewed" },
  ds_present: { tone: "bad", word: "signed (DNSSEC)" },
  nameservers_unknown: { tone: "warn", word: "nameservers not known" },
  nameservers_given: { tone: "info", word: "other nameservers" },
  ds_keeps: { tone: "info", word: "signed, keeps its nameservers" },
  ds_unknown: { tone: "warn", word: "DNSSEC not known" },
  nameservers_left: { tone: "warn", word: "nameservers not kept" },
  price_unknown: { tone: "warn", word: "price not known" },
};

/** What to think of before a change, in two or three words. */
export const riskWords = (risk: string): RiskWords =>
  RISKS[risk] ?? { tone: "info", word: risk.replaceAll("_", " ") };

type CauseWords = { readonly title: string; readonly advice: string };

/** Why changes failed, as classes, and what to do about each. */
export const CAUSE_WORDS: Readonly<Record<Cause, CauseWords>> = {
  passing: {
    title: "Passing trouble",
    advice: "The registrar was busy, silent or out of order. Trying again usually helps.",
  },
  not_allowed: {
    title: "Not allowed",
    advice: "The key or the account may not do this. Look at the account first, then retry.",
  },
  refused: {
    title: "Refused by the registrar",
    advice: "Read the reason: it needs another value, or a hand at the registrar.",
  },
  changed_meanwhile: {
    title: "Changed meanwhile",
    advice: "These names are not as they were when this was planned. A retry looks at them anew.",
  },
  needs_review: {
    title: "Never seen at the registrar",
    advice: "They were sent, and nothing shows it. Look there before sending them again.",
  },
};
