import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { partners } from "./partners";

/**
 * Nameservers that go by a name. `partner_id` null: the house's own, which only the house sees, unless it is shared: then
 * every partner may choose it, and none may change it.
 */
export const nameserverSets = pgTable(
  "nameserver_sets",
  {
    id: uuid().defaultRandom().primaryKey(),
    partnerId: uuid().references(() => partners.id),
    name: text().notNull(),
    /** In the order they are shown; as a delegation they are a set. */
    hosts: text().array().notNull(),
    isShared: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
    changedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check("nameserver_sets_hosts", sql`cardinality(${table.hosts}) between 2 and 13`),
    check("nameserver_sets_shared", sql`not ${table.isShared} or ${table.partnerId} is null`),
    uniqueIndex("nameserver_sets_name").on(
      sql`coalesce(${table.partnerId}, '00000000-0000-0000-0000-000000000000'::uuid)`,
      sql`lower(${table.name})`,
    ),
  ],
);
