import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";

/**
 * Append-only: the application may insert and read, nothing else. No foreign keys: an entry outlives
 * the domain, the user and the partner it speaks of. `partner_id` null: an affair of the house.
 */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
    at: instant().notNull().defaultNow(),
    partnerId: uuid(),
    actorKind: word().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    action: word().notNull(),
    objectKind: word().notNull(),
    objectId: text().notNull(),
    objectName: text().notNull(),
    result: word().notNull().default("ok"),
    source: word().notNull(),
    requestId: text().notNull(),
    runId: uuid(),
    before: jsonb().$type<Readonly<Record<string, unknown>>>(),
    after: jsonb().$type<Readonly<Record<string, unknown>>>(),
    reason: text(),
    address: text(),
  },
  (table) => [
    index("audit_at").on(table.at, table.id),
    index("audit_partner_at").on(table.partnerId, table.at, table.id),
    index("audit_action_at").on(table.action, table.at, table.id),
    index("audit_partner_action_at").on(table.partnerId, table.action, table.at, table.id),
    index("audit_actor_at").on(table.actorId, table.at, table.id),
    index("audit_object_at").on(table.objectKind, table.objectId, table.at, table.id),
    index("audit_object_name_at").on(table.objectName, table.at, table.id),
    index("audit_result_at").on(table.result, table.at, table.id),
    index("audit_run").on(table.runId, table.id),
  ],
);
