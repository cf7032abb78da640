import { invalid } from "../kernel/errors";
import { normaliseNameservers } from "../names/nameserver-list";
import type { Choice } from "../sync/doubt";
import type { RemoteRecord } from "../sync/drift";
import { furthest, isOutside } from "../sync/plausible";
import type { Conflict } from "./store";
import type { Outcome } from "./vocabulary";

/** What a choice does to a name, and how its conflict stands afterwards. */
export type Effect = {
  readonly state: "settled" | "closed";
  readonly outcome: Outcome;
  /** Fields of the record that are written. */
  readonly record?: Partial<RemoteRecord>;
  readonly wish?: boolean;
  /** Into which account the name goes. */
  readonly accountId?: string;
};

export type Given = {
  readonly choice: Choice;
  readonly value?: string | readonly string[] | undefined;
  readonly now: Date;
};

/** The record's words for a told value. Unknown statuses are taken beside the known ones. */
function taken({ field, rule, told }: Conflict): Partial<RemoteRecord> {
  if (rule === "status_unknown") return { unknownStatuses: told as string[] };
  return { [field]: told } as Partial<RemoteRecord>;
}

function instantOf(field: string, value: Given["value"], name: string, now: Date) {
  const at = typeof value === "string" ? new Date(value) : new Date(Number.NaN);
  const latest = field === "expiresAt" ? furthest({ name, now }) : now;
  if (!isOutside(at, latest)) return { [field]: at.toISOString() };
  const last = latest.toISOString().slice(0, 10);
  throw invalid("value", "range", `Give a day from 1985-01-01 to ${last}.`);
}

function hostsOf(value: Given["value"]) {
  const hosts = normaliseNameservers(
    Array.isArray(value) ? value : String(value ?? "").split(/[\s,]+/),
  );
  if (hosts.ok) return { nameservers: [...hosts.value] };
  throw invalid("value", hosts.error.code, hosts.error.message);
}

const byHand = (field: string, name: string, { value, now }: Given): Partial<RemoteRecord> =>
  field === "nameservers" ? hostsOf(value) : instantOf(field, value, name, now);

/**
 * What a choice means for one conflict.
 *
 * @throws AppError `invalid_input` with field `value` for one that cannot be set by hand
 */
export function effectOf(conflict: Conflict, name: string, given: Given): Effect {
  switch (given.choice) {
    case "take":
      return conflict.field === "autoRenew"
        ? { state: "closed", outcome: "taken", wish: conflict.told === "on" }
        : { state: "closed", outcome: "taken", record: taken(conflict) };
    case "set":
      return { state: "settled", outcome: "set", record: byHand(conflict.field, name, given) };
    case "push":
      return { state: "settled", outcome: "pushed" };
    case "ignore":
      return { state: "settled", outcome: "ignored" };
    case "stay":
      return { state: "settled", outcome: "stayed" };
    case "move":
      return { state: "closed", outcome: "moved", accountId: conflict.accountId };
    case "accept":
      // A departure stays accepted until the name is back.
      return { state: conflict.field === "departure" ? "settled" : "closed", outcome: "accepted" };
  }
}
