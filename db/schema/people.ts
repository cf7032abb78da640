import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";
import { partners } from "./partners";

/** A person who may sign in. Only a customer has a partner; staff and admins belong to the house. */
export const users = pgTable(
  "users",
  {
    id: uuid().defaultRandom().primaryKey(),
    email: word().notNull().unique(),
    name: text().notNull(),
    role: word().$type<"admin" | "staff" | "customer">().notNull(),
    partnerId: uuid().references(() => partners.id),
    passwordHash: text(),
    disabledAt: instant(),
    lastSignedInAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check("users_role_known", sql`${table.role} in ('admin', 'staff', 'customer')`),
    check(
      "users_customer_has_partner",
      sql`(${table.role} = 'customer') = (${table.partnerId} is not null)`,
    ),
    index("users_partner_name").on(table.partnerId, table.name),
  ],
);

/** One signed-in browser. The cookie carries the token; only its SHA-256 stands here. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid().defaultRandom().primaryKey(),
    tokenHash: word().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    /** When the password was last given again, for what costs money or opens a door. */
    steppedUpAt: instant(),
    address: text(),
    agent: text(),
  },
  (table) => [index("sessions_user_created").on(table.userId, table.createdAt)],
);

/** Theoretical arrival time of the next allowed attempt (GCRA); a key that is absent is unspent. */
export const rateLimits = pgTable("rate_limits", {
  key: word().primaryKey(),
  arrivesAt: instant().notNull(),
});

/** Facts about this installation, such as the hash of the one-time set-up token. */
export const installation = pgTable("installation", {
  key: word().primaryKey(),
  value: jsonb().notNull(),
});
