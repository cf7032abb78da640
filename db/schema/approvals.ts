import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";
import { partners } from "./partners";

/**
 * One rule about which plans a second person must agree to. They are read in order, and the first that fits a plan
 * decides; without one, nobody is asked. A condition that is null or empty is none.
 */
export const approvalRules = pgTable(
  "approval_rules",
  {
    id: uuid().defaultRandom().primaryKey(),
    position: integer().notNull(),
    name: text().notNull(),
    /** Kinds of change, see server/approvals/schemas.ts; none: every kind. */
    changes: text().array().notNull().default([]),
    /** Who asks: `anyone`, `customers` or `house`. */
    requester: word().notNull().default("anyone"),
    /** Only plans that touch names of this partner, or that its people ask for. */
    ofPartnerId: uuid().references(() => partners.id),
    /** Only from this sum on; what costs another currency, or nobody knows what, counts as more. */
    fromMinor: bigint({ mode: "number" }),
    currency: word(),
    fromNames: integer(),
    /** Only plans that touch a name with one of these tags. */
    tags: text().array().notNull().default([]),
    onlyCritical: boolean().notNull().default(false),
    /** Who agrees: `house`, `admin`, `peer` (somebody else of the same partner) or `nobody`. */
    approver: word().notNull(),
    isActive: boolean().notNull().default(true),
    createdAt: instant().notNull().defaultNow(),
    changedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check("approval_rules_requester", sql`${table.requester} in ('anyone', 'customers', 'house')`),
    check(
      "approval_rules_approver",
      sql`${table.approver} in ('house', 'admin', 'peer', 'nobody')`,
    ),
    check(
      "approval_rules_sum",
      sql`(${table.fromMinor} is null) = (${table.currency} is null) and coalesce(${table.fromMinor}, 0) >= 0`,
    ),
    check("approval_rules_names", sql`coalesce(${table.fromNames}, 1) >= 1`),
    index("approval_rules_position").on(table.position),
  ],
);
