import type { DomainRecord } from "../records";
import { daysBetween, toInstant } from "../time";
import { TLDS } from "../world/tlds";

export type Phase = "registered" | "hold" | "restore" | "pending_delete" | "gone";

/** Where a domain stands on its way from expiry to deletion at `now`. */
export function phaseOf(domain: DomainRecord, now: Date): Phase {
  const ends = TLDS[domain.tld]?.phaseEnds;
  if (!domain.expiresAt || !ends) return "registered";
  const days = daysBetween(domain.expiresAt, toInstant(now));
  const [hold, restore, deleted] = ends;
  if (days < 0) return "registered";
  if (days < hold) return "hold";
  if (days < restore) return "restore";
  return days < deleted ? "pending_delete" : "gone";
}
