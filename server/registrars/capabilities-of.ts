import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { Lifecycle } from "../names/lifecycles";
import type { LockState } from "../names/modes";
import { plusYears } from "../names/plus-years";
import { firm, type TldRule, type Years } from "../tlds/rule";
import type { Capability, CapabilityFlag } from "./gateway";
import type { Obstacle, Operation } from "./operations";
import { type Restriction, restrictionOn } from "./restrict";

export type Verdict =
  | { readonly supported: true; readonly years?: Years; readonly note?: string }
  | { readonly supported: false; readonly because: Obstacle; readonly reason: string };

/** How a name stands. Instants are ISO 8601; null: nobody told. */
export type DomainFacts = {
  /** Its ending as people write it, with the dot. */
  readonly ending: string;
  readonly lifecycle: Lifecycle;
  readonly statuses: readonly string[];
  readonly lockState: LockState;
  readonly registeredAt: string | null;
  readonly expiresAt: string | null;
};

export type CapabilityQuestion = {
  readonly flags: Readonly<Record<Capability, CapabilityFlag>>;
  readonly restriction: Restriction;
  /** Null: nothing is known of the registry, so nothing is ruled out by it. */
  readonly rule: TldRule | null;
  readonly facts: DomainFacts;
  readonly now: Date;
};

const no = (because: Obstacle, reason: string): Verdict => ({ supported: false, because, reason });
const YES: Verdict = { supported: true };

/**
 * What can be done with a name, and where something cannot, why not. Asks nobody. The reason that
 * lasts longest is told first: the registry's, the registrar's, how the name stands, our own.
 */
export function capabilityFor(question: CapabilityQuestion): Readonly<Record<Operation, Verdict>> {
  return {
    renew: renewal(question),
    nameservers: update(question, "nameservers"),
    lock: lock(question),
    transfer: transfer(question),
    auto_renew: autoRenew(question),
    privacy: update(question, "privacy"),
    contacts: update(question, "contacts"),
    auth_code: authCode(question),
    hosts: update(question, "hosts"),
    dns: records(question),
    dnssec: signing(question),
  };
}

/** The registrar's own "no". What our restriction added to the flags is told as ours, further down. */
function registrarsNo(
  { flags, restriction }: CapabilityQuestion,
  capability: Capability,
): Verdict | null {
  const flag = flags[capability];
  if (flag.supported || flag.reason === restrictionOn(capability, restriction)) return null;
  return no("registrar", flag.reason);
}

function accountsNo({ restriction }: CapabilityQuestion, capability: Capability): Verdict | null {
  const reason = restrictionOn(capability, restriction);
  return reason === null ? null : no("account", reason);
}

/** A status that forbids, or that something else is under way. @see RFC 5731 §2.3 */
const FORBIDDING = {
  renew: ["serverRenewProhibited", "clientRenewProhibited", "pendingRenew", "pendingTransfer"],
  update: ["serverUpdateProhibited", "clientUpdateProhibited", "pendingUpdate", "pendingTransfer"],
  transfer: ["serverTransferProhibited", "pendingTransfer", "pendingRenew"],
} as const;

function statusNo({ facts }: CapabilityQuestion, kind: keyof typeof FORBIDDING): Verdict | null {
  const status = FORBIDDING[kind].find((one) => facts.statuses.includes(one));
  if (!status) return null;
  if (status.startsWith("pending"))
    return no("domain", `Something else is under way: the name has the status ${status}.`);
  const setter = status.startsWith("server") ? "registry" : "registrar";
  return no("domain", `The ${setter} has set ${status}.`);
}

const ENDED: Readonly<Partial<Record<Lifecycle, string>>> = {
  pending_delete: "The name is on its way out of the registry; nobody can change it.",
  redemption: "The name was deleted; it can only be restored, at a fee.",
  transfer_in: "The name is on its way here; wait until the transfer has ended.",
};

function phaseNo({ facts }: CapabilityQuestion): Verdict | null {
  const reason = ENDED[facts.lifecycle];
  return reason ? no("domain", reason) : null;
}

function renewal(question: CapabilityQuestion): Verdict {
  const obstacle =
    registrarsNo(question, "renew") ??
    phaseNo(question) ??
    statusNo(question, "renew") ??
    accountsNo(question, "renew");
  const years = yearsLeft(question);
  if (obstacle) return obstacle;
  if (!years) return YES;
  if (years.most >= years.least) return { supported: true, years };
  const ahead = firm(question.rule?.yearsAhead);
  return no(
    "tld",
    `The name is paid for as long as ${question.facts.ending} allows: ${ahead} years.`,
  );
}

