import type { DomainRecord } from "../records";

/** Rows as no documentation shows them, and as a registrar may still send them one day. */
const ODDITIES: readonly ((domain: DomainRecord) => Partial<DomainRecord>)[] = [
  (domain) => ({ status: [...domain.status, "registrarReviewPending"] }),
  () => ({ expiresAt: null }),
  () => ({ registryCreatedAt: null, updatedAt: null }),
  (domain) => ({ status: [...domain.status, "serverTransferProhibited"] }),
  () => ({ nameservers: [], showsHostsInList: true }),
  (domain) => ({ tags: [...domain.tags, "<b>spring & summer</b>", "=1+1"] }),
];

/** Gives the last ordinary names one oddity each. */
export function withOddities(domains: readonly DomainRecord[]): DomainRecord[] {
  const firstOdd = domains.length - ODDITIES.length;
  return domains.map((domain, index) => ({
    ...domain,
    ...ODDITIES[index - firstOdd]?.(domain),
  }));
}
