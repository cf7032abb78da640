import type { RegistrarDomain } from "../registrars/gateway";
import type { Intent } from "./intents";

/** What stood at the registrar just before an operation was sent; a key that is absent was not told. */
export type Before = {
  readonly expiresAt?: string;
  readonly nameservers?: readonly string[];
  readonly transferLocked?: boolean;
  readonly autoRenew?: boolean;
  readonly privacy?: boolean;
  /** Whether the account held the name at all. */
  readonly isHeld: boolean;
};

/** The values of a reading that later prove, or disprove, a change. */
export const beforeOf = (told: RegistrarDomain | null): Before => ({
  isHeld: told !== null,
  ...(told?.expiresAt ? { expiresAt: told.expiresAt } : {}),
  ...(told?.nameservers ? { nameservers: told.nameservers } : {}),
  ...(told?.transferLocked === undefined ? {} : { transferLocked: told.transferLocked }),
  ...(told?.autoRenew === undefined ? {} : { autoRenew: told.autoRenew }),
  ...(told?.privacy === undefined ? {} : { privacy: told.privacy }),
});

/** Nameservers are a set: order, case and a dot at the end mean nothing (RFC 1034 §3.1). */
export const hostSet = (hosts: readonly string[]): string =>
  [...new Set(hosts.map((host) => host.toLowerCase().replace(/\.$/, "")))].sort().join(" ");

const DAY_MS = 86_400_000;

/** Whether an expiry moved forward by a renewal: registrars round instants, never by a day. */
const hasAdvanced = (from: string, to: string): boolean =>
  Date.parse(to) - Date.parse(from) > DAY_MS;

/**
 * Whether a reading proves that what was asked for has come true. A 2xx is no proof, and a field the
 * registrar does not tell proves nothing.
 *
 * A name held only now proves a registration or a transfer when it was not held before; a renewal is
 * proven by an expiry behind the one it began from. That nothing else explains the advance is the
 * caller's to know: one renewal of a name is open at a time.
 */
export function isProven(intent: Intent, before: Before, told: RegistrarDomain): boolean {
  switch (intent.kind) {
    case "register":
    case "transfer_in":
      return !before.isHeld && told.expiresAt !== undefined && !isArriving(told);
    case "renew":
      return (
        told.expiresAt !== undefined && hasAdvanced(intent.params.currentExpiresAt, told.expiresAt)
      );
    case "nameserver_update":
      return (
        told.nameservers !== undefined &&
        hostSet(told.nameservers) === hostSet(intent.params.nameservers)
      );
    case "lock_update":
      return told.transferLocked === intent.params.locked;
    case "auto_renew_update":
      return told.autoRenew === intent.params.enabled;
    case "whois_update":
      return told.privacy === intent.params.enabled;
    case "ds_update":
      return told.dnssec === false;
    // Contacts stand in no reading of a name: see isSeen.
    case "contact_update":
      return false;
  }
}

/** A name whose creation or transfer the registry has not ended. */
const isArriving = ({ statuses = [] }: RegistrarDomain): boolean =>
  statuses.includes("pendingCreate") || statuses.includes("pendingTransfer");

/**
 * Whether what an operation was planned from no longer stands, in words; null when it does. Only what
 * the registrar told is compared.
 */
export function staleReason(intent: Intent, planned: Before | null, now: Before): string | null {
  if (intent.kind === "renew") return staleRenewal(intent.params.currentExpiresAt, now);
  if (intent.kind === "register" || intent.kind === "transfer_in")
    return now.isHeld ? "The account holds this name already." : null;
  if (!now.isHeld) return "The account does not hold this name.";
  if (intent.kind !== "nameserver_update" || !planned?.nameservers || !now.nameservers) return null;
  return hostSet(planned.nameservers) === hostSet(now.nameservers)
    ? null
    : "Its nameservers were changed since this was planned.";
}

function staleRenewal(currentExpiresAt: string, now: Before): string | null {
  if (!now.isHeld) return "The account does not hold this name.";
  if (!now.expiresAt)
    return "The registrar does not tell when it expires, so a renewal could not be proven.";
  return Math.abs(Date.parse(now.expiresAt) - Date.parse(currentExpiresAt)) > DAY_MS
    ? `It expires on ${now.expiresAt.slice(0, 10)} now, not on ${currentExpiresAt.slice(0, 10)}.`
    : null;
}
