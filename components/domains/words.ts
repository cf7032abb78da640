import type { DomainDetailDto } from "@/server/domains/schemas";
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
