import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";
import { users } from "./people";

/** A key with which a program acts for a person, within that person's role. Only its SHA-256 stands here. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid().defaultRandom().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    tokenHash: word().notNull().unique(),
    /** The last four signs, so that a person knows one from another. */
    hint: text().notNull(),
    scope: word().notNull(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    check("api_keys_scope_known", sql`${table.scope} in ('read', 'write', 'pay')`),
    index("api_keys_user_created").on(table.userId, table.createdAt),
  ],
);
