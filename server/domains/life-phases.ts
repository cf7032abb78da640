import { lapseRuleOf } from "../names/lapse-rules";
import type { DomainDetailDto } from "./schemas";

type LifePhase = DomainDetailDto["phases"][number];

/** The registrar's own dates of what follows expiry, as `domains.phases` holds them. */
export type ToldPhases = {
  readonly graceEndsAt?: string | null;
  readonly redemptionEndsAt?: string | null;
  readonly pendingDeleteEndsAt?: string | null;
};

type Facts = {
  readonly tld: string;
  readonly expiresAt: string | null;
  readonly phases: ToldPhases | null;
};

const DAY_MS = 86_400_000;

const AFTER_EXPIRY = [
  { phase: "grace", told: "graceEndsAt", days: "graceDays" },
  { phase: "redemption", told: "redemptionEndsAt", days: "redemptionDays" },
  { phase: "pending_delete", told: "pendingDeleteEndsAt", days: "pendingDeleteDays" },
] as const;

/**
 * The phases of a name's life in order, each with its end and who says so: the registrar, or the rule
 * of the TLD counted from the phase before. A phase that the rule gives no day is left out.
 */
export function lifePhases({ tld, expiresAt, phases }: Facts): LifePhase[] {
  const rule = lapseRuleOf(tld);
  const all: LifePhase[] = [
    { phase: "active", endsAt: expiresAt, source: expiresAt ? "registrar" : "unknown" },
  ];
  for (const { phase, told, days } of AFTER_EXPIRY) {
    const ownDate = phases?.[told] ?? null;
    const length = rule?.[days];
    if (ownDate) all.push({ phase, endsAt: ownDate, source: "registrar" });
    else if (length !== 0) all.push({ phase, ...byRule(all.at(-1)?.endsAt ?? null, length) });
  }
  return all;
}

const byRule = (from: string | null, days: number | undefined) =>
  from === null || days === undefined
    ? ({ endsAt: null, source: "unknown" } as const)
    : ({ endsAt: later(from, days), source: "rule" } as const);

const later = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString();
