import type { Transaction } from "@/db/client";
import { chooseRule } from "../approvals/choose-rule";
import { rulesOf } from "../approvals/list-rules";
import { type ApprovalRuleDto, FrozenRule, type RuleChange } from "../approvals/schemas";
import * as approvalStore from "../approvals/store";
import type { Actor } from "../auth/actor";
import * as imports from "../import/planned/store";
import { ownerOfKey } from "../keys/store";
import * as store from "./store";

/** A preview stands for so long; after it the names are looked at anew. */
const MINUTES_VALID = 30;
/** A plan that waits for a second person stands for so long: people sleep. Its names are looked at again when it starts. */
const MINUTES_TO_DECIDE = 24 * 60;

/** A plan that waits for the keys of its names to go stands for so long: registries and caches take their time. */
const MINUTES_TO_WAIT = 14 * 24 * 60;

type Planned = Pick<
  store.PlanRecord,
  "id" | "kind" | "change" | "partnerId" | "requestedByKind" | "afterPlanId"
>;

/** Unlocking is a kind of its own: it opens a door. Keys are part of a delegation. */
const changeOf = ({ kind, change }: Pick<Planned, "kind" | "change">): RuleChange => {
  if (kind === "ds_update") return "nameserver_update";
  if (kind !== "lock_update") return kind as RuleChange;
  return change.locked === false ? "unlock" : "lock";
};

/** Rules that may fit, before anything of the names is known: most plans are no rule's affair. */
const mayFit = (change: RuleChange, isHouse: boolean) => (rule: ApprovalRuleDto) =>
  rule.isActive &&
  (rule.changes.length === 0 || rule.changes.includes(change)) &&
  (rule.requester === "anyone" || (rule.requester === "house") === isHouse);

/**
 * Writes into a plan whether somebody has to agree to it, by the rules as they are now, and until when it stands. An
 * agreement that was given before is gone with it.
 */
export async function freezeApproval(tx: Transaction, plan: Planned): Promise<void> {
  // What the house does by itself, such as locking a name again, waits for nobody.
  const rule = plan.requestedByKind === "job" ? null : await ruleFor(tx, plan);
  const usual = rule ? MINUTES_TO_DECIDE : MINUTES_VALID;
  const minutes = plan.afterPlanId === null ? usual : MINUTES_TO_WAIT;
  await store.update(tx, plan.id, {
    needsApproval: rule !== null,
    approvalRule: rule && FrozenRule.parse(rule),
    approvedAt: null,
    approvedById: null,
    approvedByName: null,
    approvalComment: null,
    expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
  });
}

async function ruleFor(tx: Transaction, plan: Planned): Promise<ApprovalRuleDto | null> {
  const change = changeOf(plan);
  const rules = (await rulesOf(tx)).filter(mayFit(change, plan.partnerId === null));
  if (rules.length === 0) return null;
  const touchedBy = plan.kind === "import" ? imports.touchedBy : approvalStore.touchedBy;
  const touched = await touchedBy(tx, plan.id);
  if (touched.names === 0) return null;
  // Its rows have been written since: what they come to stands with it.
  const costs = (await store.find(tx, plan.id))?.sums.costs ?? [];
  const asked = { change, costs, requesterPartnerId: plan.partnerId };
  const rule = chooseRule(rules, { ...touched, ...asked });
  return rule?.approver === "nobody" ? null : rule;
}

/** The rule that holds a plan back, as it stood when it was planned; null: none does. */
export const ruleOf = ({ approvalRule }: store.PlanRecord): FrozenRule | null =>
  approvalRule ? FrozenRule.parse(approvalRule) : null;

/** Whether `actor` asked for a plan, in person or through a key of their own. */
export const isRequester = async (
  tx: Transaction,
  actor: Actor,
  plan: store.PlanRecord,
): Promise<boolean> =>
  plan.requestedById === actor.id ||
  (plan.requestedByKind === "key" && (await ownerOfKey(tx, plan.requestedById)) === actor.id);

/** Whether the role of `actor` lets them agree to a plan. Administrators may always: an organisation may have one person. */
export function maySettle(actor: Actor, plan: store.PlanRecord): boolean {
  if (actor.kind !== "user") return false;
  if (actor.role === "admin") return true;
  const approver = ruleOf(plan)?.approver ?? "house";
  if (actor.role === "staff")
    return approver === "house" || (approver === "peer" && plan.partnerId === null);
  return approver === "peer" && plan.partnerId !== null;
}
