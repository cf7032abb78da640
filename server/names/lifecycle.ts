import type { EppStatus } from "./epp-status";
import { type LapseRule, lapseRuleOf } from "./lapse-rules";
import type { Lifecycle } from "./lifecycles";

export type LifecycleFacts = {
  readonly statuses?: readonly EppStatus[] | null | undefined;
  /** Instants, ISO 8601. */
  readonly expiresAt?: string | null | undefined;
  readonly phases?: Phases | null | undefined;
  /** The last label, as an A-label. */
  readonly tld: string;
  /** Whether we asked for a transfer to our account that has not ended. No status tells this:
   *  pendingTransfer stands on names that leave as well. */
  readonly isTransferringIn?: boolean;
  readonly now: Date;
};

type Phases = {
  readonly graceEndsAt?: string | null | undefined;
  readonly redemptionEndsAt?: string | null | undefined;
  readonly pendingDeleteEndsAt?: string | null | undefined;
};

export type LifecycleView = {
  readonly lifecycle: Lifecycle;
  /** The instant at which this phase ends by itself, where it is known. */
  readonly changesAt: string | null;
  /** The last safe calendar day (UTC) to renew or restore; null when unknown or too late. */
  readonly renewBy: string | null;
};

/**
 * The phase a name is in, when it ends, and by when somebody must act.
 *
 * Statuses are believed before dates, and the registrar's own dates before the rules of the TLD.
 * Where neither speaks, there is no date: none is guessed.
 */
export function lifecycleOf(facts: LifecycleFacts): LifecycleView {
  if (facts.isTransferringIn) return at("transfer_in", null, null);
  const ends = phaseEnds(facts);
  const told = toldPhase(facts.statuses ?? []);
  if (told) return inPhase(told, ends, facts.now);
  if (ends.active === null) return at(withoutExpiry(facts), null, null);
  if (facts.now.getTime() <= ends.active)
    return at(isHeld(facts) ? "on_hold" : "active", ends.active, dayOf(ends.active));
  for (const phase of ["grace", "redemption", "pending_delete"] as const)
    if (ends[phase] !== null && facts.now.getTime() < ends[phase])
      return inPhase(phase, ends, facts.now);
  return at("expired", null, null);
}

type LapsePhase = "grace" | "redemption" | "pending_delete";
type Ends = Readonly<Record<"active" | LapsePhase, number | null>>;

const DAY_MS = 86_400_000;

/** Ends of the phases in epoch milliseconds: told by the registrar, else counted from the one before. */
function phaseEnds({ expiresAt, phases, tld }: LifecycleFacts): Ends {
  const rule = lapseRuleOf(tld);
  const active = instant(expiresAt);
  const grace = instant(phases?.graceEndsAt) ?? after(active, rule, "graceDays");
  const redemption = instant(phases?.redemptionEndsAt) ?? after(grace, rule, "redemptionDays");
  const dropped =
    instant(phases?.pendingDeleteEndsAt) ?? after(redemption, rule, "pendingDeleteDays");
  return { active, grace, redemption, pending_delete: dropped };
}

function instant(text: string | null | undefined): number | null {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

type DayCount = "graceDays" | "redemptionDays" | "pendingDeleteDays";
const after = (start: number | null, rule: LapseRule | null, days: DayCount) =>
  start === null || rule === null ? null : start + rule[days] * DAY_MS;

/** A phase that statuses name outright. During redemption EPP shows pendingDelete too. @see RFC 3915 §2 */
function toldPhase(statuses: readonly EppStatus[]): LapsePhase | null {
  if (statuses.includes("redemptionPeriod") || statuses.includes("pendingRestore"))
    return "redemption";
  return statuses.includes("pendingDelete") ? "pending_delete" : null;
}

/** An end that lies behind us contradicts the phase, so it is no date to show. */
function inPhase(phase: LapsePhase, ends: Ends, now: Date): LifecycleView {
  const end = ends[phase];
  if (end === null || end < now.getTime()) return at(phase, null, null);
  return at(phase, end, phase === "pending_delete" ? null : dayOf(end - DAY_MS));
}

function withoutExpiry(facts: LifecycleFacts): Lifecycle {
  if (!facts.statuses) return "unknown";
  if (facts.statuses.includes("autoRenewPeriod")) return "grace";
  return isHeld(facts) ? "on_hold" : "active";
}

const isHeld = ({ statuses }: LifecycleFacts) =>
  statuses?.some((status) => status === "clientHold" || status === "serverHold") ?? false;

const at = (lifecycle: Lifecycle, end: number | null, renewBy: string | null): LifecycleView => ({
  lifecycle,
  changesAt: end === null ? null : new Date(end).toISOString(),
  renewBy,
});

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
