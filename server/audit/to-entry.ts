import { iso } from "../kernel/instant";
import type { Sight } from "./resolve-filter";
import { type AuditEntryDto, HOUSE } from "./schemas";
import type { EntryRow } from "./store";

function actorOf(row: EntryRow, isHidden: boolean): AuditEntryDto["actor"] {
  if (isHidden) return { kind: "user", id: HOUSE, name: "Staff of the house" };
  return {
    kind: row.actorKind === "user" ? "user" : "job",
    id: row.actorId,
    name: row.actorName,
  };
}

/** A line of the log with everything left out that the caller's role does not see. */
export function toEntry(row: EntryRow, { seesHouse }: Sight): AuditEntryDto {
  const isHouse = row.actorKind === "user" && row.knownActorId === null;
  const hidesActor = !seesHouse && isHouse;
  return {
    id: row.id,
    at: iso(row.at),
    actor: actorOf(row, hidesActor),
    action: row.action as AuditEntryDto["action"],
    object: {
      kind: row.objectKind as AuditEntryDto["object"]["kind"],
      id: row.objectId,
      name: row.objectName,
    },
    partner:
      row.partnerId === null ? null : { id: row.partnerId, name: row.partnerName ?? row.partnerId },
    result: row.result as AuditEntryDto["result"],
    source: row.source as AuditEntryDto["source"],
    requestId: row.requestId,
    runId: row.runId,
    hasRunPage: row.visibleRunId !== null,
    before: row.before,
    after: row.after,
    reason: row.reason,
    address: seesHouse ? row.address : null,
    hidden: [...(hidesActor ? ["actor" as const] : []), ...(seesHouse ? [] : ["address" as const])],
  };
}
