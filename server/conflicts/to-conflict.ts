import { holds } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { choicesOf, type Facts } from "./choices";
import type { ConflictDto } from "./schemas";
import type { ConflictRow } from "./store";
import { isReview, REVIEWS } from "./vocabulary";
import { ruleLabel } from "./words";

const ON_OFF = { true: "on", false: "off" } as const;

/** What is on record now of the field that is in doubt. */
function keptOf({ conflict, domain, from, home }: ConflictRow): unknown {
  const { field } = conflict;
  if (isReview(field)) return field === REVIEWS[3] ? home.name : from;
  if (field === "autoRenew")
    return domain.autoRenewWish === null ? null : ON_OFF[`${domain.autoRenewWish}`];
  if (field === "expiresAt" || field === "registeredAt") return iso(domain[field]);
  if (field === "statuses") return [...domain.statuses, ...domain.unknownStatuses];
  return domain[field as "nameservers" | "lockState" | "registrant" | "dnssec"];
}

/** What the choices about a conflict are weighed by. */
export const factsOf = (row: ConflictRow): Facts => ({
  field: row.conflict.field,
  rule: row.conflict.rule,
  kept: keptOf(row),
  home: row.home,
});

/** A reading that brings nothing new is not observed again; it confirms what was told the same way. */
function confirmedAt({ conflict, listedAt, detailsAt }: ConflictRow): string {
  const read = conflict.via === "list" ? listedAt : detailsAt;
  const seen = iso(conflict.lastSeenAt);
  const confirmed = iso(read);
  return conflict.state !== "closed" && confirmed && confirmed > seen ? confirmed : seen;
}

const toldOf = ({ conflict, account }: ConflictRow): unknown =>
  isReview(conflict.field) ? account.name : conflict.told;

/** A conflict as the inbox shows it to somebody. */
export function toConflict(row: ConflictRow, ctx: ServiceContext): ConflictDto {
  const { conflict, domain, partnerName } = row;
  const mayDecide = holds(ctx.actor, "conflict.decide");
  return {
    id: conflict.id,
    domain: {
      id: domain.id,
      name: domain.name,
      nameUnicode: domain.nameUnicode,
      isCritical: domain.isCritical,
    },
    partner:
      conflict.partnerId && partnerName ? { id: conflict.partnerId, name: partnerName } : null,
    account: { id: conflict.accountId, name: row.account.name },
    field: conflict.field as ConflictDto["field"],
    rule: conflict.rule,
    ruleLabel: ruleLabel(conflict.rule),
    told: toldOf(row),
    kept: keptOf(row),
    via: row.trigger === "webhook" ? "webhook" : (conflict.via as ConflictDto["via"]),
    runId: conflict.runId,
    reason: conflict.reason,
    suggestion: conflict.suggestion as ConflictDto["suggestion"],
    why: conflict.why,
    choices: mayDecide && conflict.state === "open" ? choicesOf(factsOf(row)) : [],
    state: conflict.state as ConflictDto["state"],
    outcome: conflict.outcome as ConflictDto["outcome"],
    // Who of the house decided is the house's affair.
    decidedBy: ctx.scope.all ? conflict.decidedByName : null,
    decidedAt: iso(conflict.decidedAt),
    planId: ctx.scope.all ? conflict.planId : null,
    firstSeenAt: iso(conflict.firstSeenAt),
    lastSeenAt: confirmedAt(row),
    canUndo: mayDecide && conflict.decidedAt !== null && !row.hasNewer,
    version: conflict.version,
  };
}
