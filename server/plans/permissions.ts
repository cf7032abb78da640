import type { Actor } from "../auth/actor";
import type { Permission } from "../auth/policy";
import type { PlanKind } from "./schemas";

/** What it takes to make, start and stop a plan. */
export function permissionFor(
  kind: PlanKind,
  change: Readonly<Record<string, unknown>>,
): Permission {
  if (kind === "import") return "domain.import";
  if (kind === "contact_update") return "domain.contacts";
  if (kind === "renew" || kind === "register" || kind === "transfer_in") return "domain.pay";
  return kind === "lock_update" && change.locked === false ? "domain.unlock" : "domain.change";
}

/**
 * What is paid for, or opens a door, is started only by somebody who has just shown who they are; who a name belongs to,
 * by the house as well without.
 */
export const needsStepUp = (permission: Permission, actor: Actor): boolean =>
  permission === "domain.pay" ||
  permission === "domain.unlock" ||
  (permission === "domain.contacts" && actor.kind === "user" && actor.role === "customer");
