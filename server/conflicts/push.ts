import type { ServiceContext } from "../kernel/context";
import { invalid } from "../kernel/errors";
import { type Chosen, draftPlan } from "../plans/draft-plan";
import type { PlanChange } from "../plans/schemas";
import type { ConflictRow } from "./store";
import { factsOf } from "./to-conflict";

/** The change that makes the registrar's side what ours is. */
function changeOf(row: ConflictRow): PlanChange {
  const { field, kept } = factsOf(row);
  if (field === "nameservers") return { kind: "nameserver_update", nameservers: kept as string[] };
  if (field === "lockState") return { kind: "lock_update", locked: true };
  return { kind: "auto_renew_update", enabled: kept === "on" };
}

/** What the plan as a whole asks: one change where all are alike, else only its kind. */
function shared(
  changes: readonly PlanChange[],
): PlanChange | { kind: PlanChange["kind"]; undo?: true } {
  const [first] = changes;
  if (!first) throw new Error("a plan of no names");
  const isOne = new Set(changes.map((change) => JSON.stringify(change))).size === 1;
  if (isOne) return first;
  return first.kind === "nameserver_update"
    ? { kind: first.kind, undo: true }
    : { kind: first.kind };
}

/**
 * Plans to send our values to the registrar. Nothing is sent before somebody starts the plan.
 *
 * @returns the id of the plan
 * @throws AppError `invalid_input` with field `key` without a key; as {@link draftPlan}
 */
export function planPush(
  ctx: ServiceContext,
  rows: readonly ConflictRow[],
  key: string | undefined,
): Promise<string> {
  if (!key) throw invalid("key", "required", "Give a key that names this intent.");
  const chosen = rows.map((row): Chosen => ({ domainId: row.domain.id, change: changeOf(row) }));
  const change = shared(chosen.map((one) => one.change));
  return draftPlan(ctx, {
    key,
    kind: change.kind,
    change,
    selection: { conflicts: rows.map(({ conflict }) => conflict.id).sort() },
    choose: async () => chosen,
  });
}
