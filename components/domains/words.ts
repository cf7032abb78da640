import type { DomainDetailDto, OperationDto } from "@/server/domains/schemas";
import type { AutoRenewMode, LockState } from "@/server/names/modes";

/** How a list of words reads: "a", "a and b", "a, b and c". */
export function sentenceList(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export const LOCK_WORDS: Readonly<Record<LockState, string>> = {
  locked: "Locked",
  unlocked: "Unlocked",
  unsupported: "Not offered",
  unknown: "Not told",
};

export const AUTO_RENEW_WORDS: Readonly<Record<AutoRenewMode, string>> = {
  on: "On",
  off: "Off",
  unknown: "Not told",
};

const REGISTRARS: Readonly<Record<string, string>> = {
  gandi: "Gandi",
  rotld: "ROTLD",
  dynadot: "Dynadot",
  resellerclub: "ResellerClub",
};

/** A registrar's own name. */
export const registrarName = (kind: string): string => REGISTRARS[kind] ?? kind;

export const PHASE_WORDS: Readonly<Record<DomainDetailDto["phases"][number]["phase"], string>> = {
  active: "Registered",
  grace: "Grace",
  redemption: "Redemption",
  pending_delete: "Pending delete",
};

/** What one may want to do with a name. */
export const OPERATION_WORDS: Readonly<Record<OperationDto["operation"], string>> = {
  renew: "Renew",
  nameservers: "Edit nameservers",
  lock: "Transfer lock",
  transfer: "Transfer to another registrar",
  auto_renew: "Auto-renew",
  privacy: "WHOIS privacy",
  contacts: "Contacts",
  auth_code: "Auth code",
  hosts: "Glue hosts",
  dns: "DNS records",
  dnssec: "DNSSEC keys",
};

/** How far a rule may be trusted. */
export const CONFIDENCE_WORDS: Readonly<
  Record<OperationDto["rules"][number]["confidence"], string>
> = { high: "well sourced", medium: "fairly sure", low: "unsure, so it holds nothing back" };
