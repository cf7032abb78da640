import { iso } from "../kernel/instant";
import { toUnicode } from "../names/to-unicode";
import { causeOf, type OperationKind, type OperationState } from "./kinds";
import type { OperationRow } from "./page/store";
import type { OperationDto } from "./schemas";

/** Waiting without an end that time brings: paused, or behind a canary. */
const isNever = (at: string | null) => at === null || at.startsWith("infinity");

/** An operation as the caller may see it. Secrets stand in columns that never come here. */
export function toOperation({ operation, accountName, visiblePlanId }: OperationRow): OperationDto {
  const { errorCode, nextAttemptAt } = operation;
  return {
    id: operation.id,
    name: operation.name,
    nameUnicode: toUnicode(operation.name),
    domainId: operation.domainId,
    account: { id: operation.accountId, name: accountName },
    kind: operation.kind as OperationKind,
    isPaid: operation.isPaid,
    state: operation.state as OperationState,
    params: operation.params,
    before: operation.before,
    evidence: operation.evidence,
    planId: visiblePlanId,
    requestedBy: operation.requestedByName,
    requestedAt: iso(operation.requestedAt),
    dispatchedAt: iso(operation.dispatchedAt),
    acceptedAt: iso(operation.acceptedAt),
    verifiedAt: iso(operation.verifiedAt),
    finishedAt: iso(operation.finishedAt),
    reviewAt: iso(operation.reviewAt),
    nextAttemptAt: isNever(nextAttemptAt) ? null : iso(nextAttemptAt),
    sends: operation.sends,
    maxSends: operation.maxSends,
    checks: operation.checks,
    registrarRef: operation.registrarRef,
    errorCode,
    errorMessage: operation.errorMessage,
    cause: operation.state === "failed" ? causeOf(errorCode ?? "") : null,
  };
}
