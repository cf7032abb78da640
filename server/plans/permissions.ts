import type { Permission } from "../auth/policy";
import type { OperationKind } from "../operations/kinds";

/** What it takes to make, start and stop a plan. */
export function permissionFor(
  kind: OperationKind,
  change: Readonly<Record<string, unknown>>,
): Permission {
  if (kind === "renew" || kind === "register" || kind === "transfer_in") return "domain.pay";
  return kind === "lock_update" && change.locked === false ? "domain.unlock" : "domain.change";
}

/** What is paid for, or opens a door, is started only by somebody who has just shown who they are. */
export const needsStepUp = (permission: Permission): boolean =>
  permission === "domain.pay" || permission === "domain.unlock";
