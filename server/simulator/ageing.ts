import type { Change } from "./events";
import type { DomainRecord } from "./records";
import { addDays, toInstant } from "./time";
import { TLDS } from "./world/tlds";

const NEVER = "9999-12-31T23:59:59Z";

/**
 * What happens by itself between two instants: at its expiry a domain is renewed or put on hold, and
 * after its last phase it is gone. Without this a demo kept for a month would be a month of neglect.
 */
export function* changesOfAge(
  domains: Iterable<DomainRecord>,
  since: string,
  until: string,
): Generator<Change> {
  const from = toInstant(new Date(since));
  const to = toInstant(new Date(until));
  for (const domain of domains) {
    const change = changeOfAge(domain, from, to);
    if (change) yield change;
  }
}

function changeOfAge(domain: DomainRecord, from: string, to: string): Change | undefined {
  const { fqdn, expiresAt, status } = domain;
  if (!expiresAt || expiresAt > to) return undefined;
  const expiredJustNow = expiresAt > from;
  if (expiredJustNow && domain.autoRenew) {
    return { kind: "domain_renewed", fqdn, years: domain.autoRenewYears };
  }
  const deletedAt = deletionOf(domain.tld, expiresAt);
  if (from < deletedAt && deletedAt <= to) return { kind: "domain_removed", fqdn };
  if (!expiredJustNow || status.includes("clientHold")) return undefined;
  return { kind: "domain_patched", fqdn, fields: { status: [...status, "clientHold"] } };
}

/** When a name of `tld` that expired at `expiresAt` is free again; never, for a TLD not sold here. */
function deletionOf(tld: string, expiresAt: string): string {
  const deletedDays = TLDS[tld]?.phaseEnds[2];
  return deletedDays === undefined ? NEVER : addDays(expiresAt, deletedDays);
}