/** How many years can be bought now: the registry's span, less what is paid ahead already. */
function yearsLeft({ rule, facts, now }: CapabilityQuestion): Years | null {
  const span = firm(rule?.renewYears);
  const ahead = firm(rule?.yearsAhead);
  if (!span) return null;
  if (!ahead || !facts.expiresAt) return span;
  const last = plusYears(now, ahead);
  const fits = (years: number) => plusYears(facts.expiresAt ?? now, years) <= last;
  let most = span.most;
  while (most > 0 && !fits(most)) most -= 1;
  return { least: span.least, most };
}

type Updating = "nameservers" | "privacy" | "contacts" | "hosts" | "dnssec";

function update(question: CapabilityQuestion, capability: Updating): Verdict {
  return (
    registrarsNo(question, capability) ??
    phaseNo(question) ??
    statusNo(question, "update") ??
    accountsNo(question, capability) ??
    YES
  );
}

function lock(question: CapabilityQuestion): Verdict {
  const { rule, facts } = question;
  if (firm(rule?.transferLock) === false)
    return no("tld", `The registry of ${facts.ending} has no transfer lock.`);
  return (
    registrarsNo(question, "lock") ??
    lockStateNo(facts) ??
    phaseNo(question) ??
    statusNo(question, "update") ??
    accountsNo(question, "lock") ??
    YES
  );
}

function lockStateNo({ lockState }: DomainFacts): Verdict | null {
  if (lockState === "unsupported")
    return no("registrar", "The registrar offers no transfer lock for this name.");
  return lockState === "unknown"
    ? no("domain", "The registrar has not told whether the name can be locked. Sync it first.")
    : null;
}

/** Leaving for another registrar. Nothing is asked of our account for it, but what the other will need. */
function transfer(question: CapabilityQuestion): Verdict {
  const { rule, facts } = question;
  const obstacle = phaseNo(question) ?? statusNo(question, "transfer") ?? holdNo(question);
  if (obstacle) return obstacle;
  if (facts.lockState === "locked" || facts.statuses.includes("clientTransferProhibited"))
    return no("domain", "The transfer lock is on; it has to be switched off first.");
  const code = firm(rule?.transferNeedsCode) === false ? null : codeNote(question);
  return code ? { supported: true, note: code } : YES;
}

function codeNote(question: CapabilityQuestion): string | null {
  const refusal = registrarsNo(question, "auth_code");
  return refusal?.supported === false ? `The auth code is got elsewhere. ${refusal.reason}` : null;
}

const DAY_MS = 86_400_000;

/** The last day on which a rule in force lets the losing registrar refuse. Only the registration's day is known here. */
function holdNo({ rule, facts, now }: CapabilityQuestion): Verdict | null {
  const { registeredAt } = facts;
  if (!registeredAt) return null;
  const today = now.toISOString().slice(0, 10);
  const days = (rule?.holds ?? [])
    .map(firm)
    .filter((hold) => hold?.after === "registration" && hold.from !== null && hold.from <= today)
    .filter((hold) => hold?.until == null || today < hold.until)
    .map((hold) => hold?.days ?? 0);
  const most = Math.max(0, ...days);
  const free = new Date(new Date(registeredAt).getTime() + most * DAY_MS);
  if (free <= now) return null;
  const on = format(new TZDate(free.getTime(), "UTC"), "d MMM yyyy");
  return no(
    "tld",
    `The registrar may refuse a transfer for ${most} days after the registration, until ${on}.`,
  );
}

function autoRenew(question: CapabilityQuestion): Verdict {
  const { rule, facts } = question;
  if (firm(rule?.autoRenew) === false)
    return no("tld", `The registry of ${facts.ending} renews no name by itself.`);
  return (
    registrarsNo(question, "auto_renew") ??
    phaseNo(question) ??
    accountsNo(question, "auto_renew") ??
    YES
  );
}

function authCode(question: CapabilityQuestion): Verdict {
  const { rule, facts } = question;
  if (firm(rule?.transferNeedsCode) === false)
    return no("tld", `Names of ${facts.ending} change their registrar without an auth code.`);
  return (
    registrarsNo(question, "auth_code") ??
    phaseNo(question) ??
    accountsNo(question, "auth_code") ??
    YES
  );
}

/** Records are changed without the registry, so its statuses say nothing about them. */
function records(question: CapabilityQuestion): Verdict {
  return (
    registrarsNo(question, "dns") ??
    phaseNo(question) ??
    accountsNo(question, "dns") ?? {
      supported: true,
      note: "As long as the name is on its registrar's own nameservers.",
    }
  );
}

function signing(question: CapabilityQuestion): Verdict {
  const { rule, facts } = question;
  return firm(rule?.dnssec) === false
    ? no("tld", `The registry of ${facts.ending} takes no DNSSEC keys.`)
    : update(question, "dnssec");
}
