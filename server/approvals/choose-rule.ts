import type { ApprovalRuleDto, RuleChange } from "./schemas";

/** What of a plan decides whether somebody has to agree to it. */
export type Weighed = {
  readonly change: RuleChange;
  /** The partner of whoever asks; null: the house. */
  readonly requesterPartnerId: string | null;
  readonly names: number;
  readonly costs: readonly { readonly currency: string; readonly minor: number }[];
  /** Names that cost nobody knows what. */
  readonly unpriced: number;
  readonly partnerIds: readonly string[];
  readonly tags: readonly string[];
  readonly critical: number;
};

type Fits = (rule: ApprovalRuleDto, plan: Weighed) => boolean;

const isPaid = (change: RuleChange) =>
  change === "register" || change === "renew" || change === "transfer_in";

/** What cannot be compared counts as more: a rule about money is never slipped by. */
const reachesSum: Fits = ({ fromSum }, { change, costs, unpriced }) => {
  if (!fromSum) return true;
  if (!isPaid(change)) return false;
  return (
    unpriced > 0 ||
    costs.some(({ currency, minor }) => currency !== fromSum.currency || minor >= fromSum.minor)
  );
};

const CONDITIONS: readonly Fits[] = [
  ({ changes }, { change }) => changes.length === 0 || changes.includes(change),
  ({ requester }, { requesterPartnerId }) =>
    requester === "anyone" || (requester === "customers") === (requesterPartnerId !== null),
  ({ partner }, { requesterPartnerId, partnerIds }) =>
    !partner || requesterPartnerId === partner.id || partnerIds.includes(partner.id),
  reachesSum,
  ({ fromNames }, { names }) => fromNames === null || names >= fromNames,
  ({ tags }, plan) => tags.length === 0 || tags.some((tag) => plan.tags.includes(tag)),
  ({ onlyCritical }, { critical }) => !onlyCritical || critical > 0,
];

/**
 * The rule that decides about a plan: the first active one that fits, or null.
 *
 * @param rules in the order they are read
 */
export const chooseRule = (
  rules: readonly ApprovalRuleDto[],
  plan: Weighed,
): ApprovalRuleDto | null =>
  rules.find((rule) => rule.isActive && CONDITIONS.every((fits) => fits(rule, plan))) ?? null;
