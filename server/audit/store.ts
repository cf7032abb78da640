import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import type { ServiceContext } from "../kernel/context";
import { ACTIONS, type AuditEntry } from "./entry";

const BATCH = 1_000;

const rowOf = (ctx: ServiceContext, entry: AuditEntry): typeof auditEntries.$inferInsert => ({
  partnerId: entry.partnerId,
  actorKind: ctx.actor.kind,
  actorId: ctx.actor.id,
  actorName: ctx.actor.name,
  action: entry.action,
  objectKind: ACTIONS[entry.action],
  objectId: entry.objectId,
  objectName: entry.objectName,
  result: entry.result ?? "ok",
  source: ctx.source,
  requestId: ctx.requestId,
  runId: entry.runId ?? null,
  before: entry.before ?? null,
  after: entry.after ?? null,
  reason: entry.reason ?? null,
  address: ctx.address,
});

/** Appends entries in the order given, a thousand to a statement. The database's clock dates them. */
export async function append(
  tx: Transaction,
  ctx: ServiceContext,
  entries: readonly AuditEntry[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    const rows = entries.slice(start, start + BATCH).map((entry) => rowOf(ctx, entry));
    await tx.insert(auditEntries).values(rows);
  }
}
