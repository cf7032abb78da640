import type { Lifecycle } from "../../names/lifecycles";
import type { LockState } from "../../names/modes";
import type { CapabilityFlag } from "../../registrars/gateway";
import type { TransferWay } from "../../registrars/transfer-ways";
import type { TldRule } from "../../tlds/rule";

/** How a check came out: `risk` is told and holds nothing up, `unknown` is what nobody told us. */
export const CHECK_STATES = ["pass", "risk", "unknown", "fix", "wait", "impossible"] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export const PREFLIGHT_VERDICTS = ["pass", "fix", "wait", "impossible"] as const;
export type PreflightVerdict = (typeof PREFLIGHT_VERDICTS)[number];

/** One rule held against one name: what it says, and who says so. */
export type Check = {
  readonly rule: string;
  readonly state: CheckState;
  readonly text: string;
  readonly source: string | null;
  /** The first instant at which it stands in the way no more. */
  readonly until?: string;
};

/** What stands here of a name that is ours already, in another account. */
export type OwnFacts = {
  readonly accountName: string;
  readonly lifecycle: Lifecycle;
  readonly statuses: readonly string[];
  readonly lockState: LockState;
  readonly registeredAt: string | null;
  readonly expiresAt: string | null;
  readonly dnssec: boolean | null;
};

/** All that is known of a name that is to come, and of the account it is to come to. */
export type PreflightQuestion = {
  readonly ending: string;
  readonly rule: TldRule | null;
  readonly way: TransferWay;
  readonly flag: CapabilityFlag;
  readonly registrarName: string;
  /** Null: the name is in none of our accounts, so little is known of it. */
  readonly own: OwnFacts | null;
  /** When it last came to one of our accounts, by our own records. */
  readonly arrivedAt: string | null;
  readonly isUnderWay: boolean;
  /** What the gaining registrar says of the name: free names belong to nobody. */
  readonly availability: { readonly state: string; readonly evidence: string } | null;
  readonly years: number;
  readonly now: Date;
};

/** Sources of checks that no registry is asked for. */
export const HOUSE = "A rule of this house";
export const EPP = "RFC 5731 §2.3";

/** Puts one check down as it came out. */
export const check = (
  rule: string,
  state: CheckState,
  text: string,
  source: string | null,
  until?: string,
): Check => ({ rule, state, text, source, ...(until ? { until } : {}) });
