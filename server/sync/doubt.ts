/** What a person may choose about a conflict. */
export const CHOICES = ["take", "push", "ignore", "set", "accept", "move", "stay"] as const;
export type Choice = (typeof CHOICES)[number];

/** Fields whose told values may become conflicts. */
export const DOUBT_FIELDS = [
  "expiresAt",
  "registeredAt",
  "statuses",
  "nameservers",
  "lockState",
  "registrant",
  "dnssec",
  "autoRenew",
] as const;
export type DoubtField = (typeof DOUBT_FIELDS)[number];

/** A told value that was not taken over, and what is likely right to do about it. */
export type Doubt = {
  readonly field: DoubtField;
  /** Which rule kept it out: one of plausibility, or whose word counts. */
  readonly rule: string;
  readonly told: unknown;
  readonly kept: unknown;
  readonly reason: string;
  readonly suggestion: Choice;
  readonly why: string;
};
